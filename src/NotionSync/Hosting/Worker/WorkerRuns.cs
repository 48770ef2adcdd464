using NotionSync.Abstractions;
using NotionSync.Commands;
using NotionSync.Sync;

namespace NotionSync.Hosting.Worker;

/// <summary>Runs the engine for the jobs. A failure ends its run and no other, and is told in the log.</summary>
internal sealed class WorkerRuns(WorkspaceSession session, Readiness readiness, WorkerSettings settings, ILogger<WorkerRuns> log)
{
    /// <summary>Syncs some sources.</summary>
    public Task SyncAsync(IReadOnlyCollection<string> sources, CancellationToken cancellationToken) => RunAsync(
        string.Join(", ", sources),
        progress => session.Engine.SyncAsync(sources, new SyncOptions(NextRun: session.Sources.NextRuns()), progress, cancellationToken),
        cancellationToken);

    /// <summary>Takes in what people edited.</summary>
    /// <returns>The sources that are on and whose <i>Sync now</i> they ticked.</returns>
    public async Task<IReadOnlyList<string>> IntakeAsync(CancellationToken cancellationToken)
    {
        if (!await RunAsync("intake", progress => session.Engine.IntakeAsync(progress, cancellationToken), cancellationToken))
        {
            return [];
        }

        var requested = await session.Engine.RequestedSourcesAsync(cancellationToken);
        return [.. session.Sources.Entries.Where(entry => entry.IsOn && requested.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)).Select(entry => entry.Name)];
    }

    private async Task<bool> RunAsync(string name, Func<IProgress<EngineStep>, Task<RunReport>> run, CancellationToken cancellationToken)
    {
        log.RunBegins(name);
        try
        {
            Tell(name, await run(NoProgress.Instance));
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.RunStopped(name);
        }
        catch (Exception exception) // the edge of a run: the other ones go on
        {
            if (exception is WorkspaceException { EndsTheRun: true })
            {
                readiness.Lost(exception.Message);
            }

            log.RunFailed(settings.Verbose ? exception : null, name, string.Join(' ', ErrorEdge.Lines(exception)));
        }

        return false;
    }

    private void Tell(string name, RunReport report)
    {
        if (report.StoppedBecause is { } reason)
        {
            readiness.Lost(reason);
            log.RunFailed(null, name, reason);
        }
        else if (report.Calls.Read + report.Calls.Write > 0)
        {
            readiness.Reached();
        }

        foreach (var source in report.Sources)
        {
            log.SourceDone(source.Name, source.Read, source.Created, source.Updated, source.Unchanged, source.Gone);
            foreach (var failure in source.Failed)
            {
                log.RowFailed(source.Name, failure.Database, failure.Key, failure.Reason);
            }

            if (source.Blocked > 0)
            {
                log.RemovalsBlocked(source.Name, source.Blocked);
            }
        }

        foreach (var remark in report.Remarks)
        {
            log.Remark(remark.ToString());
        }

        log.RunDone(report.Run, name, Math.Round(report.Duration.TotalSeconds, 3), report.Calls.Read, report.Calls.Write);
    }

    private sealed class NoProgress : IProgress<EngineStep>
    {
        public static NoProgress Instance { get; } = new();

        public void Report(EngineStep value)
        {
            // A worker's log tells of runs, not of steps.
        }
    }
}

/// <summary>What the worker's parts need of the settings.</summary>
/// <param name="Intake">How often people's edits are taken in.</param>
/// <param name="Verbose">Whether errors are logged with their stack traces.</param>
internal sealed record WorkerSettings(TimeSpan Intake, bool Verbose);
