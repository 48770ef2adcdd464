using NotionSync.Abstractions;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Builds the workspace or brings it up to date: schemas and views, then the ledger, then seed rows.</summary>
internal sealed class ImportRun(EngineParts parts, IWorkspace workspace, IStateStore state)
{
    /// <summary>Imports.</summary>
    public async Task<RunReport> RunAsync(ImportOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var book = new RunBook(parts, workspace, state, "import");
        var identity = await workspace.ConnectAsync(parts.Options.ParentPageId, cancellationToken);
        await book.BeginAsync(cancellationToken);

        var current = await new SchemaReader(parts.Catalog, parts.Relations, workspace, state, parts.Options)
            .ReadAsync(options.Refresh, progress, cancellationToken);
        var home = new HomeRun(parts, workspace, state, identity.BotId);
        await home.ReadAsync(current, options.Refresh, cancellationToken);
        await state.SaveAsync(new StateBatch { Databases = [.. current.Databases.Values.Select(database => database.Known)] }, cancellationToken);
        var schema = new SchemaPlanner(parts.Catalog, parts.Relations, parts.Options.Plan).Plan(current, options.Refresh);
        var applier = new SchemaApplier(parts.Catalog, parts.Relations, workspace, state, parts.Options, current);
        await applier.ApplyAsync(schema, progress, cancellationToken);
        await home.ApplyAsync(applier.TargetOf, progress, cancellationToken);

        var databases = await state.ReadDatabasesAsync(cancellationToken);
        var remarks = await new RowAdoption(parts.Catalog, parts.Relations, workspace, state, parts.Time).AdoptAsync(databases, progress, cancellationToken);
        var seeds = new SourceTally("seed");
        await new SeedIngest(parts.Catalog, state, parts.Claims).AddAsync(seeds, cancellationToken);
        var rows = new RowRun(parts, workspace, state, book.Run);
        await rows.RunAsync([seeds], book.Now, progress, cancellationToken);
        return await book.EndAsync(
            [rows.Report(seeds), rows.Report(new SourceTally("us"))], [.. schema.Remarks, .. home.Remarks, .. remarks], schema.Steps.Length + home.Steps.Length, rows.StoppedBecause, cancellationToken);
    }
}
