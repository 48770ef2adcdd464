namespace NotionSync.Sources.Tests.Contract;

/// <summary>
/// A clock on which waits of less than a minute (or what the test sets) are over at once, and longer ones (the time limits of requests)
/// only when the test says so.
/// </summary>
public sealed class ContractTime : TimeProvider
{
    private readonly List<LongWait> waits = [];
    private readonly List<TimeSpan> delays = [];
    private readonly Lock gate = new();

    /// <summary>The instant at which it stands.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 5, 26, 0, TimeSpan.Zero);

    /// <summary>Waits of this length and more are time limits. Default: a minute, as the time limit of a source is.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (gate)
            {
                return [.. delays];
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Lets every time limit that runs now be over.</summary>
    public void EndLongWaits()
    {
        LongWait[] over;
        lock (gate)
        {
            over = [.. waits];
            waits.Clear();
        }

        foreach (var wait in over)
        {
            wait.End();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= Limit || dueTime < TimeSpan.Zero)
        {
            var wait = new LongWait(() => callback(state));
            lock (gate)
            {
                waits.Add(wait);
            }

            return wait;
        }

        lock (gate)
        {
            delays.Add(dueTime);
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class LongWait(Action callback) : ITimer
    {
        private Action? end = callback;

        public void End() => Interlocked.Exchange(ref end, null)?.Invoke();

        // A limit that is set again (a pooled token source) belongs to a request that is over.
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => Interlocked.Exchange(ref end, null);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
