namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Search by title, for people: at once, without the lag of the API's index.</summary>
internal sealed class SearchReader(Look look)
{
    private const int MostHits = 50;

    public ShownResults Read(string words)
    {
        var pages = look.Workspace.Pages.All
            .Where(page => !look.Workspace.IsTrashed(page) && PageTitle.Of(look.Workspace, page).Contains(words, StringComparison.OrdinalIgnoreCase))
            .Select(page => (Link: look.Link(page), page.Parent, Edited: page.LastEditedTime));
        var databases = look.Workspace.Databases.All
            .Where(database => !database.InTrash && database.PlainTitle.Length > 0 && database.PlainTitle.Contains(words, StringComparison.OrdinalIgnoreCase))
            .Select(database => (Link: look.Link(database), database.Parent, Edited: DateTimeOffset.MaxValue));
        var hits = words.Length == 0 ? [] : databases.Concat(pages)
            .OrderByDescending(hit => hit.Link.Title.Equals(words, StringComparison.OrdinalIgnoreCase))
            .ThenByDescending(hit => hit.Link.Title.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            .ThenByDescending(hit => hit.Edited)
            .Take(MostHits)
            .Select(hit => new ShownHit(hit.Link, look.PathTo(hit.Parent) is [.., var place] ? place.Title : ""));
        return new ShownResults(words, [.. hits]);
    }
}
