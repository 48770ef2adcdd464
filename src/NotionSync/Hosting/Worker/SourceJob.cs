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

/// <summary>Takes in what people edited.</summary>
[DisallowConcurrentExecution]
internal sealed class IntakeJob(WorkerRuns runs, IHostApplicationLifetime lifetime) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await runs.IntakeAsync(stop.Token);
    }
}
