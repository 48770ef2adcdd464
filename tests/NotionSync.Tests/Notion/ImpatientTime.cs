namespace NotionSync.Tests.Notion;

/// <summary>
/// A clock for which every wait is over at once, and which then says that the time has passed. Only the time limit of an attempt, which
/// must not strike while a stub answers, waits for <see cref="TimeOut"/>.
/// </summary>
internal sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(65);

    private readonly Lock _lock = new();
    private readonly HashSet<Timer> _limits = [];
    private TimeSpan _passed;

    /// <summary>How much time has passed.</summary>
    public TimeSpan Passed
    {
        get
        {
            lock (_lock)
            {
                return _passed;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero) + Passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets the attempts that run now reach their time limit.</summary>
    public void TimeOut()
    {
        Timer[] due;
        lock (_lock)
        {
            due = [.. _limits];
            _limits.Clear();
            _passed += AttemptTimeout;
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    private void Set(Timer timer, TimeSpan due, int version)
    {
        lock (_lock)
        {
            _limits.Remove(timer);
            if (due == AttemptTimeout)
            {
                _limits.Add(timer);
                return;
            }
        }

        if (due >= TimeSpan.Zero)
        {
            var end = Passed + due;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                lock (_lock)
                {
                    if (!timer.IsCurrent(version))
                    {
                        return;
                    }

                    _passed = end > _passed ? end : _passed;
                }

                timer.Fire();
            });
        }
    }

    private sealed class Timer(ImpatientTime time, Action fire) : ITimer
    {
        private int _version;

        public bool IsCurrent(int version) => Volatile.Read(ref _version) == version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime, Interlocked.Increment(ref _version));
            return true;
        }

        public void Fire() => fire();

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
