using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>An aggregate over linked rows. Relation and target are named by id where it is known, since people rename properties.</summary>
internal sealed class RollupCodec() : ComputedCodec(PropertyKind.Rollup, PropertyType.Rollup)
{
    /// <inheritdoc/>
    public override JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope)
    {
        var rollup = (PropertySchema.Rollup)schema;
        var encoded = new JsonObject { ["function"] = rollup.Function };
        Name(encoded, "relation_property", rollup.Via, scope.OwnPropertyId(rollup.Via));
        Name(encoded, "rollup_property", rollup.Of, scope.RelatedDatabase(rollup.Via) is { } target ? scope.Resolve.PropertyId(target, rollup.Of) : null);
        return encoded;
    }

    /// <inheritdoc/>
    public override PropertySnapshot DecodeSchema(PropertySnapshot common, JsonElement payload) =>
        Text(payload, "relation_property_id") is { } relation && Text(payload, "rollup_property_id") is { } target && Text(payload, "function") is { } function
            ? common with { Rollup = (relation, target, function) }
            : common;

    /// <inheritdoc/>
    public override JsonNode Condition(string operation, JsonNode value) => new JsonObject
    {
        [value.GetValueKind() is JsonValueKind.String ? "date" : "number"] = base.Condition(operation, value),
    };

    private static void Name(JsonObject encoded, string member, string name, string? id) => encoded[id is null ? $"{member}_name" : $"{member}_id"] = id ?? name;

    // Ids inside a rollup's configuration are not URL-encoded.
    private static string? Text(JsonElement payload, string member) => payload.TryGetProperty(member, out var value) ? value.GetString() : null;
}
