namespace NotionSync.LocalWorkspace;

/// <summary>Work that is done some time after the request that asked for it.</summary>
/// <param name="Actor">Who asked.</param>
/// <param name="Do">The work, done under the workspace's lock; given the time.</param>
internal sealed record LaterWork(string Actor, Action<DateTimeOffset> Do);

/// <summary>Work that waits for its time. Used under the workspace's lock; lost when the process ends, as nobody was promised it.</summary>
internal sealed class Later
{
    private readonly PriorityQueue<LaterWork, DateTimeOffset> _waiting = new();
    private readonly List<(LaterWork Work, DateTimeOffset Due)> _asked = [];

    public DateTimeOffset? Next => _waiting.TryPeek(out _, out var due) ? due : null;

    /// <summary>Asks for work; it waits from the next <see cref="Settle"/> on.</summary>
    public void At(DateTimeOffset due, LaterWork work) => _asked.Add((work, due));

    /// <summary>What was asked for holds.</summary>
    public void Settle()
    {
        _waiting.EnqueueRange(_asked);
        _asked.Clear();
    }

    /// <summary>Forgets what was asked for since the last <see cref="Settle"/>.</summary>
    public void Undo() => _asked.Clear();

    public LaterWork? TakeDue(DateTimeOffset now) => Next <= now ? _waiting.Dequeue() : null;
}
