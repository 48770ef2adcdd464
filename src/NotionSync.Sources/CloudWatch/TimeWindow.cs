namespace NotionSync.Sources.CloudWatch;

/// <summary>A stretch of time: the start belongs to it, the end does not.</summary>
internal readonly record struct TimeWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>
    /// The last whole periods before an instant. The one that is under way is left out, for its figure is not yet true; all lie on
    /// multiples of the period, so that the same questions get the same answers.
    /// </summary>
    /// <param name="at">The instant.</param>
    /// <param name="seconds">Length of a period.</param>
    /// <param name="periods">How many.</param>
    public static TimeWindow Before(DateTimeOffset at, int seconds, int periods)
    {
        var end = at.ToUnixTimeSeconds() / seconds * seconds;
        return new(DateTimeOffset.FromUnixTimeSeconds(end - (long)seconds * periods), DateTimeOffset.FromUnixTimeSeconds(end));
    }
}
