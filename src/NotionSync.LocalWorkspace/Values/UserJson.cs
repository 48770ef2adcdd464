using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class UserJson
{
    private const long BusinessUploadBytes = 5L * 1024 * 1024 * 1024;
    private const long FreeUploadBytes = 5L * 1024 * 1024;

    /// <param name="user">Who.</param>
    /// <param name="viewer">Who asks; null may know everything.</param>
    public static JsonObject Full(User user, Grants? viewer)
    {
        var json = new JsonObject
        {
            ["object"] = "user",
            ["id"] = user.Id,
            ["name"] = user.Name,
            ["avatar_url"] = null,
            ["type"] = user.IsBot ? "bot" : "person",
        };
        json[user.IsBot ? "bot" : "person"] = user.IsBot || user.Email is null || viewer?.May(Capability.Emails) == false ? [] : new JsonObject { ["email"] = user.Email };
        return json;
    }

    public static JsonObject Of(Workspace workspace, string id) => workspace.Users.Find(id) is { } user && workspace.Viewer?.May(Capability.Users) != false ? Full(user, workspace.Viewer) : Json.Partial("user", id);

    public static JsonObject Self(Workspace workspace, string botId, string plan)
    {
        var json = Full(workspace.Users.Find(botId)!, workspace.Viewer);
        json["bot"] = new JsonObject
        {
            ["owner"] = new JsonObject { ["type"] = "workspace", ["workspace"] = true },
            ["workspace_id"] = workspace.Settings.WorkspaceId,
            ["workspace_name"] = "Local workspace",
            ["workspace_limits"] = new JsonObject { ["max_file_upload_size_in_bytes"] = plan == "Free" ? FreeUploadBytes : BusinessUploadBytes },
        };
        return json;
    }
}
