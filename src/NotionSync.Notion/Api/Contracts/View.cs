using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>A view. Lists give only its id.</summary>
internal sealed record View : Answer
{
    public string Id { get; init; } = "";

    public Parent? Parent { get; init; }

    /// <summary>Null for dashboards and in lists.</summary>
    public string? DataSourceId { get; init; }

    public string? Name { get; init; }

    public ViewType Type { get; init; }

    /// <summary>Of its type; a dashboard's has <c>rows</c> of <c>widgets</c>.</summary>
    public JsonObject? Configuration { get; init; }
}

/// <summary>A view to create: exactly one of a tab of a database, a linked database on a page, or a widget of a dashboard.</summary>
internal sealed record CreateViewRequest
{
    public required string DataSourceId { get; init; }

    public required string Name { get; init; }

    public required ViewType Type { get; init; }

    /// <summary>A tab of this database.</summary>
    public string? DatabaseId { get; init; }

    /// <summary>A linked database on a page.</summary>
    public LinkedDatabase? CreateDatabase { get; init; }

    /// <summary>A widget of this dashboard.</summary>
    public string? ViewId { get; init; }

    public ViewPosition? Position { get; init; }

    public WidgetPlacement? Placement { get; init; }

    public JsonObject? Filter { get; init; }

    public IReadOnlyList<SortRequest>? Sorts { get; init; }

    /// <summary>Left out for dashboards.</summary>
    public JsonObject? Configuration { get; init; }
}

/// <summary>A linked database on a page.</summary>
internal sealed record LinkedDatabase(ParentRequest Parent, LinkedDatabasePosition? Position = null);

/// <summary>After a block that lies directly on the page.</summary>
internal sealed record LinkedDatabasePosition(string BlockId)
{
    public string Type { get; } = "after_block";
}

/// <summary>Where a tab stands: <c>start</c>, <c>end</c> or <c>after_view</c>.</summary>
internal sealed record ViewPosition(string Type, string? ViewId = null);

/// <summary>Where a widget stands: <c>new_row</c> or <c>existing_row</c>.</summary>
internal sealed record WidgetPlacement(string Type, int? RowIndex = null);

/// <summary>Changes of a view. Filter and sorts are always sent: null clears them.</summary>
internal sealed record UpdateViewRequest
{
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonObject? Filter { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<SortRequest>? Sorts { get; init; }

    public JsonObject? Configuration { get; init; }
}
