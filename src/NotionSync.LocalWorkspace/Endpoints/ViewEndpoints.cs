using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class ViewEndpoints
{
    public static ApiAnswer List(Call call)
    {
        var (database, source) = (call.QueryId("database_id"), call.QueryId("data_source_id"));
        if (database is null == source is null)
        {
            throw ApiException.Validation("query failed validation: exactly one of query.database_id and query.data_source_id should be defined.");
        }

        var ids = database is not null
            ? call.Workspace.Database(database).Views
            : call.Workspace.Views.All.Where(view => view.DataSourceId == call.Workspace.DataSource(source!).Id).OrderBy(view => view.CreatedTime).Select(view => view.Id);
        return Cursor.List([.. ids], call.Paging, "view", id => Json.Partial("view", id));
    }

    public static ApiAnswer Create(Call call)
    {
        var body = call.Body;
        var source = call.Workspace.DataSource(body.Id("data_source_id")!);
        var type = body.Text("type")!;
        if (type == "dashboard" && call.Options.Plan is not ("Business" or "Enterprise"))
        {
            throw ApiException.Validation("Dashboard views require a Business or Enterprise plan.");
        }

        var place = ViewPlacing.Find(call);
        var view = new View { DataSourceId = type == "dashboard" ? null : source.Id, Name = body.Text("name")!, Type = type };
        view.MarkCreated(call.Now, call.Actor);
        if (type is "board" or "calendar" or "timeline" or "chart" && body.Object("configuration") is null)
        {
            throw ApiException.Body("body.configuration should be defined, instead was `undefined`.");
        }

        view.Configuration = ViewConfiguration.Merged(view, source, body.Object("configuration"));
        view.Filter = ViewFilters.Filter(call, source, body["filter"]);
        view.Sorts = ViewFilters.Sorts(source, body["sorts"]);
        view.QuickFilters = ViewFilters.Quick(call, source, null, body.Object("quick_filters"));
        place(view);
        call.Workspace.Views.Save(view);
        return ViewJson.Of(call, view);
    }

    public static ApiAnswer Retrieve(Call call) => ViewJson.Of(call, call.Workspace.View(call.RouteId("view_id")));

    public static ApiAnswer Update(Call call)
    {
        var view = call.Workspace.View(call.RouteId("view_id"));
        var body = call.Body;
        var source = view.DataSourceId is null ? new DataSource() : call.Workspace.DataSource(view.DataSourceId);
        var configuration = ViewConfiguration.Merged(view, source, body.Object("configuration"));
        var filter = body.ContainsKey("filter") ? ViewFilters.Filter(call, source, body["filter"]) : view.Filter;
        var sorts = body.ContainsKey("sorts") ? ViewFilters.Sorts(source, body["sorts"]) : view.Sorts;
        var quick = body.ContainsKey("quick_filters")
            ? body["quick_filters"] is null ? null : ViewFilters.Quick(call, source, view.QuickFilters, body.Object("quick_filters"))
            : view.QuickFilters;
        (view.Configuration, view.Filter, view.Sorts, view.QuickFilters) = (configuration, filter, sorts, quick);
        view.Name = body.Text("name") ?? view.Name;
        view.MarkEdited(call.Now, call.Actor);
        call.Workspace.Views.Save(view);
        return ViewJson.Of(call, view);
    }

    public static ApiAnswer Delete(Call call)
    {
        var view = call.Workspace.View(call.RouteId("view_id"));
        if (view.DashboardId is not null && call.Workspace.Views.Find(view.DashboardId) is { } dashboard)
        {
            Dashboards.Remove(call, dashboard, view.Id);
        }
        else
        {
            var database = call.Workspace.Database(view.DatabaseId);
            if (database.Views.Count <= 1)
            {
                throw ApiException.Validation("Cannot delete the last view of a database.");
            }

            database.Views.Remove(view.Id);
            call.Workspace.Databases.Save(database);
        }

        foreach (var widget in view.Rows.SelectMany(row => row.Widgets))
        {
            call.Workspace.Views.Remove(widget);
        }

        call.Workspace.Views.Remove(view.Id);
        return ViewJson.Partial(view);
    }

    public static ApiAnswer CreateQuery(Call call)
    {
        var view = call.Workspace.View(call.RouteId("view_id"));
        var source = view.DataSourceId is null
            ? throw ApiException.Validation("Dashboard views cannot be queried.")
            : call.Workspace.DataSource(view.DataSourceId);
        var paging = call.Paging;
        var (rows, isCapped) = RowQuery.Run(call, new Cells(call.Workspace, call.Now), source, ViewFilters.Whole(view), view.Sorts as JsonArray);
        var query = call.Workspace.ViewQueries.Add(view.Id, [.. rows.Select(row => row.Id)], isCapped, call.Now);
        var (items, next, hasMore) = Cursor.Page(query.PageIds, paging);
        var answer = new JsonObject
        {
            ["object"] = "view_query",
            ["id"] = query.Id,
            ["view_id"] = view.Id,
            ["expires_at"] = Stamp.Exact(query.ExpiresAt),
            ["total_count"] = query.PageIds.Count,
            ["results"] = Json.ArrayOf(items.Select(id => Json.Partial("page", id))),
            ["next_cursor"] = next,
            ["has_more"] = hasMore,
        };
        RowQuery.MarkCapped(answer, isCapped);
        return answer;
    }

    public static ApiAnswer QueryResults(Call call)
    {
        var query = call.Workspace.ViewQueries.Get(call.RouteId("query_id"), call.RouteId("view_id"), call.Now);
        var answer = Cursor.List(query.PageIds, call.Paging, "page", id => Json.Partial("page", id));
        RowQuery.MarkCapped(answer, query.IsCapped);
        return answer;
    }

    public static ApiAnswer DeleteQuery(Call call)
    {
        var id = call.RouteId("query_id");
        call.Workspace.ViewQueries.Remove(id);
        return new JsonObject { ["object"] = "view_query", ["id"] = id, ["deleted"] = true };
    }
}
