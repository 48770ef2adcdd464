using System.Collections.Concurrent;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>Tells of rows that are planned and written in portions as of one work.</summary>
/// <param name="inner">Who is told.</param>
/// <param name="due">Rows of the work by database; those that are not planned yet are taken to need one write each.</param>
internal sealed class RowProgress(IProgress<EngineStep> inner, IEnumerable<KeyValuePair<string, int>> due) : IProgress<EngineStep>
{
    private readonly Dictionary<string, int> left = due.ToDictionary();
    private readonly ConcurrentDictionary<string, int> now = [];
    private readonly Dictionary<string, int> before = [];

    /// <summary>Begins with a portion, after all steps of the one before it were told.</summary>
    /// <param name="rows">Its rows that were due.</param>
    public void Begin(IEnumerable<RowRef> rows)
    {
        foreach (var (database, done) in now)
        {
            before[database] = before.GetValueOrDefault(database) + done;
        }

        now.Clear();
        foreach (var (database, count) in rows.CountBy(row => row.Database))
        {
            // More may have become due meanwhile.
            left[database] = Math.Max(0, left.GetValueOrDefault(database) - count);
        }
    }

    /// <inheritdoc/>
    public void Report(EngineStep value)
    {
        var done = before.GetValueOrDefault(value.Database);
        now.AddOrUpdate(value.Database, value.Done, (_, most) => Math.Max(most, value.Done));
        inner.Report(value with { Done = done + value.Done, Total = done + value.Total + left.GetValueOrDefault(value.Database) });
    }
}
