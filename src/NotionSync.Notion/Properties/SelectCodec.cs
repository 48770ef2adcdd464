using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>One of some options. Notion adds an unknown one to the schema by itself.</summary>
internal sealed class SelectCodec() : PropertyCodec(PropertyKind.Select, PropertyType.Select)
{
    /// <inheritdoc/>
    public override JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope) => OptionList.Encode(((PropertySchema.Select)schema).Options);

    /// <inheritdoc/>
    public override PropertySnapshot DecodeSchema(PropertySnapshot common, JsonElement payload) => common with { Options = OptionList.Decode(payload) };

    /// <inheritdoc/>
    public override JsonNode? EncodeValue(PropertyValue value) => value is PropertyValue.Select select ? new JsonObject { ["name"] = select.Option } : null;

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => OptionList.NameOf(payload) is { } name ? new PropertyValue.Select(name) : PropertyValue.Empty.Value;

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Select { Option: var option } when string.IsNullOrWhiteSpace(option) => PropertyValue.Empty.Value,
        PropertyValue.Select { Option: var option } when schema is PropertySchema.Select select => new PropertyValue.Select(OptionList.Spell(select.Options, option.Trim())),
        _ => value,
    };

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.Select select => OptionList.Refusal(select.Option),
        _ => WrongSort(schema, value),
    };

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId) => Grouping(propertyId);
}
