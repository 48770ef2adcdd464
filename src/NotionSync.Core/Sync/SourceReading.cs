using NotionSync.Abstractions;

namespace NotionSync.Sync;

/// <summary>
/// One source of one run: read to its end, beside others. What it changes is held back until it is let go, and no other run reads the
/// source until it is done.
/// </summary>
internal sealed class SourceReading(EngineParts parts, IStateStore state, ISource source, RemovalGuard guard, SyncOptions options)
{
    private IDisposable? turn;

    /// <summary>What was seen.</summary>
    public SourceTally Tally { get; } = new(source.Name);

    /// <summary>Ends with the reading; fails only where more than the source is at fault.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to read.</summary>
    public void Begin(IProgress<EngineStep> progress, CancellationToken cancellationToken) =>
        Ended = Task.Run(() => ReadAsync(progress, cancellationToken), CancellationToken.None);

    /// <summary>Lets what it changed be written.</summary>
    public void LetGo()
    {
        parts.Held.Release(Tally);
        if (parts.Held.IsEmpty)
        {
            parts.Matches.Clear();
        }
    }

    /// <summary>Lets another run read the source. After the reading ended.</summary>
    public void Done()
    {
        turn?.Dispose();
        turn = null;
    }

    private async Task ReadAsync(IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        turn = await parts.SourceTurns.EnterAsync(source.Name, cancellationToken);
        await parts.Turn.TakeAsync(() => PrepareAsync(cancellationToken), cancellationToken);
        await new SourceIngest(parts, state, guard).ReadAsync(source, parts.Time.GetUtcNow(), options.Full, Tally, progress, cancellationToken);
    }

    // An approval counts once, so it is looked up when no other run can be using it.
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        parts.Held.Hold(Tally);
        var approved = await new IntegrationRows(parts.Catalog, state, parts.Rules).ApprovedAsync(cancellationToken);
        Tally.IsApproved = approved.Contains(source.Name, StringComparer.OrdinalIgnoreCase);
        Tally.AllowRemovals = options.AllowRemovals ?? (Tally.IsApproved ? "approved in Notion" : null);
    }
}
