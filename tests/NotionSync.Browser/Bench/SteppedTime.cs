namespace NotionSync.Browser.Bench;

/// <summary>A clock that stands until it is moved, so that calendars and days of the demo are the same on every day.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
