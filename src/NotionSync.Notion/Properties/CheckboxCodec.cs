using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>A tick. It cannot be empty: no value is no tick.</summary>
internal sealed class CheckboxCodec() : PropertyCodec(PropertyKind.Checkbox, PropertyType.Checkbox)
{
    /// <inheritdoc/>
    public override JsonNode EncodeValue(PropertyValue value) => value is PropertyValue.Checkbox { Ticked: true };

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => new PropertyValue.Checkbox(payload.ValueKind is JsonValueKind.True);

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) => value is PropertyValue.Empty ? new PropertyValue.Checkbox(false) : value;

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value is PropertyValue.Checkbox or PropertyValue.Empty ? null : WrongSort(schema, value);

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId) => Grouping(propertyId);
}
