using System.Globalization;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.Prometheus;

/// <summary>
/// Instants as Prometheus takes and gives them. It gives nanoseconds; they are cut, never rounded, to .NET's seven digits, so that one
/// instant has one text.
/// </summary>
internal static partial class PromTime
{
    /// <summary>Unix seconds with milliseconds, which is as fine as Prometheus evaluates.</summary>
    public static string ToSeconds(DateTimeOffset instant) => (instant.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of an instant for a record, UTC.</summary>
    public static string ToText(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The text of an instant for a record, UTC and cut to seven digits.</summary>
    /// <returns>Null for Go's zero instant (something has not happened yet) and for what is no instant.</returns>
    public static string? Cut(string? text) =>
        DateTimeOffset.TryParse(BeyondSeventhDigit().Replace(text ?? "", ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        && instant.UtcDateTime.Year > 1
            ? instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"(?<=\.[0-9]{7})[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex BeyondSeventhDigit();
}
