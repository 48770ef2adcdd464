using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

/// <summary>Turns rows into requests and answers into rows.</summary>
internal sealed class RowWire(PropertyCodecs codecs)
{
    /// <summary>The request that creates a row.</summary>
    public CreatePageRequest Encode(NewRow row) => new()
    {
        Parent = ParentRequest.Source(row.DataSourceId),
        Properties = Encode(row.ValuesByPropertyId),
        Icon = IconRequest.Of(row.Icon),
        Markdown = row.Body is { } body ? PagePart.Compose(body) + (row.Markdown is { } rest ? "\n" + rest : "") : row.Markdown,
    };

    /// <summary>Values by property id.</summary>
    public Dictionary<string, JsonObject> Encode(IReadOnlyDictionary<string, WrittenValue> values) =>
        values.ToDictionary(value => value.Key, value => codecs.EncodeValue(value.Value));

    /// <summary>A row as it is.</summary>
    public WorkspaceRow Decode(Page page) => new(
        NotionId.Canonical(page.Id),
        page.CreatedTime,
        page.LastEditedTime,
        page.LastEditedBy is { Id.Length: > 0 } user ? NotionId.Canonical(user.Id) : null,
        page.InTrash,
        page.Properties.Values.ToImmutableDictionary(property => PropertyId.Decode(property.Id), codecs.DecodeValue));

    /// <summary>The filter of a query; null for all rows.</summary>
    public static JsonObject? Filter(RowQuery query)
    {
        JsonObject[] conditions = [.. EditedSince(query), .. KeyIs(query)];
        return conditions switch
        {
            [] => null,
            [var single] => single,
            _ => new JsonObject { ["and"] = new JsonArray([.. conditions]) },
        };
    }

    private static IEnumerable<JsonObject> EditedSince(RowQuery query) => query.EditedSince is { } since
        ? [new JsonObject { ["timestamp"] = "last_edited_time", ["last_edited_time"] = new JsonObject { ["on_or_after"] = Instant(since) } }]
        : [];

    private static IEnumerable<JsonObject> KeyIs(RowQuery query) => query is { SyncKeyPropertyId: { } property, Key: { } key }
        ? [new JsonObject { ["property"] = property, ["rich_text"] = new JsonObject { ["equals"] = key.Value } }]
        : [];

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
