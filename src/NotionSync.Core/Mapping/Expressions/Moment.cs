using System.Globalization;
using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Expressions;

/// <summary>An instant, in UTC, or a day without a time.</summary>
internal readonly partial record struct Moment(DateTimeOffset At, bool HasTime)
{
    /// <summary>Above this a number counts milliseconds: as seconds it would be the year 5138.</summary>
    private const double LargestSeconds = 100_000_000_000;

    private const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Reads ISO 8601: a day, or an instant with or without an offset (without: UTC), with any number of fractional digits.</summary>
    /// <returns>Whether it is one; the result is null for the zero date (year 1) by which Go programs say "never".</returns>
    public static bool Parse(string text, out Moment? moment)
    {
        moment = null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            moment = day.Year == 1 ? null : new Moment(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), HasTime: false);
            return true;
        }

        // .NET reads at most seven fractional digits; Prometheus writes nine.
        var readable = Fraction().Replace(text, "$1");
        if (!IsoInstant().IsMatch(readable)
            || !DateTimeOffset.TryParse(readable, CultureInfo.InvariantCulture, AsUtc, out var instant))
        {
            return false;
        }

        moment = instant.Year == 1 ? null : new Moment(instant, HasTime: true);
        return true;
    }

    /// <summary>Seconds since 1970, or milliseconds when the number is too large for that; null when it is no date at all.</summary>
    public static Moment? FromEpoch(double number)
    {
        var milliseconds = Math.Abs(number) >= LargestSeconds ? number : number * 1000;
        return double.IsFinite(milliseconds) && Math.Abs(milliseconds) <= 2.5e14
            ? new Moment(DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Floor(milliseconds)), HasTime: true)
            : null;
    }

    /// <summary><c>2025-09-10</c> or <c>2025-09-10T08:30:00Z</c>.</summary>
    public override string ToString() => At.ToString(HasTime ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\.\d{7})\d+")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|[+-]\d{2}:?\d{2}))?$")]
    private static partial Regex IsoInstant();
}
