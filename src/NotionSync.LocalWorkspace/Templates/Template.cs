using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>A template of a data source. People make them; over the API they can only be used.</summary>
internal sealed class Template : Entity
{
    public string DataSourceId { get; set; } = "";

    public string Name { get; set; } = "";

    public bool IsDefault { get; set; }

    /// <summary>Values in the form of requests.</summary>
    public JsonObject Properties { get; set; } = [];

    /// <summary>The body.</summary>
    public string Markdown { get; set; } = "";
}
