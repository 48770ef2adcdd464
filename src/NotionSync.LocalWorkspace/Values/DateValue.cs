using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Dates as Notion keeps them: days as given, times without seconds and with the zone folded into the offset.</summary>
internal static class DateValue
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    public static JsonObject FromRequest(JsonObject request, string path)
    {
        var zone = request.Text("time_zone") is { } name ? Zone(name, path) : null;
        var start = Normal(request.Text("start")!, zone, $"{path}.start");
        var end = request.Text("end") is { } text ? Normal(text, zone, $"{path}.end") : null;
        if (end is not null && Parse(end) < Parse(start))
        {
            throw ApiException.Body($"{path}.end should be after or equal to `{path}.start`, instead was `\"{end}\"`.");
        }

        return Of(start, end);
    }

    public static JsonObject Of(string start, string? end) => new() { ["start"] = start, ["end"] = end, ["time_zone"] = null };

    public static bool IsDay(string text) => text.Length == 10;

    /// <summary>A stored date as a moment; a day is its midnight in UTC.</summary>
    public static DateTimeOffset Parse(string text) => StoredTime.TryRead(text, out var time)
        ? time
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            time = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return true;
        }

        return DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    public static string Written(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm':00.000'zzz", CultureInfo.InvariantCulture);

    private static string Normal(string text, TimeZoneInfo? zone, string path)
    {
        if (!TryParse(text, out var time))
        {
            throw ApiException.Body($"{path} should be a valid ISO 8601 date string, instead was `\"{text}\"`.");
        }

        if (IsDay(text))
        {
            return text;
        }

        return Written(zone is null || HasOffset(text) ? time : new DateTimeOffset(time.DateTime, zone.GetUtcOffset(time.DateTime)));
    }

    private static bool HasOffset(string text) => text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > 10;

    private static TimeZoneInfo Zone(string name, string path) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone
        : throw ApiException.Body($"{path}.time_zone should be a valid IANA time zone, instead was `\"{name}\"`.");
}
