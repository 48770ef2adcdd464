using NotionSync.Model;

namespace NotionSync.Sources.Http;

/// <summary>Compares the clock here with a vendor's.</summary>
internal static class ClockSkew
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>A warning when they are more than 30 seconds apart; nothing when the vendor did not tell its time.</summary>
    /// <param name="there">The vendor's clock, from the header <c>Date</c>.</param>
    /// <param name="time">The clock here.</param>
    /// <param name="where">The configuration key that leads to the vendor.</param>
    /// <param name="vendor">As people call it.</param>
    /// <param name="fix">What to do, and what is wrong without it.</param>
    public static IEnumerable<Diagnostic> Find(DateTimeOffset? there, TimeProvider time, string where, string vendor, string fix)
    {
        if (there is { } server && time.GetUtcNow() - server is var skew && skew.Duration() > Most)
        {
            yield return new(
                Severity.Warning,
                where,
                $"The clock here is {skew.Duration().TotalSeconds:0} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} that of {vendor}.",
                fix);
        }
    }
}
