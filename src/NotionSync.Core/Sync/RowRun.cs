using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Plans and applies rows until nothing is due, and counts what was done for whom. So many at a time: what a plan holds of its rows is
/// let go before the next ones are planned.
/// </summary>
internal sealed class RowRun(EngineParts parts, IWorkspace workspace, IStateStore state, string run)
{
    // A row that is found again after a crash is planned once more, and rows that link to it after that.
    private const int MostPasses = 4;

    private readonly RowCounts counts = new();
    private readonly List<SourceTally> seen = [];

    /// <summary>Why the run ended early; null when it did not.</summary>
    public string? StoppedBecause { get; private set; }

    /// <summary>Plans what is due and applies it. Within the turn.</summary>
    /// <param name="tallies">Sources that were read since the last time.</param>
    /// <param name="now">The run's time.</param>
    /// <param name="progress">Told of each row.</param>
    /// <param name="cancellationToken">Finishes the row in hand, then stops.</param>
    public async Task RunAsync(
        IReadOnlyCollection<SourceTally> tallies, DateTimeOffset now, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var known = (await state.ReadDatabasesAsync(cancellationToken)).ToDictionary(database => database.Id);
        var causes = new Causes([.. tallies], [.. seen]);
        var planning = parts.Rows(state);
        seen.AddRange(tallies);
        var isDone = false;
        for (var pass = 0; pass < MostPasses && !isDone; pass++)
        {
            isDone = true;
            await planning.PrepareAsync(cancellationToken);
            var portions = new RowProgress(progress, await planning.DueAsync(now, cancellationToken).CountBy(row => row.Database).ToListAsync(cancellationToken));
            await foreach (var rows in planning.DueAsync(now, cancellationToken).Chunk(parts.Options.RowsPlannedAtOnce).WithCancellation(cancellationToken))
            {
                portions.Begin(rows);
                isDone &= !await RunAsync(rows);
                if (StoppedBecause is not null)
                {
                    return;
                }
            }

            async Task<bool> RunAsync(RowRef[] rows)
            {
                var plan = await planning.PlanAsync(rows, now, causes, cancellationToken);
                counts.Add(plan);
                if (plan.Writes.IsEmpty)
                {
                    return false;
                }

                var recovery = new RowRecovery(parts.Catalog, parts.Relations, known, workspace, state);
                var applier = new RowApplier(parts.Catalog, known, workspace, state, recovery, new HomeDrawer(parts.Home, workspace, state), parts.Options, parts.Time, run);
                var result = await applier.ApplyAsync(plan.Writes, portions, cancellationToken);
                counts.Add(result, causes);
                StoppedBecause = result.StoppedBecause;
                return true;
            }
        }
    }

    /// <summary>The line of one source.</summary>
    public SourceReport Report(SourceTally tally, int drift = 0)
    {
        var name = tally.Name.ToLowerInvariant();
        return new SourceReport
        {
            Name = tally.Name,
            Read = tally.Read,
            Created = counts.Created(name),
            Updated = counts.Updated(name),
            Unchanged = tally.Unchanged,
            Gone = tally.Gone,
            Blocked = tally.Blocked,
            Drift = drift,
            Failed = [.. tally.Failed, .. counts.Failed(name)],
        };
    }
}
