using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Planning;
using NotionSync.Sync;

namespace NotionSync.Tests.Commands;

/// <summary>An engine that remembers what it was asked and answers what a test wants.</summary>
internal sealed class FakeEngine : IEngine
{
    public Plan Plan { get; set; } = new([], 0, 26);

    public RunReport Report { get; set; } = AReport();

    public ImmutableArray<string> Requested { get; set; } = [];

    /// <summary>What happens in every call, e.g. a throw or a wait.</summary>
    public Func<CancellationToken, Task> OnCall { get; set; } = _ => Task.CompletedTask;

    public List<string> Calls { get; } = [];

    public ImportOptions? Import { get; private set; }

    public SyncOptions? Sync { get; private set; }

    public static RunReport AReport(params SourceReport[] sources) => new()
    {
        Run = "01a20774e3db7ac986bb",
        StartedAt = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromSeconds(12.3),
        Calls = new CallCount(3, 9),
        Sources = [.. sources],
    };

    public async Task<Plan> PlanAsync(IReadOnlyCollection<string>? sources, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        await CalledAsync($"plan {(sources is null ? "import" : string.Join(',', sources))}", cancellationToken);
        return Plan;
    }

    public async Task<RunReport> ImportAsync(ImportOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        Import = options;
        progress.Report(new EngineStep("Views", "models", 4, 4));
        await CalledAsync("import", cancellationToken);
        return Report;
    }

    public async Task<RunReport> SyncAsync(IReadOnlyCollection<string> sources, SyncOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        Sync = options;
        await CalledAsync($"sync {string.Join(',', sources)}", cancellationToken);
        return Report;
    }

    public async Task<RunReport> IntakeAsync(IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        await CalledAsync("intake", cancellationToken);
        return Report;
    }

    public Task<ImmutableArray<string>> RequestedSourcesAsync(CancellationToken cancellationToken) => Task.FromResult(Requested);

    private Task CalledAsync(string call, CancellationToken cancellationToken)
    {
        lock (Calls)
        {
            Calls.Add(call);
        }

        return OnCall(cancellationToken);
    }
}
