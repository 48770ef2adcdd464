using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed class View : Dated
{
    public string DatabaseId { get; set; } = "";

    /// <summary>Null for dashboards.</summary>
    public string? DataSourceId { get; set; }

    /// <summary>The dashboard whose widget this is.</summary>
    public string? DashboardId { get; set; }

    public string Name { get; set; } = "";

    public string Type { get; set; } = "table";

    public JsonNode? Filter { get; set; }

    public JsonNode? Sorts { get; set; }

    public JsonObject? QuickFilters { get; set; }

    public JsonObject? Configuration { get; set; }

    /// <summary>Of a dashboard: its widgets' view ids, row by row.</summary>
    public List<DashboardRow> Rows { get; set; } = [];
}

internal sealed class DashboardRow
{
    public string Id { get; set; } = Ids.New();

    public List<string> Widgets { get; set; } = [];
}
