using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed class Block : Container
{
    public string Type { get; set; } = "paragraph";

    public JsonObject Content { get; set; } = [];

    /// <inheritdoc/>
    public override Func<Entity> Remember()
    {
        var copy = (Block)MemberwiseClone();
        copy.Content = (JsonObject)Content.DeepClone();
        copy.Children = [.. Children];
        return () => copy;
    }
}
