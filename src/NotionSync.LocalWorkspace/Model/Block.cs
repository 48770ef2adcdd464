using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed class Block : Container
{
    public string Type { get; set; } = "paragraph";

    public JsonObject Content { get; set; } = [];
}
