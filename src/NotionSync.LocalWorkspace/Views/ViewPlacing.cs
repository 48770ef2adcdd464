using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>The three places of a new view: a tab, a linked database of its own, a widget. Checked first, taken later.</summary>
internal static class ViewPlacing
{
    public static Action<View> Find(Call call)
    {
        var body = call.Body;
        string[] targets = [.. ((string[])["database_id", "view_id", "create_database"]).Where(body.ContainsKey)];
        if (targets.Length != 1)
        {
            throw ApiException.Validation("body failed validation: exactly one of body.database_id, body.view_id and body.create_database should be defined, "
                + $"instead {(targets.Length == 0 ? "none was" : string.Join(" and ", targets) + " were")}.");
        }

        RequireOnly(body, "position", targets[0] == "database_id");
        RequireOnly(body, "placement", targets[0] == "view_id");
        return targets[0] switch
        {
            "database_id" => Tab(call, call.Workspace.Database(body.Id("database_id")!), body.Object("position")),
            "view_id" => Widget(call, call.Workspace.View(body.Id("view_id")!), body.Object("placement")),
            _ => Linked(call, body.Object("create_database")!),
        };
    }

    private static void RequireOnly(JsonObject body, string field, bool isAllowed)
    {
        if (!isAllowed && body.ContainsKey(field))
        {
            throw ApiException.Body($"body.{field} should be not present, instead was `{Shape.Shown(body[field])}`.");
        }
    }

    private static Action<View> Tab(Call call, Database database, JsonObject? position)
    {
        var at = position?.Text("type") == "start" ? 0 : database.Views.Count;
        if (position?.Id("view_id") is { } after)
        {
            at = database.Views.IndexOf(after) + 1;
            if (at == 0)
            {
                throw ApiException.Validation($"View {after} is not a view of database {database.Id}.");
            }
        }

        return view =>
        {
            view.DatabaseId = database.Id;
            database.Views.Insert(at, view.Id);
            call.Workspace.Databases.Save(database);
        };
    }

    private static Action<View> Widget(Call call, View dashboard, JsonObject? placement)
    {
        if (call.Body.Text("type") == "dashboard")
        {
            throw ApiException.Validation("A dashboard cannot be a widget of a dashboard.");
        }

        return Dashboards.PlaceFor(call, dashboard, placement);
    }

    private static Action<View> Linked(Call call, JsonObject request)
    {
        var page = call.Workspace.Page(request.Object("parent")!.Id("page_id")!);
        var at = page.Children.Count;
        if (request.Object("position")?.Id("block_id") is { } after)
        {
            at = page.Children.IndexOf(after) + 1;
            if (at == 0)
            {
                throw ApiException.Validation($"Block {after} is not a direct child of page {page.Id}.");
            }
        }

        return view =>
        {
            var database = new Database { Parent = ParentRef.Page(page.Id), IsInline = true, Views = [view.Id] };
            database.MarkCreated(call.Now, call.Actor);
            call.Workspace.Databases.Save(database);
            view.DatabaseId = database.Id;
            page.Children.Insert(at, database.Id);
            page.MarkEdited(call.Now, call.Actor);
            call.Workspace.Pages.Save(page);
        };
    }
}
