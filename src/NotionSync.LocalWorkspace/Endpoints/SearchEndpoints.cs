namespace NotionSync.LocalWorkspace;

/// <summary>Search by title. Like Notion's it may lag behind, so that nobody relies on it.</summary>
internal static class SearchEndpoints
{
    public static ApiAnswer Search(Call call)
    {
        var body = call.Body;
        var filter = body.Object("filter");
        var kind = filter?.Text("value");
        var inTrash = filter?.Flag("in_trash") ?? false;
        var words = body.Text("query") ?? "";
        var horizon = call.Options.SearchLag > TimeSpan.Zero ? call.Now - call.Options.SearchLag : DateTimeOffset.MaxValue;
        var workspace = call.Workspace;
        var pages = kind == "data_source" ? [] : workspace.Pages.All
            .Where(page => workspace.IsTrashed(page) == inTrash)
            .Select(page => (Item: (Dated)page, Title: PageTitle.Of(workspace, page)));
        var sources = kind == "page" ? [] : workspace.DataSources.All
            .Where(source => (source.InTrash || workspace.DatabaseOf(source).InTrash) == inTrash)
            .Select(source => (Item: (Dated)source, Title: RichText.Plain(workspace.TitleOf(source))));
        var found = pages.Concat(sources)
            .Where(hit => workspace.IsShared(hit.Item) && hit.Item.CreatedTime <= horizon && hit.Title.Contains(words, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(hit => hit.Item.LastEditedTime)
            .Select(hit => hit.Item)
            .ToList();
        if (body.Object("sort")?.Text("direction") == "ascending")
        {
            found.Reverse();
        }

        var cells = new Cells(workspace, call.Now);
        return Cursor.List<Dated>(found, call.Paging, "page_or_data_source", hit => hit is Page page
            ? PageJson.Of(call, page, [], cells)
            : DatabaseJson.Of(call, (DataSource)hit));
    }
}
