namespace NotionSync.LocalWorkspace;

/// <summary>Work that is done some time after the request that asked for it.</summary>
/// <param name="Actor">Who asked.</param>
/// <param name="Do">The work, done under the workspace's lock; given the time.</param>
internal sealed record LaterWork(string Actor, Action<DateTimeOffset> Do);

/// <summary>Work that waits for its time. Used under the workspace's lock; lost when the process ends, as nobody was promised it.</summary>
internal sealed class Later
{
    private readonly PriorityQueue<LaterWork, DateTimeOffset> _waiting = new();

    public DateTimeOffset? Next => _waiting.TryPeek(out _, out var due) ? due : null;

    public void At(DateTimeOffset due, LaterWork work) => _waiting.Enqueue(work, due);

    public LaterWork? TakeDue(DateTimeOffset now) => Next <= now ? _waiting.Dequeue() : null;
}
