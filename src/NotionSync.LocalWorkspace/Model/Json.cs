using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class Json
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = WorkspaceJson.Default,
    };

    public static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    extension(JsonObject json)
    {
        public JsonObject? Object(string name) => json[name] as JsonObject;

        public JsonArray? Array(string name) => json[name] as JsonArray;

        public string? Text(string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

        public bool? Flag(string name) => json[name]?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

        public double? Number(string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.AsDouble() : null;

        /// <summary>The id under that name, dashed; the contract has already seen that it is one.</summary>
        public string? Id(string name) => json.Text(name) is { } text && Ids.TryParse(text, out var id) ? id : null;
    }

    extension(JsonNode node)
    {
        public string AsText() => node.GetValue<string>();

        public double AsDouble() => node.AsValue() switch
        {
            var value when value.TryGetValue<double>(out var number) => number,
            var value when value.TryGetValue<long>(out var whole) => whole,
            var value => value.GetValue<int>(),
        };
    }

    public static JsonArray ArrayOf(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonObject Partial(string kind, string id) => new() { ["object"] = kind, ["id"] = id };

    /// <summary>A number as JavaScript would write it: no fraction when it is whole.</summary>
    public static JsonNode? Number(double? number) => number is not { } value || !double.IsFinite(value)
        ? null
        : value % 1 == 0 && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);

    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    public static bool IsText([NotNullWhen(true)] JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
