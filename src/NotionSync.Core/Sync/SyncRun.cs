using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Reads sources, then writes what follows from them, and tells how each fares. Reads nothing from Notion.</summary>
internal sealed class SyncRun(EngineParts parts, ImmutableArray<ISource> sources, IWorkspace workspace, IStateStore state)
{
    /// <summary>The name of such runs in the state.</summary>
    public const string Name = "sync";

    /// <summary>Syncs.</summary>
    /// <exception cref="WorkspaceException">There is no workspace yet.</exception>
    public async Task<RunReport> RunAsync(SyncOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        await WorkspaceExistsAsync(parts, state, cancellationToken);
        var book = new RunBook(parts, workspace, state, Name);
        await book.BeginAsync(cancellationToken);
        var tallies = new List<SourceTally>();
        var guard = new RemovalGuard(state, parts.Options);
        var approved = await new IntegrationRows(parts.Catalog, state, parts.Rules).ApprovedAsync(cancellationToken);
        foreach (var source in sources)
        {
            var isApproved = approved.Contains(source.Name, StringComparer.OrdinalIgnoreCase);
            var tally = new SourceTally(source.Name) { AllowRemovals = options.AllowRemovals ?? (isApproved ? "approved in Notion" : null) };
            tallies.Add(tally);
            await new SourceIngest(parts.Catalog, state, parts.Claims, guard, parts.Options).ReadAsync(source, book.Now, options.Full, tally, progress, cancellationToken);
        }

        var rows = new RowRun(parts, workspace, state, book.Run);
        await rows.RunAsync(tallies, book.Now, progress, cancellationToken);
        var reports = tallies.ConvertAll(tally => rows.Report(tally));
        if (rows.StoppedBecause is null)
        {
            await TellAsync(tallies, reports, rows, options, book, progress, cancellationToken);
        }

        return await book.EndAsync(
            [.. reports, rows.Report(new SourceTally("us"))],
            tallies.SelectMany(tally => tally.Warnings),
            schemaChanges: 0,
            rows.StoppedBecause,
            cancellationToken);
    }

    /// <summary>Refuses to write rows where no import has made databases.</summary>
    public static async Task WorkspaceExistsAsync(EngineParts parts, IStateStore state, CancellationToken cancellationToken)
    {
        var known = (await state.ReadDatabasesAsync(cancellationToken)).Where(database => database is { DataSourceId: not null, RowsAdopted: true }).Select(database => database.Id);
        if (parts.Catalog.Databases.Select(database => database.Id).Except(known).ToList() is { Count: > 0 } missing)
        {
            throw new WorkspaceException(
                WorkspaceFault.NotFound, $"The state store knows no database for {string.Join(", ", missing)}. Run 'notionsync import' first: it builds or adopts them.");
        }
    }

    private async Task TellAsync(
        List<SourceTally> tallies,
        List<SourceReport> reports,
        RowRun rows,
        SyncOptions options,
        RunBook book,
        IProgress<EngineStep> progress,
        CancellationToken cancellationToken)
    {
        var integrations = new IntegrationRows(parts.Catalog, state, parts.Rules);
        var isNews = false;
        foreach (var (tally, report) in tallies.Zip(reports))
        {
            var next = options.NextRun?.GetValueOrDefault(tally.Name);
            isNews |= await integrations.TellAsync(tally, report, book.Elapsed, book.Now, next == default(DateTimeOffset) ? null : next, cancellationToken);
        }

        if (isNews)
        {
            await rows.RunAsync([], book.Now, progress, cancellationToken);
            foreach (var tally in tallies)
            {
                await integrations.ReleaseAsync(tally, cancellationToken);
            }
        }
    }
}
