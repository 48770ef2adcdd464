using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>The home page's part of a plan or an import; nothing where no mapping declares one.</summary>
internal sealed class HomeRun(EngineParts parts, IWorkspace workspace, IStateStore state, string botId)
{
    private readonly HomePage? home = parts.Home;
    private CurrentHome current = CurrentHome.None;
    private ImmutableArray<Diagnostic> refused = [];

    /// <summary>What there is to do; empty before <see cref="ReadAsync"/>.</summary>
    public ImmutableArray<HomeStep> Steps { get; private set; } = [];

    /// <summary>What a person should know.</summary>
    public ImmutableArray<Diagnostic> Remarks => home is null || !current.IsGone || !Steps.IsEmpty
        ? refused
        :
        [
            new Diagnostic(
                Severity.Warning,
                parts.Catalog[home.Database].File,
                $"The page '{home.Title}' is in Notion's trash or deleted, so it is left alone.",
                "Restore it in Notion, or import with --refresh: that makes a new one."),
        ];

    /// <summary>Finds out what is there and what to do.</summary>
    public async Task ReadAsync(WorkspaceSchema databases, bool refresh, CancellationToken cancellationToken)
    {
        if (home is not null)
        {
            current = await new HomeReader(home, workspace, state, parts.Options.ParentPageId).ReadAsync(databases, botId, refresh, cancellationToken);
            Steps = HomePlanner.Plan(home, current, refresh);
        }
    }

    /// <summary>On a copy of the state: has rows planned as if it was done.</summary>
    public Task FeignAsync(CancellationToken cancellationToken) => home is null || (current.Known is null && Steps.IsEmpty)
        ? Task.CompletedTask
        : new HomeApplier(home, current, workspace, state, _ => throw new InvalidOperationException("A plan changes no view.")).FeignAsync(Steps, cancellationToken);

    /// <summary>Does it.</summary>
    /// <param name="targetOf">The databases, by mapping id.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async Task ApplyAsync(Func<string, ViewTarget> targetOf, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        if (home is not null)
        {
            var applier = new HomeApplier(home, current, workspace, state, targetOf);
            await applier.ApplyAsync(Steps, parts.Options.ParentPageId, botId, progress, cancellationToken);
            refused =
            [
                .. applier.Refused.Select(part => new Diagnostic(
                    Severity.Warning, parts.Catalog[home.Database].File, $"Notion refused '{part.Name}': {part.Reason}", "Check Notion:Plan and the connection's capabilities; the next import tries again.")),
            ];
        }
    }
}
