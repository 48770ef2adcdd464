using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>Whose change a row's is.</summary>
/// <param name="tallies">What was seen of each source, the first that counts first.</param>
internal sealed class Causes(IReadOnlyList<SourceTally> tallies)
{
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
