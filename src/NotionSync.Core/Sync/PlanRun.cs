using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Plans on a copy of the state what an import, followed by a sync, would do.</summary>
internal sealed class PlanRun(EngineParts parts, ImmutableArray<ISource> sources, IWorkspace workspace)
{
    // Notion answers a create without the schema and without the view that it made.
    private const int ReadsPerCreate = 2;

    /// <summary>Plans.</summary>
    public async Task<Plan> RunAsync(IStateStore state, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var callsBefore = workspace.Calls;
        await workspace.ConnectAsync(parts.Options.ParentPageId, cancellationToken);
        await using var fork = await state.ForkAsync(cancellationToken);
        var copy = fork.Store;

        var current = await new SchemaReader(parts.Catalog, parts.Relations, workspace, copy, parts.Options).ReadAsync(refresh: false, progress, cancellationToken);
        var schema = new SchemaPlanner(parts.Catalog, parts.Relations, parts.Options.Plan).Plan(current);
        var known = current.Databases.Values.Select(database => database.Known).ToList();
        await copy.SaveAsync(new StateBatch { Databases = known }, cancellationToken);
        await new RowAdoption(parts.Catalog, parts.Relations, workspace, copy, parts.Time).AdoptAsync(known, progress, cancellationToken);

        var now = parts.Time.GetUtcNow();
        var seeds = new SourceTally("seed");
        await new SeedIngest(parts.Catalog, copy, parts.Claims).AddAsync(seeds, cancellationToken);
        var tallies = new List<SourceTally> { seeds };
        var guard = new RemovalGuard(copy, parts.Options);
        var approved = await new IntegrationRows(parts.Catalog, copy, parts.Rules).ApprovedAsync(cancellationToken);
        foreach (var source in sources)
        {
            var isApproved = approved.Contains(source.Name, StringComparer.OrdinalIgnoreCase);
            var tally = new SourceTally(source.Name) { AllowRemovals = isApproved ? "approved in Notion" : null };
            tallies.Add(tally);
            await new SourceIngest(parts.Catalog, copy, parts.Claims, guard, parts.Options).ReadAsync(source, now, isFull: false, tally, progress, cancellationToken);
        }

        var rows = await parts.Rows(copy).PlanAsync(now, Causes.Of(tallies), [.. tallies.SelectMany(tally => tally.Trash)], cancellationToken);
        var reads = (workspace.Calls - callsBefore).Read + (ReadsPerCreate * schema.Steps.Count(step => step is SchemaStep.Create));
        return new Plan(
            [.. schema.Steps.SelectMany(PlanDescription.Of), .. rows.Writes.Select(write => PlanDescription.Of(write, parts.Catalog[write.Row.Database]))],
            schema.Steps.Length + rows.Writes.Length,
            (int)reads);
    }
}
