using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>Whose change a row's is.</summary>
internal static class Causes
{
    /// <summary>The source that first changed a row's claims, in lower case.</summary>
    public static IReadOnlyDictionary<RowRef, string> Of(IEnumerable<SourceTally> tallies)
    {
        var causes = new Dictionary<RowRef, string>();
        foreach (var tally in tallies)
        {
            foreach (var row in tally.Changed)
            {
                causes.TryAdd(row, tally.Name.ToLowerInvariant());
            }
        }

        return causes;
    }
}
