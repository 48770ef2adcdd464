namespace NotionSync.Mapping.Checking;

/// <summary>Finds the seed rows of a database by title or key.</summary>
internal sealed class SeedRowIndex(DatabaseDraft database)
{
    private readonly ILookup<string, SeedRowDraft> _byTitle = SeedRowDraft.Of(database).ToLookup(row => row.Title);
    private readonly ILookup<string, SeedRowDraft> _byKey = SeedRowDraft.Of(database).ToLookup(row => row.Key.Value);

    /// <summary>All titles, for suggestions.</summary>
    public IReadOnlyCollection<string> Titles => [.. _byTitle.Select(group => group.Key).Where(title => title.Length > 0)];

    /// <summary>The rows that a title or key means; more than one when a title is not unique.</summary>
    public IReadOnlyList<SeedRowDraft> Find(string titleOrKey) => [.. _byKey[titleOrKey].Concat(_byTitle[titleOrKey]).Distinct()];
}
