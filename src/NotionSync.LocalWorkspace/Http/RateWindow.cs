namespace NotionSync.LocalWorkspace;

/// <summary>A budget of requests in fixed windows.</summary>
/// <param name="budget">Requests in a window; null is no limit.</param>
/// <param name="phase">How far windows are shifted from whole minutes.</param>
/// <param name="rest">How long all requests are refused once the budget is overdrawn; null until the next window.</param>
internal sealed class RateWindow(int? budget, TimeSpan phase, TimeSpan? rest = null)
{
    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    private readonly Lock _lock = new();
    private long _window = long.MinValue;
    private int _used;

    public int? Budget { get; set; } = budget;

    /// <summary>Spends one request.</summary>
    /// <returns>Zero, or the whole seconds until the next window when the budget is spent.</returns>
    public int TryTake(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (Budget is not { } most)
            {
                return 0;
            }

            if (_restsUntil > now)
            {
                return (int)Math.Ceiling((_restsUntil - now).TotalSeconds);
            }

            Enter(now);
            if (_restsUntil > DateTimeOffset.MinValue)
            {
                // Whoever waited as told is let in, though the old window may not be over.
                (_restsUntil, _used) = (DateTimeOffset.MinValue, 0);
            }

            if (_used >= most)
            {
                _restsUntil = rest is { } time ? now + time : DateTimeOffset.MinValue;
                return rest is null ? SecondsLeft(now) : (int)Math.Ceiling(rest.Value.TotalSeconds);
            }

            _used++;
            return 0;
        }
    }

    /// <summary>Requests spent in the window of this moment.</summary>
    public int Used(DateTimeOffset now)
    {
        lock (_lock)
        {
            Enter(now);
            return _used;
        }
    }

    /// <summary>Whole seconds until the next window.</summary>
    public int SecondsLeft(DateTimeOffset now) =>
        Math.Max(1, (int)Math.Ceiling(TimeSpan.FromTicks(Length - ((now.UtcTicks - phase.Ticks) % Length)).TotalSeconds));

    private static long Length => NotionLimits.RateWindow.Ticks;

    private void Enter(DateTimeOffset now)
    {
        var window = (now.UtcTicks - phase.Ticks) / Length;
        if (window != _window)
        {
            (_window, _used) = (window, 0);
        }
    }
}
