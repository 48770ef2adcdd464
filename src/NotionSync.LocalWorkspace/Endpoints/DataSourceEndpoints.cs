using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class DataSourceEndpoints
{
    public static ApiAnswer Create(Call call)
    {
        var database = call.Workspace.Database(call.Body.Object("parent")!.Id("database_id")!);
        Trash.RequireEditable(database, []);
        var title = call.Body.Array("title") is { } given ? RichText.FromRequest(call.Workspace, given) : RichText.FromPlain("New data source");
        var source = DataSourceMaking.Make(call, database, call.Body.Object("properties"), title);
        source.Icon = IconReference.Stored(call, call.Body["icon"]);
        return DatabaseJson.Of(call, source);
    }

    public static ApiAnswer Retrieve(Call call) => DatabaseJson.Of(call, call.Workspace.DataSource(call.RouteId("data_source_id")));

    public static ApiAnswer Update(Call call)
    {
        var source = call.Workspace.DataSource(call.RouteId("data_source_id"));
        var database = call.Workspace.DatabaseOf(source);
        Trash.RequireEditable(source, call.Body);
        if (call.Body.Object("properties") is { } properties)
        {
            SchemaChange.Apply(call, source, properties);
        }

        if (call.Body.Array("title") is { } title)
        {
            Retitle(call, source, database, RichText.FromRequest(call.Workspace, title));
        }

        if (call.Body.Object("parent")?.Id("database_id") is { } target && target != database.Id)
        {
            Move(call, source, database, call.Workspace.Database(target));
        }

        if (call.Body.ContainsKey("icon"))
        {
            source.Icon = IconReference.Stored(call, call.Body["icon"]);
            database.Icon = source.OwnTitle is null ? source.Icon?.DeepClone() : database.Icon;
        }

        source.InTrash = call.Body.Flag("in_trash") ?? source.InTrash;
        source.MarkEdited(call.Now, call.Actor);
        call.Workspace.DataSources.Save(source);
        call.Workspace.Databases.Save(database);
        return DatabaseJson.Of(call, source);
    }

    public static ApiAnswer Query(Call call)
    {
        var source = call.Workspace.DataSource(call.RouteId("data_source_id"));
        var paging = call.Paging;
        var only = PageJson.Wanted(call, source);
        var cells = new Cells(call.Workspace, call.Now);
        var (rows, isCapped) = call.Body.Text("result_type") == "data_source"
            ? ([], false)
            : RowQuery.Run(call, cells, source, call.Body.Object("filter"), call.Body.Array("sorts"), call.Body.Flag("in_trash") ?? false, Cursor.EndOf(paging));
        var answer = Cursor.List(rows, paging, "page_or_data_source", row => PageJson.Of(call, row, only, cells));
        RowQuery.MarkCapped(answer, isCapped);
        return answer;
    }

    /// <summary>A database and its only data source share their title.</summary>
    public static void Retitle(Call call, DataSource source, Database database, JsonArray title)
    {
        if (source.OwnTitle is null)
        {
            database.Title = title;
            database.MarkEdited(call.Now, call.Actor);
            call.Workspace.Databases.Save(database);
        }
        else
        {
            source.OwnTitle = title;
        }
    }

    private static void Move(Call call, DataSource source, Database from, Database to)
    {
        source.OwnTitle ??= (JsonArray)from.Title.DeepClone();
        from.DataSources.Remove(source.Id);
        to.DataSources.Add(source.Id);
        source.DatabaseId = to.Id;
        call.Workspace.Databases.Save(from);
        call.Workspace.Databases.Save(to);
    }
}
