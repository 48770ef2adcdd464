using System.Globalization;
using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Checking;

/// <summary>The fixed words of mapping files and of Notion that they may use.</summary>
internal static partial class Words
{
    public static IReadOnlyCollection<string> Colors => ["default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"];

    public static IReadOnlyCollection<string> ViewTypes => ["table", "board", "list", "calendar", "timeline", "gallery", "chart"];

    public static IReadOnlyCollection<string> ChartTypes => ["column", "bar", "line", "donut", "number"];

    public static IReadOnlyCollection<string> MissingValue => ["keep", "clear"];

    public static IReadOnlyCollection<string> MissingRecord => ["mark", "trash", "keep"];

    /// <summary>Notion's formats of numbers (developers.notion.com/reference/property-object, read August 2026); the list may grow.</summary>
    public static IReadOnlyCollection<string> NumberFormats =>
    [
        "number", "number_with_commas", "percent", "dollar", "australian_dollar", "canadian_dollar", "singapore_dollar", "euro", "pound", "yen", "ruble",
        "rupee", "won", "yuan", "real", "lira", "rupiah", "franc", "hong_kong_dollar", "new_zealand_dollar", "krona", "norwegian_krone", "mexican_peso",
        "rand", "new_taiwan_dollar", "danish_krone", "zloty", "baht", "forint", "koruna", "shekel", "chilean_peso", "philippine_peso", "dirham",
        "colombian_peso", "riyal", "ringgit", "leu", "argentine_peso", "uruguayan_peso", "peruvian_sol", "vietnamese_dong", "pakistani_rupee",
        "nigerian_naira", "bitcoin",
    ];

    /// <summary>A span such as <c>30m</c>, <c>6h</c> or <c>1d</c>; null when it is none or nothing.</summary>
    public static TimeSpan? Span(string text) =>
        SpanText().Match(text) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var amount) && amount > 0
            ? match.Groups[2].Value switch
            {
                "m" => TimeSpan.FromMinutes(amount),
                "h" => TimeSpan.FromHours(amount),
                _ => TimeSpan.FromDays(amount),
            }
            : null;

    [GeneratedRegex(@"^(\d{1,6})([mhd])$")]
    private static partial Regex SpanText();
}
