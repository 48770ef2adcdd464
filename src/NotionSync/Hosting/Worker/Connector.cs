using NotionSync.Abstractions;

namespace NotionSync.Hosting.Worker;

/// <summary>Reaches Notion first, then sets the schedules. What no waiting can mend ends the worker.</summary>
internal sealed class Connector(
    WorkspaceSession session, WorkerSettings settings, Schedules schedules, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Connector> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What ended the worker; null while nothing did.</summary>
    public Exception? Fatal { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ConnectAsync(stoppingToken);
            await schedules.ApplyAsync(session.Sources.Entries, settings.Intake, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before Notion was reached.
        }
        catch (Exception exception) // told by the command, as of any other command
        {
            Fatal = exception;
            lifetime.StopApplication();
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var identity = await session.ConnectAsync(cancellationToken);
                readiness.Reached();
                log.Connected(identity.WorkspaceName, identity.BotName, identity.ParentTitle);
                return;
            }
            catch (WorkspaceException exception) when (exception.Fault is WorkspaceFault.Unavailable)
            {
                readiness.Lost(exception.Message);
                log.NotConnected(pause.TotalSeconds, exception.Message);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
