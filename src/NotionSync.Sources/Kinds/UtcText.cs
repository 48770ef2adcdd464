using System.Globalization;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.Kinds;

/// <summary>Vendors' times as ISO texts in UTC.</summary>
internal static partial class UtcText
{
    /// <summary>The instant, e.g. <c>2025-09-10T08:30:00.123Z</c>; a text without a zone is taken for UTC.</summary>
    /// <param name="text">ISO 8601 with a time of day; digits beyond the seventh of a second are cut.</param>
    /// <returns>Null when it is no such text; a day alone is none.</returns>
    public static string? Of(string text) => Parse(text) is { } instant ? Of(instant) : null;

    /// <summary>The instant as text.</summary>
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The instant of a text; null when it is none.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        text is not null && Instant().IsMatch(text) && DateTimeOffset.TryParse(
            BeyondSeventhDigit().Replace(text, ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")]
    private static partial Regex Instant();

    [GeneratedRegex(@"(?<=\.\d{7})\d+")]
    private static partial Regex BeyondSeventhDigit();
}
