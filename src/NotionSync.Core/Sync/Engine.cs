using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>The order of steps of a plan, an import, a sync and an intake.</summary>
public sealed class Engine : IEngine, IDisposable
{
    private readonly Catalog catalog;
    private readonly IWorkspace workspace;
    private readonly IStateStore state;
    private readonly ImmutableArray<ISource> sources;
    private readonly IValueRules rules;
    private readonly EngineOptions settings;
    private readonly TimeProvider time;
    private readonly RelationMap relations;
    private readonly WriteTurn turn = new();
    private readonly SourceTurns sourceTurns = new();
    private readonly HeldRows held = new();
    private readonly MatchBook matches = new();

    /// <summary>Makes the engine of one workspace.</summary>
    /// <param name="catalog">What the workspace should be; valid.</param>
    /// <param name="workspace">Notion.</param>
    /// <param name="state">What is known between runs.</param>
    /// <param name="sources">The sources that are configured.</param>
    /// <param name="rules">What the workspace does to values.</param>
    /// <param name="options">Settings.</param>
    /// <param name="time">The clock.</param>
    public Engine(
        Catalog catalog,
        IWorkspace workspace,
        IStateStore state,
        IReadOnlyList<ISource> sources,
        IValueRules rules,
        EngineOptions options,
        TimeProvider time)
    {
        this.catalog = catalog;
        this.workspace = workspace;
        this.state = new WatchedState(state, matches);
        this.sources = [.. sources];
        this.rules = rules;
        settings = options;
        this.time = time;
        relations = new RelationMap(catalog);
    }

    /// <inheritdoc/>
    public Task<Plan> PlanAsync(IReadOnlyCollection<string>? sources, IProgress<EngineStep> progress, CancellationToken cancellationToken) =>
        new PlanRun(Parts(), Chosen(sources), workspace).RunAsync(state, turn, progress, cancellationToken);

    /// <inheritdoc/>
    public Task<RunReport> ImportAsync(ImportOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken) =>
        turn.TakeAsync(
            async () =>
            {
                if (options.Expected is { } expected)
                {
                    using var mine = new WriteTurn();
                    var planned = await new PlanRun(Parts(), [], workspace).RunAsync(state, mine, progress, cancellationToken);
                    PlanComparison.ThrowIfDifferent(expected, planned);
                }

                return await new ImportRun(Parts(), workspace, state).RunAsync(options, progress, cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<RunReport> SyncAsync(
        IReadOnlyCollection<string> sources, SyncOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken) =>
        new SyncRun(Parts(), Chosen(sources), workspace, state).RunAsync(options, progress, cancellationToken);

    /// <inheritdoc/>
    public Task<RunReport> IntakeAsync(IProgress<EngineStep> progress, CancellationToken cancellationToken) =>
        turn.TakeAsync(() => new IntakeRun(Parts(), workspace, state).RunAsync(progress, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> RequestedSourcesAsync(CancellationToken cancellationToken)
    {
        var requested = await new IntegrationRows(catalog, state, rules).RequestedAsync(cancellationToken);
        return [.. sources.Select(source => source.Name).Where(name => requested.Contains(name, StringComparer.OrdinalIgnoreCase))];
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private EngineParts Parts() => new(catalog, relations, rules, settings, time, sources) { Turn = turn, SourceTurns = sourceTurns, Held = held, Matches = matches };

    private ImmutableArray<ISource> Chosen(IReadOnlyCollection<string>? names) => names switch
    {
        null => [],
        { Count: 0 } => sources,
        _ => [.. names.Select(name => sources.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no configured source '{name}'. Configured: {string.Join(", ", sources.Select(source => source.Name))}.", nameof(names)))],
    };
}

/// <summary>What every run needs.</summary>
internal sealed record EngineParts(
    Catalog Catalog, RelationMap Relations, IValueRules Rules, EngineOptions Options, TimeProvider Time, ImmutableArray<ISource> Sources)
{
    /// <summary>Who may write the state and Notion.</summary>
    public required WriteTurn Turn { get; init; }

    /// <summary>Who reads a source.</summary>
    public required SourceTurns SourceTurns { get; init; }

    /// <summary>What is not written yet.</summary>
    public required HeldRows Held { get; init; }

    /// <summary>Rows by what they hold; follows every change of the state.</summary>
    public required MatchBook Matches { get; init; }

    /// <summary>How a source is called in the <i>Source</i> property.</summary>
    public string SourceTitle(string source) => source switch
    {
        "seed" => "Seed",
        "us" => "NotionSync",
        _ => Sources.FirstOrDefault(known => string.Equals(known.Name, source, StringComparison.OrdinalIgnoreCase))?.Name ?? source,
    };

    /// <summary>The home page as Notion's plan of the workspace can have it; null for none.</summary>
    public HomePage? Home => HomeFit.Of(Catalog, Options.Plan);

    /// <summary>Plans rows over a state.</summary>
    public RowPlanning Rows(IStateStore state) => new(Catalog, Relations, state, Rules, SourceTitle, Held, Home);

    /// <summary>Makes claims.</summary>
    public ClaimBuilder Claims => new(Rules, Options);

    /// <summary>A run id that sorts by time.</summary>
    public string NewRunId() => Guid.CreateVersion7(Time.GetUtcNow()).ToString("N")[..20];
}
