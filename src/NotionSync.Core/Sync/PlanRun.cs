using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Plans on a copy of the state what an import, followed by a sync, would do.</summary>
internal sealed class PlanRun(EngineParts parts, ImmutableArray<ISource> sources, IWorkspace workspace)
{
    // Notion answers a create without the schema and without the view that it made; one of the home page without its blocks.
    private const int ReadsPerCreate = 2;

    /// <summary>Plans.</summary>
    /// <param name="state">What is copied.</param>
    /// <param name="turn">Held while Notion is read, so that nobody else calls it meanwhile.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async Task<Plan> RunAsync(IStateStore state, WriteTurn turn, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        IStateFork? fork = null;
        try
        {
            var (schema, home, reads) = await turn.TakeAsync(
                async () =>
                {
                    var callsBefore = workspace.Calls;
                    var identity = await workspace.ConnectAsync(parts.Options.ParentPageId, cancellationToken);
                    fork = await state.ForkAsync(cancellationToken);
                    var (planned, home) = await TakeInAsync(fork.Store, identity.BotId, progress, cancellationToken);
                    return (planned, home, (workspace.Calls - callsBefore).Read);
                },
                cancellationToken);
            var rows = await PlanRowsAsync(fork!.Store, progress, cancellationToken); // made above
            return new Plan(
                [.. schema.Steps.SelectMany(PlanDescription.Of), .. home.Select(PlanDescription.Of), .. rows.Writes.Select(write => PlanDescription.Of(write, parts.Catalog[write.Row.Database]))],
                schema.Steps.Length + home.Length + (int)rows.Writes.Sum(write => write.Calls.Write),
                (int)(reads + rows.Writes.Sum(write => write.Calls.Read)) + (ReadsPerCreate * schema.Steps.Count(step => step is SchemaStep.Create))
                    + home.Count(step => step is HomeStep.Create));
        }
        finally
        {
            if (fork is not null)
            {
                await fork.DisposeAsync();
            }
        }
    }

    private async Task<(SchemaPlan Schema, ImmutableArray<HomeStep> Home)> TakeInAsync(IStateStore copy, string botId, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var current = await new SchemaReader(parts.Catalog, parts.Relations, workspace, copy, parts.Options).ReadAsync(refresh: false, progress, cancellationToken);
        var home = new HomeRun(parts, workspace, copy, botId);
        await home.ReadAsync(current, refresh: false, cancellationToken);
        var known = current.Databases.Values.Select(database => database.Known).ToList();
        await copy.SaveAsync(new StateBatch { Databases = known }, cancellationToken);
        await new RowAdoption(parts.Catalog, parts.Relations, workspace, copy, parts.Time).AdoptAsync(known, progress, cancellationToken);
        await home.FeignAsync(cancellationToken);
        return (new SchemaPlanner(parts.Catalog, parts.Relations, parts.Options.Plan).Plan(current), home.Steps);
    }

    // On a copy nobody else writes, so it has a turn of its own.
    private async Task<RowPlan> PlanRowsAsync(IStateStore fork, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        using var turn = new WriteTurn();
        var matches = new MatchBook();
        var copy = new WatchedState(fork, matches);
        var alone = parts with { Turn = turn, SourceTurns = new SourceTurns(), Held = new HeldRows(), Matches = matches };
        var seeds = new SourceTally("seed");
        await new SeedIngest(alone.Catalog, copy, alone.Claims).AddAsync(seeds, cancellationToken);
        await using var readings = new SourceReadings(alone, copy, sources, new SyncOptions(), progress, cancellationToken);
        while (readings.AreLeft)
        {
            foreach (var reading in await readings.NextAsync(alone.Options.JoinSources, cancellationToken))
            {
                await reading.Ended;
                reading.LetGo();
            }
        }

        SourceTally[] tallies = [seeds, .. readings.Tallies];
        var now = alone.Time.GetUtcNow();
        var planning = alone.Rows(copy);
        await planning.PrepareAsync(cancellationToken);
        return await planning.PlanAsync(await planning.DueAsync(now, cancellationToken).ToArrayAsync(cancellationToken), now, new Causes(tallies, []), cancellationToken);
    }
}
