using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>
/// Links, always dual. The mirror gets a name of Notion's own whatever is sent, and is renamed by a second call. A page shows 25 links;
/// a list that was cut is marked and never written back.
/// </summary>
internal sealed class RelationCodec() : PropertyCodec(PropertyKind.Relation, PropertyType.Relation)
{
    /// <inheritdoc/>
    public override JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope) => new()
    {
        ["data_source_id"] = scope.Resolve.DataSourceId(((PropertySchema.Relation)schema).Database),
        ["type"] = "dual_property",
        ["dual_property"] = new JsonObject(),
    };

    /// <inheritdoc/>
    public override PropertySnapshot DecodeSchema(PropertySnapshot common, JsonElement payload)
    {
        if (!payload.TryGetProperty("data_source_id", out var source) || source.GetString() is not { } dataSourceId)
        {
            return common;
        }

        var mirror = payload.TryGetProperty("dual_property", out var dual) && dual.TryGetProperty("synced_property_id", out var id) ? id.GetString() : null;
        return common with { Relation = (NotionId.Canonical(dataSourceId), mirror is null ? null : PropertyId.Decode(mirror)) };
    }

    /// <inheritdoc/>
    public override JsonNode EncodeValue(PropertyValue value) => value is PropertyValue.Relation relation
        ? new JsonArray([.. relation.PageIds.Select(id => new JsonObject { ["id"] = id })])
        : new JsonArray();

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => payload.ValueKind is JsonValueKind.Array
        ? OfPages((payload.Deserialize(NotionJson.Default.PageReferenceArray) ?? []).Select(page => page.Id), truncated: false)
        : PropertyValue.Empty.Value;

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) =>
        value is PropertyValue.Relation relation ? OfPages(relation.PageIds, relation.Truncated) : value;

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.Relation { Truncated: true } => "The list of links was cut by Notion; writing it back would remove links. Read the whole relation first.",
        PropertyValue.Relation { PageIds.Length: > NotionLimits.RelationPages } relation =>
            $"The value links {relation.PageIds.Length} rows; Notion takes {NotionLimits.RelationPages} in one write. Write the links from the other side.",
        PropertyValue.Relation => null,
        _ => WrongSort(schema, value),
    };

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId) => Grouping(propertyId);

    /// <summary>Marks a value that Notion cut.</summary>
    public static PropertyValue Cut(PropertyValue value) => value is PropertyValue.Relation relation ? relation with { Truncated = true } : value;

    private static PropertyValue OfPages(IEnumerable<string> pages, bool truncated)
    {
        var ids = pages.Select(NotionId.Canonical).Distinct().ToImmutableArray();
        return ids.IsEmpty && !truncated ? PropertyValue.Empty.Value : new PropertyValue.Relation(ids, truncated);
    }
}
