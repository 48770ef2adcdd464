namespace NotionSync.LocalWorkspace;

/// <summary>The time of the workspace: the time it was given, and what the admin door advanced it by.</summary>
internal sealed class WorkspaceClock(TimeProvider time) : TimeProvider
{
    private long _advanced;

    /// <summary>Called after the clock was moved, when what waits for a time may be due.</summary>
    public event Action? Moved;

    public TimeSpan Advanced => new(Interlocked.Read(ref _advanced));

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Advanced;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _advanced, by.Ticks);
        Moved?.Invoke();
    }
}
