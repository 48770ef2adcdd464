using Quartz;

namespace NotionSync.Hosting.Worker;

/// <summary>Syncs the source that its key names. The next firing waits for this one.</summary>
[DisallowConcurrentExecution]
internal sealed class SourceJob(WorkerRuns runs, IHostApplicationLifetime lifetime) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await runs.SyncAsync([context.JobDetail.Key.Name], stop.Token);
    }
}

/// <summary>Takes in what people edited, then has the sources run whose <i>Sync now</i> they ticked, without waiting for them.</summary>
[DisallowConcurrentExecution]
internal sealed class IntakeJob(WorkerRuns runs, Schedules schedules, IHostApplicationLifetime lifetime) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        foreach (var source in await runs.IntakeAsync(stop.Token))
        {
            await schedules.RunSoonAsync(source, stop.Token);
        }
    }
}
