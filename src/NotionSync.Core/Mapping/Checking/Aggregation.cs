using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Notion's functions of rollups and charts, and which kinds of property each can take (notion.com/help/relations-and-rollups).</summary>
internal static class Aggregation
{
    private static readonly string[] OfNumbers = ["sum", "average", "median", "min", "max", "range"];
    private static readonly string[] OfDates = ["earliest_date", "latest_date", "date_range"];
    private static readonly string[] OfCheckboxes = ["checked", "unchecked", "percent_checked", "percent_unchecked"];

    private static readonly string[] OfAnything =
        ["count", "count_values", "empty", "not_empty", "unique", "percent_empty", "percent_not_empty"];

    private static readonly string[] Shows = ["show_original", "show_unique", "count_per_group", "percent_per_group"];

    /// <summary>What a rollup may do.</summary>
    public static IReadOnlyCollection<string> RollupFunctions => [.. OfAnything, .. OfNumbers, .. OfDates, .. OfCheckboxes, .. Shows];

    /// <summary>What a chart may do.</summary>
    public static IReadOnlyCollection<string> ChartFunctions => [.. OfAnything, .. OfNumbers, .. OfDates, .. OfCheckboxes];

    /// <summary>The kind that a function needs; null when it takes any.</summary>
    public static PropertyKind? Needs(string function) =>
        OfNumbers.Contains(function) ? PropertyKind.Number
        : OfDates.Contains(function) ? PropertyKind.Date
        : OfCheckboxes.Contains(function) ? PropertyKind.Checkbox
        : null;

    /// <summary>The functions that fit a kind.</summary>
    public static IEnumerable<string> For(PropertyKind kind, IEnumerable<string> among) =>
        among.Where(function => Needs(function) is not { } needed || needed == kind);
}
