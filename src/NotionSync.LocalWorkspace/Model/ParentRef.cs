using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <param name="Kind">page_id, block_id, database_id, data_source_id or workspace.</param>
/// <param name="Id">Empty for the workspace.</param>
internal sealed record ParentRef(string Kind, string Id)
{
    public static readonly ParentRef Workspace = new("workspace", "");

    public static ParentRef Page(string id) => new("page_id", id);

    public static ParentRef Block(string id) => new("block_id", id);

    public static ParentRef Database(string id) => new("database_id", id);

    public static ParentRef DataSource(string id) => new("data_source_id", id);

    public JsonObject ToJson() => Kind == "workspace"
        ? new JsonObject { ["type"] = Kind, [Kind] = true }
        : new JsonObject { ["type"] = Kind, [Kind] = Id };
}
