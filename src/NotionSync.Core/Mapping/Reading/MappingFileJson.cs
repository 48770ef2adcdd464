using System.Text.Json;
using System.Text.Json.Serialization;
using NotionSync.Mapping.Files;

namespace NotionSync.Mapping.Reading;

/// <summary>The shape of mapping files, from their types: the reader and the editors' schema both follow it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(OneOrManyConverter)])]
[JsonSerializable(typeof(MappingFile))]
internal sealed partial class MappingFileJson : JsonSerializerContext;

/// <summary>Reads a <see cref="OneOrMany{T}"/> of texts from a list; the single value is made a list before.</summary>
internal sealed class OneOrManyConverter : JsonConverter<OneOrMany<string>>
{
    /// <inheritdoc/>
    public override OneOrMany<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            items.Add(reader.GetString() ?? throw new JsonException("A list of texts holds null."));
        }

        return new OneOrMany<string>(items);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OneOrMany<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
