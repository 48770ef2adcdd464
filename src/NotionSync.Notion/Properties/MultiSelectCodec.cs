using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>Any of some options, at most 100 in one write.</summary>
internal sealed class MultiSelectCodec() : PropertyCodec(PropertyKind.MultiSelect, PropertyType.MultiSelect)
{
    /// <inheritdoc/>
    public override JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope) => OptionList.Encode(((PropertySchema.MultiSelect)schema).Options);

    /// <inheritdoc/>
    public override PropertySnapshot DecodeSchema(PropertySnapshot common, JsonElement payload) => common with { Options = OptionList.Decode(payload) };

    /// <inheritdoc/>
    public override JsonNode EncodeValue(PropertyValue value) => value is PropertyValue.MultiSelect select
        ? new JsonArray([.. select.Options.Select(option => new JsonObject { ["name"] = option })])
        : new JsonArray();

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) =>
        payload.ValueKind is JsonValueKind.Array ? OfOptions(payload.EnumerateArray().Select(OptionList.NameOf).OfType<string>()) : PropertyValue.Empty.Value;

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) => (schema, value) switch
    {
        (PropertySchema.MultiSelect known, PropertyValue.MultiSelect select) =>
            OfOptions(select.Options.Select(option => option.Trim()).Where(option => option.Length > 0).Select(option => OptionList.Spell(known.Options, option))),
        _ => value,
    };

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.MultiSelect { Options.Length: > NotionLimits.MultiSelectOptions } select =>
            $"The value has {select.Options.Length} options; Notion takes {NotionLimits.MultiSelectOptions} in one write.",
        PropertyValue.MultiSelect select => select.Options.Select(OptionList.Refusal).FirstOrDefault(refusal => refusal is not null),
        _ => WrongSort(schema, value),
    };

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId) => Grouping(propertyId);

    private static PropertyValue OfOptions(IEnumerable<string> options)
    {
        var distinct = options.Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        return distinct.IsEmpty ? PropertyValue.Empty.Value : new PropertyValue.MultiSelect(distinct);
    }
}
