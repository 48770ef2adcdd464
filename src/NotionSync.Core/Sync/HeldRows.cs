using System.Collections.Concurrent;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Rows that a source has changed which is still being read: they are not written yet, for more of them may follow. Known in memory
/// alone; after a crash they are due like any other.
/// </summary>
internal sealed class HeldRows
{
    private readonly ConcurrentDictionary<SourceTally, bool> reading = [];

    /// <summary>Whether no source is being read.</summary>
    public bool IsEmpty => reading.IsEmpty;

    /// <summary>Holds what a source changes from now on.</summary>
    public void Hold(SourceTally tally) => reading[tally] = true;

    /// <summary>Lets the rows of a source go.</summary>
    public void Release(SourceTally tally) => reading.TryRemove(tally, out _);

    /// <summary>Follows a row to its new key. Within the turn.</summary>
    public void Rename(RenamedRow row)
    {
        foreach (var tally in reading.Keys.Where(tally => tally.Changed.Remove(row.Row)))
        {
            tally.Changed.Add(row.Row with { Key = row.Key });
        }
    }

    /// <summary>Whether a row waits. Within the turn, for tallies are filled there.</summary>
    public bool IsHeld(RowRef row) => reading.Any(entry => entry.Key.Changed.Contains(row));
}
