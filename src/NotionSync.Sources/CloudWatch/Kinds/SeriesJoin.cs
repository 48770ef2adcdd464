using NotionSync.Sources.CloudWatch.Data;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Puts the series of one thing together.</summary>
internal static class SeriesJoin
{
    /// <summary>The ways to join.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["avg", "max", "min", "sum"];

    /// <summary>
    /// Figures by their period's beginning, oldest first. A period that some series lack is passed over, for a sum without them would be
    /// too small.
    /// </summary>
    public static IReadOnlyDictionary<DateTimeOffset, decimal> Full(IReadOnlyList<MetricSeries> series, string? join)
    {
        var periods = Periods(series);
        var fullest = periods.Max(period => (int?)period.Count());
        return periods.Where(period => period.Count() == fullest).ToDictionary(period => period.Key, period => Joined(period, join));
    }

    /// <summary>All figures, oldest first.</summary>
    public static IReadOnlyList<decimal> Over(IReadOnlyList<MetricSeries> series, string? join) => [.. Periods(series).Select(period => Joined(period, join))];

    private static List<IGrouping<DateTimeOffset, decimal>> Periods(IReadOnlyList<MetricSeries> series) =>
        [.. series.SelectMany(one => one.Points).GroupBy(point => point.Key, point => point.Value).OrderBy(period => period.Key)];

    private static decimal Joined(IEnumerable<decimal> figures, string? join) => join switch
    {
        "max" => figures.Max(),
        "min" => figures.Min(),
        "sum" => figures.Sum(),
        "avg" => Math.Round(figures.Average(), 12),
        _ => figures.First(),
    };
}
