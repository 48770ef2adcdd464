using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed class View : Dated
{
    public string DatabaseId { get; set; } = "";

    /// <summary>Null for dashboards.</summary>
    public string? DataSourceId { get; set; }

    /// <summary>The dashboard whose widget this is.</summary>
    public string? DashboardId { get; set; }

    public string Name
    {
        get;
        set
        {
            if (!string.Equals(field, value, StringComparison.Ordinal))
            {
                field = value;
                Touch("name");
            }
        }
    } = "";

    public string Type { get; set; } = "table";

    public JsonNode? Filter
    {
        get;
        set
        {
            if (!Json.Same(field, value))
            {
                field = value;
                Touch("filter");
            }
        }
    }

    public JsonNode? Sorts
    {
        get;
        set
        {
            if (!Json.Same(field, value))
            {
                field = value;
                Touch("sorts");
            }
        }
    }

    public JsonObject? QuickFilters { get; set; }

    public JsonObject? Configuration
    {
        get;
        set
        {
            if (!Json.Same(field, value))
            {
                field = value;
                Touch("configuration");
            }
        }
    }

    /// <summary>Of a dashboard: its widgets' view ids, row by row.</summary>
    public List<DashboardRow> Rows { get; set; } = [];
}

internal sealed class DashboardRow
{
    public string Id { get; set; } = Ids.New();

    public List<string> Widgets { get; set; } = [];
}
