using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>What links and copies lead to.</summary>
internal static class BlockTargets
{
    public static void Check(Workspace workspace, string type, JsonObject request)
    {
        if (type == "synced_block" && request.Object("synced_from")?.Id("block_id") is { } original && workspace.Blocks.Find(original) is not { Type: "synced_block" })
        {
            throw ApiException.NotFound("block", original);
        }

        if (type == "link_to_page" && request.Id("database_id") is { } databaseId && workspace.Database(databaseId).IsInline)
        {
            throw ApiException.Validation("link_to_page must reference a collection_view_page: an inline database cannot be linked to.");
        }
    }
}
