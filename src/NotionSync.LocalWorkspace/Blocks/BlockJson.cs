using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Blocks as answers show them. Pages and databases inside a page are blocks too.</summary>
internal static class BlockJson
{
    public static JsonObject Of(Call call, Dated item) => item switch
    {
        Block block => Common(call, block, block.Parent, block.Type, BlockContent.Shown(call, block), BlockTree.Children(call.Workspace, block).Any()),
        Page page => Common(call, page, page.Parent, "child_page", Titled(PageTitle.Of(call.Workspace, page)), BlockTree.Children(call.Workspace, page).Any()),
        Database database => Common(call, database, database.Parent, "child_database", Titled(database.PlainTitle), hasChildren: false),
        _ => throw new System.Diagnostics.UnreachableException($"A {item.GetType().Name} is no block."),
    };

    private static JsonObject Titled(string title) => new() { ["title"] = title };

    private static JsonObject Common(Call call, Dated item, ParentRef parent, string type, JsonObject content, bool hasChildren)
    {
        var shownParent = parent.ToJson();
        if (parent.Kind == "data_source_id")
        {
            shownParent["database_id"] = call.Workspace.DataSources.Find(parent.Id)?.DatabaseId;
        }

        return new JsonObject
        {
            ["object"] = "block",
            ["id"] = item.Id,
            ["parent"] = shownParent,
            ["created_time"] = Stamp.Minute(item.CreatedTime),
            ["last_edited_time"] = Stamp.Minute(item.LastEditedTime),
            ["created_by"] = Json.Partial("user", item.CreatedBy),
            ["last_edited_by"] = Json.Partial("user", item.LastEditedBy),
            ["has_children"] = hasChildren,
            ["in_trash"] = item.InTrash,
            ["type"] = type,
            [type] = content,
        };
    }
}
