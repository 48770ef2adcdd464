namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Rows that a relation of a data source can take: those whose title holds the words, else the latest.</summary>
internal static class CandidateReader
{
    private const int Most = 30;

    public static IReadOnlyList<ShownCandidate> Read(Look look, string sourceId, string propertyId)
    {
        if (!Ids.TryParse(sourceId, out var id) || look.Workspace.DataSources.Find(id)?.ById(propertyId)?.Relation is not { } relation)
        {
            return [];
        }

        var words = look.Wish("q")?.Trim() ?? "";
        return [.. look.Workspace.RowsOf(relation.DataSourceId).Reverse()
            .Where(page => !page.InTrash && PageTitle.Of(look.Workspace, page).Contains(words, StringComparison.OrdinalIgnoreCase))
            .Take(Most)
            .Select(page => new ShownCandidate(page.Id, look.TitleOf(page)))];
    }
}
