using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Plans and applies rows until nothing is due, and counts what was done for whom.</summary>
internal sealed class RowRun(EngineParts parts, IWorkspace workspace, IStateStore state, string run)
{
    // A row that is found again after a crash is planned once more, and rows that link to it after that.
    private const int MostPasses = 4;

    private readonly List<RowWrite> done = [];
    private readonly List<(RowWrite Write, string Reason)> refused = [];
    private readonly List<FailedValue> faults = [];
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
        var recovery = new RowRecovery(parts.Catalog, parts.Relations, known, workspace, state);
        var applier = new RowApplier(parts.Catalog, known, workspace, state, recovery, parts.Options, parts.Time, run);
        var causes = Causes.Of([.. tallies, .. seen]);
        seen.AddRange(tallies);
        for (var pass = 0; pass < MostPasses && StoppedBecause is null; pass++)
        {
            var plan = await parts.Rows(state).PlanAsync(now, causes, cancellationToken);
            faults.AddRange(plan.Failed);
            if (plan.Writes.IsEmpty)
            {
                return;
            }

            var result = await applier.ApplyAsync(plan.Writes, progress, cancellationToken);
            done.AddRange(result.Done);
            refused.AddRange(result.Refused);
            StoppedBecause = result.StoppedBecause;
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
            Created = done.Count(write => write.Cause == name && write.Action is ChangeAction.Create),
            Updated = done.Where(write => write.Cause == name && write.Action is (ChangeAction.Update or ChangeAction.Link)).DistinctBy(write => write.Row.Ref).Count(),
            Unchanged = tally.Unchanged,
            Gone = tally.Gone,
            Blocked = tally.Blocked,
            Drift = drift,
            Failed =
            [
                .. tally.Failed,
                .. refused.Where(entry => entry.Write.Cause == name).Select(entry => new FailedRow(entry.Write.Row.Database, entry.Write.Row.Key.Value, entry.Reason)),
                .. faults.Where(fault => fault.Cause == name)
                    .Select(fault => new FailedRow(fault.Row.Database, fault.Row.Key.Value, $"{fault.Property}: {fault.Reason}"))
                    .Distinct(),
            ],
        };
    }
}
