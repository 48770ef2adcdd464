using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class DatabaseEndpoints
{
    public static ApiAnswer Create(Call call)
    {
        var parent = call.Body.Object("parent")!;
        if (parent.Id("page_id") is not { } pageId)
        {
            throw ApiException.Validation("Internal integrations aren't owned by a single user, so creating workspace-level databases isn't supported. Please provide a parent page.");
        }

        var page = call.Workspace.Page(pageId);
        Trash.RequireOutside(call.Workspace, page);
        if (call.Body.Flag("is_inline") == true && call.Body.ContainsKey("cover"))
        {
            throw ApiException.Validation("Inline databases do not support covers.");
        }

        var database = new Database
        {
            Parent = ParentRef.Page(pageId),
            Title = RichText.FromRequest(call.Workspace, call.Body.Array("title")),
            Description = RichText.FromRequest(call.Workspace, call.Body.Array("description")),
            IsInline = call.Body.Flag("is_inline") ?? false,
            Icon = IconReference.Stored(call, call.Body["icon"]),
            Cover = FileReference.Stored(call, call.Body["cover"]),
        };
        database.MarkCreated(call.Now, call.Actor);
        DataSourceMaking.Make(call, database, call.Body.Object("initial_data_source")?.Object("properties"), title: null);
        page.Children.Add(database.Id);
        call.Workspace.Pages.Save(page);
        return DatabaseJson.Of(call, database);
    }

    public static ApiAnswer Retrieve(Call call) => DatabaseJson.Of(call, call.Workspace.Database(call.RouteId("database_id")));

    public static ApiAnswer Update(Call call)
    {
        var database = call.Workspace.Database(call.RouteId("database_id"));
        var body = call.Body;
        Trash.RequireEditable(database, body);
        if (body.Object("parent")?.Id("page_id") is { } pageId)
        {
            Move(call, database, call.Workspace.Page(pageId));
        }

        database.Title = body.Array("title") is { } title ? RichText.FromRequest(call.Workspace, title) : database.Title;
        database.Description = body.Array("description") is { } text ? RichText.FromRequest(call.Workspace, text) : database.Description;
        database.IsInline = body.Flag("is_inline") ?? database.IsInline;
        database.IsLocked = body.Flag("is_locked") ?? database.IsLocked;
        database.InTrash = body.Flag("in_trash") ?? database.InTrash;
        database.Icon = body.ContainsKey("icon") ? IconReference.Stored(call, body["icon"]) : database.Icon;
        database.Cover = body.ContainsKey("cover") ? FileReference.Stored(call, body["cover"]) : database.Cover;
        database.MarkEdited(call.Now, call.Actor);
        call.Workspace.Databases.Save(database);
        return DatabaseJson.Of(call, database);
    }

    private static void Move(Call call, Database database, Page page)
    {
        if (database.Parent == ParentRef.Page(page.Id))
        {
            return;
        }

        if (database.Parent.Kind == "page_id" && call.Workspace.Pages.Find(database.Parent.Id) is { } before)
        {
            before.Children.Remove(database.Id);
            call.Workspace.Pages.Save(before);
        }

        database.Parent = ParentRef.Page(page.Id);
        page.Children.Add(database.Id);
        call.Workspace.Pages.Save(page);
    }
}
