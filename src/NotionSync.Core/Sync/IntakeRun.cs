using NotionSync.Abstractions;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Takes in what people edited, then writes what follows from it.</summary>
internal sealed class IntakeRun(EngineParts parts, IWorkspace workspace, IStateStore state)
{
    /// <summary>Runs.</summary>
    /// <exception cref="WorkspaceException">There is no workspace yet.</exception>
    public async Task<RunReport> RunAsync(IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        await SyncRun.WorkspaceExistsAsync(parts, state, cancellationToken);
        var book = new RunBook(parts, workspace, state, "intake");
        var known = (await state.ReadDatabasesAsync(cancellationToken)).ToDictionary(database => database.Id);
        var taken = await new Intake(parts.Catalog, parts.Relations, known, workspace, state, parts.Time).RunAsync(progress, cancellationToken);
        var rows = new RowRun(parts, workspace, state, book.Run);
        await rows.RunAsync([], book.Now, progress, cancellationToken);
        return await book.EndAsync([rows.Report(new SourceTally("us"), taken.Drift)], taken.Remarks, schemaChanges: 0, rows.StoppedBecause, cancellationToken);
    }
}
