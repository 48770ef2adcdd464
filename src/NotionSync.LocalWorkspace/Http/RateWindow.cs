namespace NotionSync.LocalWorkspace;

/// <summary>A budget of requests in fixed windows.</summary>
internal sealed class RateWindow(int? budget, TimeSpan phase)
{
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

            var length = NotionLimits.RateWindow.Ticks;
            var ticks = now.UtcTicks - phase.Ticks;
            var window = ticks / length;
            if (window != _window)
            {
                (_window, _used) = (window, 0);
            }

            if (_used >= most)
            {
                var rest = TimeSpan.FromTicks(length - (ticks % length));
                return Math.Max(1, (int)Math.Ceiling(rest.TotalSeconds));
            }

            _used++;
            return 0;
        }
    }
}
