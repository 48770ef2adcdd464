using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NotionSync.Abstractions;
using NotionSync.Hosting;
using NotionSync.Hosting.Worker;
using NotionSync.Tests.Commands;
using Quartz;

namespace NotionSync.Tests.Hosting;

public sealed class WorkerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CommandFixture cli = new();
    private readonly Lines log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        cli.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task It_is_alive_at_once_and_ready_when_Notion_was_reached()
    {
        var reached = new TaskCompletionSource<WorkspaceIdentity>(TaskCreationOptions.RunContinuationsAsynchronously);
        cli.Connect = () => reached.Task;
        await using var worker = await StartAsync();

        Assert.Equal((HttpStatusCode.OK, "ok"), await worker.AskAsync("healthz"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Notion was not reached yet"), await worker.AskAsync("readyz"));

        reached.SetResult(new WorkspaceIdentity("bot", "NotionSync", "Acme", "AI Operations"));
        await log.SeenAsync("Prometheus runs at");

        Assert.Equal((HttpStatusCode.OK, "ok"), await worker.AskAsync("readyz"));
    }

    [Fact]
    public async Task Being_stopped_gives_back_the_row_in_hand_and_is_no_error()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finished = false;
        cli.Engine.OnCall = async cancellationToken =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            finished = true; // as the engine does with the row in hand
            cancellationToken.ThrowIfCancellationRequested();
        };
        var worker = await StartAsync();
        await begun.Task.WaitAsync(Patience, Stop);

        await worker.DisposeAsync();

        Assert.True(finished);
        Assert.Contains(log.All, line => line.Contains("Run of intake was stopped", StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sources_that_people_ticked_run_after_the_intake_if_they_are_on()
    {
        cli.Engine.Requested = ["prometheus", "MLflow"];
        await using var worker = await StartAsync();

        await log.SeenAsync("Run 01a20774e3db7ac986bb of Prometheus done");

        Assert.Equal(["intake", "sync Prometheus"], cli.Engine.Calls);
    }

    [Fact]
    public async Task A_run_that_fails_ends_itself_alone_and_readiness_tells_of_Notion()
    {
        cli.Engine.OnCall = _ => throw new WorkspaceException(WorkspaceFault.Unauthorized, "The token is no longer valid.");
        await using var worker = await StartAsync();

        await log.SeenAsync("Run of intake failed: error: The token is no longer valid.");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The token is no longer valid."), await worker.AskAsync("readyz"));
        Assert.Equal((HttpStatusCode.OK, "ok"), await worker.AskAsync("healthz"));
    }

    [Fact]
    public async Task A_refusal_that_no_waiting_mends_ends_the_worker_with_its_reason()
    {
        cli.Connect = () => throw new WorkspaceException(WorkspaceFault.NotFound, "Share the page with the integration.");

        Assert.Equal(1, await cli.RunAsync("run", "--set", "Health:Urls=http://127.0.0.1:0"));

        Assert.Contains("Share the page with the integration.", cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Notion_is_away_it_is_asked_again_and_nothing_runs()
    {
        var attempts = 0;
        cli.Connect = () => Interlocked.Increment(ref attempts) == 1
            ? throw new WorkspaceException(WorkspaceFault.Unavailable, "No answer.")
            : Task.FromResult(new WorkspaceIdentity("bot", "NotionSync", "Acme", "AI Operations"));
        await using var worker = await StartAsync();
        await log.SeenAsync("next attempt in 5 s");
        Assert.Empty(cli.Engine.Calls);

        // The line is written just before the wait begins, so one step of time may come too early.
        await log.SeenAsync("Connected to workspace Acme", () => cli.Time.Advance(TimeSpan.FromSeconds(5)));

        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task A_health_address_that_is_taken_names_its_key()
    {
        await using var first = await StartAsync();

        Assert.Equal(1, await cli.RunAsync("run", "--set", $"Health:Urls={first.Address}"));

        Assert.Contains("Set Health:Urls to another address.", cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_is_no_longer_configured_is_removed()
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(cli.Time).AddQuartz(_ => { }).BuildServiceProvider();
        var scheduler = services.GetRequiredService<IScheduler>();
        var schedules = new Schedules(scheduler, cli.Time, NullLogger<Schedules>.Instance);

        await schedules.ApplyAsync([new SourceState("A", null, "0 0 * * * ?"), new SourceState("B", null, "0 0 * * * ?")], TimeSpan.FromMinutes(5), Stop);
        await schedules.ApplyAsync([new SourceState("A", null, "0 30 * * * ?"), new SourceState("B", "off", "0 0 * * * ?")], TimeSpan.FromMinutes(5), Stop);

        var jobs = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), Stop);
        Assert.Equal(["A", "intake"], jobs.Select(job => job.Name).Order(StringComparer.Ordinal));
        var trigger = (await scheduler.GetTrigger(new TriggerKey("A", Schedules.SourceGroup), Stop))!;
        Assert.Equal(30, trigger.GetFireTimeAfter(cli.Time.GetUtcNow())!.Value.Minute);
    }

    private async Task<Worker> StartAsync()
    {
        var settings = cli.Settings("Health:Urls=http://127.0.0.1:0");
        var session = await cli.OpenAsync(settings, Stop);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = WorkerHost.RunAsync(
            session,
            settings,
            new WorkerSettings(TimeSpan.FromMinutes(5), Verbose: false),
            cli.Time,
            logging => logging.AddProvider(log),
            addresses => listening.SetResult(addresses.First()),
            stop.Token);
        return new Worker(session, running, stop, await listening.Task.WaitAsync(Patience, Stop));
    }

    private sealed record Worker(WorkspaceSession Session, Task Running, CancellationTokenSource Stopping, string Address) : IAsyncDisposable
    {
        public async Task<(HttpStatusCode, string)> AskAsync(string path)
        {
            using var client = new HttpClient();
            using var answer = await client.GetAsync(new Uri(new Uri(Address), path), Stop);
            return (answer.StatusCode, (await answer.Content.ReadAsStringAsync(Stop)).Trim());
        }

        public async ValueTask DisposeAsync()
        {
            await Stopping.CancelAsync();
            await Running.WaitAsync(Patience, CancellationToken.None);
            await Session.DisposeAsync();
            Stopping.Dispose();
        }
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private readonly SemaphoreSlim more = new(0);

        public ImmutableArray<string> All => [.. lines];

        public async Task SeenAsync(string words)
        {
            while (!lines.Any(line => line.Contains(words, StringComparison.Ordinal)))
            {
                Assert.True(await more.WaitAsync(Patience, Stop), $"'{words}' was not logged, but: {string.Join('\n', lines)}");
            }
        }

        public async Task SeenAsync(string words, Action meanwhile)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            patience.CancelAfter(Patience);
            while (!lines.Any(line => line.Contains(words, StringComparison.Ordinal)))
            {
                meanwhile();
                await more.WaitAsync(TimeSpan.FromMilliseconds(50), patience.Token);
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() => more.Dispose();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue(formatter(state, exception));
            more.Release();
        }
    }
}
