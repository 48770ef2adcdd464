using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>Whose change a row's is.</summary>
/// <param name="fresh">What was seen of each source of which nothing was written yet, the first that counts first.</param>
/// <param name="earlier">What was seen of the others, whose rows may have to be written again.</param>
internal sealed class Causes(IReadOnlyList<SourceTally> fresh, IReadOnlyList<SourceTally> earlier)
{
    private readonly SourceTally[] tallies = [.. fresh, .. earlier];

    /// <summary>All sources whose change of a row was not written yet, in lower case.</summary>
    public IEnumerable<string> AllOf(RowRef row) => fresh.Where(tally => tally.Changed.Contains(row)).Select(tally => tally.Name.ToLowerInvariant());

    /// <summary>The source that changed each row's claims, in lower case; rows that none changed are left out.</summary>
    public IReadOnlyDictionary<RowRef, string> Of(IEnumerable<RowRef> rows)
    {
        var causes = new Dictionary<RowRef, string>();
        foreach (var row in rows)
        {
            if (tallies.FirstOrDefault(tally => tally.Changed.Contains(row)) is { } cause)
            {
                causes[row] = cause.Name.ToLowerInvariant();
            }
        }

        return causes;
    }
}
