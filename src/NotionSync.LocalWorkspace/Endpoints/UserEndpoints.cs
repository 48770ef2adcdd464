namespace NotionSync.LocalWorkspace;

internal static class UserEndpoints
{
    public static ApiAnswer Me(Call call) => UserJson.Self(call.Workspace, call.Actor, call.Options.Plan);

    public static ApiAnswer Retrieve(Call call)
    {
        var id = call.RouteId("user_id");
        return UserJson.Full(call.Workspace.Users.Find(id) ?? throw ApiException.NotFound("user", id), call.Workspace.Viewer);
    }

    public static ApiAnswer List(Call call) =>
        Cursor.List([.. call.Workspace.Users.All.OrderBy(user => user.IsBot)], call.Paging, "user", user => UserJson.Full(user, call.Workspace.Viewer));
}
