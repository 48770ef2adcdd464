using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using NotionSync.Abstractions;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Reads sources, all at the same time, then writes what follows from them and tells how each fares, the early ones first. Reads nothing
/// from Notion.
/// </summary>
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
        var rows = new RowRun(parts, workspace, state, book.Run);
        Task WriteAsync(ImmutableArray<SourceReading> ended) =>
            parts.Turn.TakeAsync(() => book.CountAsync(() => this.WriteAsync(ended, rows, options, book, progress, cancellationToken)), cancellationToken);

        await using var readings = new SourceReadings(parts, state, sources, options, progress, cancellationToken);
        if (!readings.AreLeft)
        {
            await WriteAsync([]);
        }

        ExceptionDispatchInfo? fault = null;
        while (readings.AreLeft)
        {
            var ended = await readings.NextAsync(parts.Options.JoinSources, cancellationToken);
            foreach (var reading in ended)
            {
                if (reading.Ended.Exception?.InnerException is { } exception)
                {
                    fault ??= ExceptionDispatchInfo.Capture(exception);
                    reading.Tally.Fail("", reading.Tally.Name, $"{reading.Tally.Name} was not read to its end: {exception.Message}");
                }
            }

            await WriteAsync(ended);
        }

        var report = await book.EndAsync(
            [.. readings.Tallies.Select(tally => rows.Report(tally)), rows.Report(new SourceTally("us"))],
            readings.Tallies.SelectMany(tally => tally.Warnings.Concat(tally.Remarks)),
            schemaChanges: 0,
            rows.StoppedBecause,
            cancellationToken);

        // A fault that no source should have ends the run, but not before the others are done and all is told.
        fault?.Throw();
        return report;
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

    private async Task WriteAsync(
        ImmutableArray<SourceReading> ended, RowRun rows, SyncOptions options, RunBook book, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        foreach (var reading in ended)
        {
            reading.LetGo();
        }

        var now = parts.Time.GetUtcNow();
        await rows.RunAsync([.. ended.Select(reading => reading.Tally)], now, progress, cancellationToken);
        if (rows.StoppedBecause is null)
        {
            await TellAsync([.. ended.Select(reading => reading.Tally)], rows, options, book.Elapsed, now, progress, cancellationToken);
        }

        foreach (var reading in ended)
        {
            reading.Done();
        }
    }

    private async Task TellAsync(
        ImmutableArray<SourceTally> tallies, RowRun rows, SyncOptions options, TimeSpan elapsed, DateTimeOffset now, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var integrations = new IntegrationRows(parts.Catalog, state, parts.Rules);
        var isNews = false;
        foreach (var tally in tallies)
        {
            var next = options.NextRun?.GetValueOrDefault(tally.Name);
            isNews |= await integrations.TellAsync(tally, rows.Report(tally), elapsed, now, next == default(DateTimeOffset) ? null : next, cancellationToken);
        }

        if (isNews)
        {
            await rows.RunAsync([], now, progress, cancellationToken);
            foreach (var tally in tallies)
            {
                await integrations.ReleaseAsync(tally, cancellationToken);
            }
        }
    }
}
