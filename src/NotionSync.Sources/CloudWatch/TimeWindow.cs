namespace NotionSync.Sources.CloudWatch;

/// <summary>A stretch of time: the start belongs to it, the end does not.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="Periods">How many periods it has.</param>
internal readonly record struct TimeWindow(DateTimeOffset Start, DateTimeOffset End, int Periods)
{
    /// <summary>
    /// The last whole periods before an instant. The one that is under way is left out, for its figure is not yet true; all lie on
    /// multiples of the period, so that the same questions get the same answers.
    /// </summary>
    /// <param name="at">The instant; late figures want some minutes before now.</param>
    /// <param name="seconds">Length of a period.</param>
    /// <param name="periods">How many.</param>
    public static TimeWindow Before(DateTimeOffset at, int seconds, int periods)
    {
        var end = at.ToUnixTimeSeconds() / seconds * seconds;
        return new(DateTimeOffset.FromUnixTimeSeconds(end - (long)seconds * periods), DateTimeOffset.FromUnixTimeSeconds(end), periods);
    }
}
