namespace NotionSync.Notion.Http;

/// <summary>The one gate for all calls of a token: it queues them by lane and lets them through as <see cref="RequestLog"/> allows.</summary>
/// <param name="requestsPerMinute">The token's budget in any 60 seconds.</param>
/// <param name="time">The clock.</param>
internal sealed class NotionRateLimiter : IDisposable
{
    private static readonly Lane[] Lanes = [Lane.Urgent, Lane.Normal, Lane.Backfill];

    private readonly Lock _lock = new();
    private readonly RequestLog _log;
    private readonly LinkedList<TaskCompletionSource<RateSlot>>[] _waiting = [new(), new(), new()];
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;

    /// <summary>Opens the gate.</summary>
    /// <param name="requestsPerMinute">The token's budget in any 60 seconds.</param>
    /// <param name="time">The clock.</param>
    public NotionRateLimiter(int requestsPerMinute, TimeProvider time)
    {
        _log = new(requestsPerMinute);
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The calls that any 60 seconds may hold now; lower than configured once Notion taught us so.</summary>
    public int Budget
    {
        get
        {
            lock (_lock)
            {
                return _log.Budget(Now);
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Waits for the right to send one call at once.</summary>
    public async ValueTask<RateSlot> WaitAsync(Lane lane, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource<RateSlot>(TaskCreationOptions.RunContinuationsAsynchronously);
        var place = new LinkedListNode<TaskCompletionSource<RateSlot>>(turn);
        lock (_lock)
        {
            _waiting[(int)lane].AddLast(place);
            LetThrough();
        }

        await using var registration = cancellationToken.Register(() => GiveUp(place, cancellationToken));
        return await turn.Task;
    }

    /// <summary>Lets nobody through for this long.</summary>
    public void Pause(TimeSpan length)
    {
        lock (_lock)
        {
            _log.Pause(length, Now);
            LetThrough();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    internal void Leave(long ticket, RateVerdict verdict)
    {
        lock (_lock)
        {
            _log.Leave(ticket, verdict, Now);
            LetThrough();
        }
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource<RateSlot>> place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            place.List?.Remove(place);
        }

        place.Value.TrySetCanceled(cancellationToken);
    }

    private void Pump()
    {
        lock (_lock)
        {
            LetThrough();
        }
    }

    private void LetThrough()
    {
        var now = Now;
        TimeSpan? next = null;
        foreach (var lane in Lanes)
        {
            var queue = _waiting[(int)lane];
            while (queue.First is { } place && _log.TryEnter(lane, now) is { } ticket)
            {
                queue.RemoveFirst();
                place.Value.SetResult(new RateSlot(this, ticket));
            }

            if (queue.Count > 0 && _log.NextChance(lane, now) is { } chance && (next is null || chance < next))
            {
                next = chance;
            }
        }

        _timer.Change(next is { } due ? Ceiling(due - now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Timers count whole milliseconds; rounded down they would fire too early and spin.
    private static TimeSpan Ceiling(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(span.TotalMilliseconds)));
}
