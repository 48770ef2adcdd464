namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>
/// Three months of the calendar: what incidents are read by. A window may span six months at most, and since its bounds do not move with
/// the run, each is a scope of its own: incidents that have left the history are in none that is read, and so are never called gone.
/// </summary>
/// <param name="Year">The year.</param>
/// <param name="Number">1 to 4.</param>
internal readonly record struct Quarter(int Year, int Number)
{
    /// <summary>Its first instant.</summary>
    public DateTimeOffset Start => new(Year, (3 * Number) - 2, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The one after it, whose start is its end.</summary>
    public Quarter Next => Number == 4 ? new(Year + 1, 1) : new(Year, Number + 1);

    /// <summary>The one that holds an instant.</summary>
    public static Quarter Of(DateTimeOffset instant) => instant.UtcDateTime is var utc ? new(utc.Year, ((utc.Month - 1) / 3) + 1) : default;

    /// <summary>All that hold something between two instants, the oldest first.</summary>
    public static IEnumerable<Quarter> Between(DateTimeOffset first, DateTimeOffset last)
    {
        for (var quarter = Of(first); quarter.Start <= last; quarter = quarter.Next)
        {
            yield return quarter;
        }
    }

    /// <summary>E.g. <c>2025-Q3</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Year}-Q{Number}");
}
