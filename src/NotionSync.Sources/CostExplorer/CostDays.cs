using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.CostExplorer;

/// <summary>Days as Cost Explorer counts them: in UTC, the end of a stretch not belonging to it.</summary>
internal static class CostDays
{
    /// <summary>The day of an instant.</summary>
    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>A day as text.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A stretch as a request names it.</summary>
    public static JsonObject Period(DateOnly start, DateOnly end) => new() { ["Start"] = Text(start), ["End"] = Text(end) };
}
