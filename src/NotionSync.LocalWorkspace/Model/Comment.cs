using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed class Comment : Dated
{
    public ParentRef Parent { get; set; } = ParentRef.Workspace;

    public string DiscussionId { get; set; } = Ids.New();

    public JsonArray RichText { get; set; } = [];

    public JsonArray? Attachments { get; set; }

    public JsonObject DisplayName { get; set; } = [];
}
