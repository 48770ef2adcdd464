using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>The values of a page as bytes, and back in the leanest nodes: a workspace holds hundreds of thousands of them.</summary>
internal static class StoredValues
{
    private const int IdLength = 36;

    public static byte[] Write(Dictionary<string, JsonNode?> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Json.Written);
        writer.WriteStartObject();
        foreach (var (property, value) in values)
        {
            writer.WritePropertyName(property);
            value?.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The values again.</summary>
    /// <param name="bytes">What was written.</param>
    /// <param name="pool">Property ids and option ids, which many pages share.</param>
    public static Dictionary<string, JsonNode?> Read(ReadOnlySpan<byte> bytes, StringPool pool)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        var values = new Dictionary<string, JsonNode?>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = pool.Shared(reader.GetString()!);
            reader.Read();
            values[name] = Node(ref reader, pool);
        }

        return values;
    }

    private static JsonNode? Node(ref Utf8JsonReader reader, StringPool pool)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var text = reader.GetString()!;
                return JsonValue.Create(text.Length == IdLength ? pool.Shared(text) : text);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? JsonValue.Create(whole) : JsonValue.Create(reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            case JsonTokenType.StartArray:
                var items = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Node(ref reader, pool));
                }

                return items;
            case JsonTokenType.StartObject:
                var json = new JsonObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = pool.Shared(reader.GetString()!);
                    reader.Read();
                    json[name] = Node(ref reader, pool);
                }

                return json;
            default:
                return null;
        }
    }
}
