using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>What rollups and formulas share: Notion computes the value, so it is read but never written.</summary>
internal abstract class ComputedCodec(PropertyKind kind, PropertyType type) : PropertyCodec(kind, type)
{
    /// <inheritdoc/>
    public override JsonNode? EncodeValue(PropertyValue value) => throw new InvalidOperationException("A computed property is never written.");

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => new PropertyValue.Computed(Shown(payload));

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => $"'{schema.Name}' is computed by Notion and cannot be written. Remove it from the mapping's values.";

    // A list (of a rollup that shows originals) and what Notion gives up on are kept as they are: nothing computes with them.
    private static PropertyValue Shown(JsonElement payload)
    {
        if (payload.ValueKind is not JsonValueKind.Object
            || !payload.TryGetProperty("type", out var type)
            || type.GetString() is not { } name
            || !payload.TryGetProperty(name, out var shown))
        {
            return new PropertyValue.Other(payload.GetRawText());
        }

        return (name, shown.ValueKind) switch
        {
            (_, JsonValueKind.Null) => PropertyValue.Empty.Value,
            ("number", JsonValueKind.Number) => new NumberCodec().DecodeValue(shown),
            ("date", _) => DateCodec.Decode(shown),
            ("string", JsonValueKind.String) => shown.GetString() is { Length: > 0 } text ? new PropertyValue.Text(text) : PropertyValue.Empty.Value,
            ("boolean", _) => new PropertyValue.Checkbox(shown.ValueKind is JsonValueKind.True),
            _ => new PropertyValue.Other(payload.GetRawText()),
        };
    }
}
