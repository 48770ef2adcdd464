using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace;

/// <summary>A parent as one text, <c>kind/id</c>: thousands of rows have the same one.</summary>
internal sealed class ParentRefJson : JsonConverter<ParentRef>
{
    public override ParentRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return ParentRef.Parse(reader.GetString()!);
        }

        // As older files have it.
        using var json = JsonDocument.ParseValue(ref reader);
        return new ParentRef(json.RootElement.GetProperty("Kind").GetString()!, json.RootElement.TryGetProperty("Id", out var id) ? id.GetString()! : "");
    }

    public override void Write(Utf8JsonWriter writer, ParentRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
