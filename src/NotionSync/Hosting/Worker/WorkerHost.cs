using System.Runtime.ExceptionServices;
using NotionSync.Commands;
using NotionSync.Hosting.Configuration;
using Quartz;

namespace NotionSync.Hosting.Worker;

/// <summary>The hosted worker: schedules and health endpoints over an open workspace.</summary>
internal static class WorkerHost
{
    // The row in hand may wait for Notion's rate limit; its Retry-After can be minutes, which is given up at the end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(90);

    /// <summary>Works until it is told to stop; the run under way then finishes the row in hand.</summary>
    /// <param name="session">The workspace, which stays the caller's.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="worker">What the parts need.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Where logs go.</param>
    /// <param name="started">Told the addresses of the health endpoints once they listen.</param>
    /// <param name="cancellationToken">Stops the worker.</param>
    /// <exception cref="IOException">A health address cannot be opened.</exception>
    public static async Task RunAsync(
        WorkspaceSession session,
        Settings settings,
        WorkerSettings worker,
        TimeProvider time,
        Action<ILoggingBuilder> logging,
        Action<IReadOnlyCollection<string>>? started,
        CancellationToken cancellationToken)
    {
        await using var app = Build(session, settings, worker, time, logging);
        await StartAsync(app, cancellationToken);
        started?.Invoke([.. app.Urls]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        await Until.StoppedAsync(stop.Token);
        await app.StopAsync(CancellationToken.None);
        ThrowIfFatal(app);
        app.Logger.Stopped();
    }

    private static WebApplication Build(WorkspaceSession session, Settings settings, WorkerSettings worker, TimeProvider time, Action<ILoggingBuilder> logging)
    {
        // Empty: neither ASP.NET's environment variables nor a second reading of appsettings.json may change what is configured.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "notionsync" });
        builder.WebHost.UseKestrelCore().UseUrls([.. settings.HealthUrls]);
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning);
        logging(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Grace);
        builder.Services
            .AddSingleton<IHostLifetime, CallersLifetime>()
            .AddSingleton(session)
            .AddSingleton(worker)
            .AddSingleton(time)
            .AddSingleton<Readiness>()
            .AddSingleton<WorkerRuns>()
            .AddSingleton<Schedules>()
            .AddSingleton<Connector>()
            .AddHostedService(services => services.GetRequiredService<Connector>())
            .AddQuartz(quartz => quartz.UseDefaultThreadPool(session.Sources.Entries.Length + 2)) // a slow source takes no place from another
            .AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        var app = builder.Build();
        HealthEndpoints.Map(app);
        return app;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new IOException($"{exception.Message.TrimEnd('.')}. Set Health:Urls to another address.", exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The connector may end the worker before it has wholly started.
            ThrowIfFatal(app);
            throw;
        }
    }

    private static void ThrowIfFatal(WebApplication app)
    {
        if (app.Services.GetRequiredService<Connector>().Fatal is { } fatal)
        {
            ExceptionDispatchInfo.Throw(fatal);
        }
    }

    // Signals are heard by the command line, which stops every command in the same way.
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
