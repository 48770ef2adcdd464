using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>A container of data sources and views. A linked database has views and no data source of its own.</summary>
internal sealed class Database : Placed
{
    public JsonArray Title { get; set; } = [];

    public JsonArray Description { get; set; } = [];

    public bool IsInline { get; set; }

    public bool IsLocked { get; set; }

    public JsonNode? Icon { get; set; }

    public JsonNode? Cover { get; set; }

    public List<string> DataSources { get; set; } = [];

    /// <summary>Ids of the tabs, in order.</summary>
    public List<string> Views { get; set; } = [];

    public string PlainTitle => RichText.Plain(Title);
}
