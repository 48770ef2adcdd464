namespace NotionSync.Sync;

/// <summary>
/// Lets one part of the product at a time read what is known and change it: a batch of records, the rows of a run, an intake. Whoever asks
/// first goes first. What has a turn must not ask for another.
/// </summary>
internal sealed class WriteTurn : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Waits for the turn and does the work.</summary>
    public async Task<T> TakeAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Waits for the turn and does the work.</summary>
    public Task TakeAsync(Func<Task> work, CancellationToken cancellationToken) => TakeAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
