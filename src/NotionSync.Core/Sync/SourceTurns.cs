using System.Collections.Concurrent;

namespace NotionSync.Sync;

/// <summary>Has a source read by one run at a time, so that its cursor and its row in Notion tell of one read after the other.</summary>
internal sealed class SourceTurns
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until no other run reads the source.</summary>
    /// <returns>To be disposed when the run is done with the source.</returns>
    public async Task<IDisposable> EnterAsync(string source, CancellationToken cancellationToken)
    {
        var turn = turns.GetOrAdd(source, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        return new Entered(turn);
    }

    private sealed class Entered(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? held = turn;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
