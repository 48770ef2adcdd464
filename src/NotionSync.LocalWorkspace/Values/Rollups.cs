namespace NotionSync.LocalWorkspace;

/// <param name="Type">number, date, array or unsupported.</param>
internal sealed record RollupResult(string Type, Cell Cell)
{
    public static readonly RollupResult Unsupported = new("unsupported", Cell.None);

    public static RollupResult Number(double? number) => new("number", Cell.Of(number));

    /// <summary>Of an array: the pages whose values it shows, with the property that is shown.</summary>
    public IReadOnlyList<Page> Pages { get; init; } = [];

    public DataSource? Source { get; init; }

    public Property? Target { get; init; }
}

internal static class Rollups
{
    public static RollupResult Of(Cells cells, Page page, DataSource source, Property property)
    {
        var rule = property.Rollup!;
        if (source.ById(rule.RelationId) is not { Relation: { } end } relation
            || cells.Workspace.DataSources.Find(end.DataSourceId) is not { } other
            || other.ById(rule.TargetId) is not { } target)
        {
            return RollupResult.Unsupported;
        }

        var pages = cells.Related(page, source, relation).Select(id => cells.Workspace.Pages.Find(id)!).ToList();
        var values = pages.Select(each => cells.Of(each, other, target)).ToList();
        return rule.Function switch
        {
            "show_original" => new RollupResult("array", new Cell.Many(values)) { Pages = pages, Source = other, Target = target },
            "show_unique" => Unique(pages, values, other, target),
            "count_per_group" or "percent_per_group" => RollupResult.Unsupported,
            "earliest_date" or "latest_date" or "date_range" => Dates(rule.Function, values),
            _ => RollupResult.Number(Number(rule.Function, values)),
        };
    }

    /// <summary>Also what charts and view footers compute.</summary>
    public static double? Number(string function, IReadOnlyList<Cell> values)
    {
        var numbers = values.OfType<Cell.Number>().Select(number => number.Value).Order().ToList();
        double filled = values.Count(value => !value.IsEmpty);
        double isChecked = values.Count(value => value is Cell.Flag { Value: true });
        return function switch
        {
            "count" => values.Count,
            "count_values" => values.Sum(Values),
            "empty" => values.Count - filled,
            "not_empty" => filled,
            "unique" => values.Where(value => !value.IsEmpty).Select(value => value.AsText()).Distinct().Count(),
            "percent_empty" => Share(values.Count - filled, values.Count),
            "percent_not_empty" => Share(filled, values.Count),
            "checked" => isChecked,
            "unchecked" => values.Count - isChecked,
            "percent_checked" => Share(isChecked, values.Count),
            "percent_unchecked" => Share(values.Count - isChecked, values.Count),
            "sum" => numbers.Sum(),
            "average" => numbers.Count == 0 ? null : numbers.Average(),
            "median" => Median(numbers),
            "min" => numbers.Count == 0 ? null : numbers[0],
            "max" => numbers.Count == 0 ? null : numbers[^1],
            "range" => numbers.Count == 0 ? null : numbers[^1] - numbers[0],
            _ => null,
        };
    }

    private static double Values(Cell cell) => cell switch
    {
        Cell.Choice choice => choice.Options.Count,
        Cell.Refs refs => refs.Ids.Count,
        Cell.Many many => many.Items.Count,
        _ => cell.IsEmpty ? 0 : 1,
    };

    private static double? Share(double part, int whole) => whole == 0 ? null : part / whole;

    private static double? Median(List<double> sorted) => sorted.Count switch
    {
        0 => null,
        var count when count % 2 == 1 => sorted[count / 2],
        var count => (sorted[(count / 2) - 1] + sorted[count / 2]) / 2,
    };

    private static RollupResult Unique(List<Page> pages, List<Cell> values, DataSource other, Property target)
    {
        var kept = pages.Zip(values).Where(pair => !pair.Second.IsEmpty).DistinctBy(pair => pair.Second.AsText()).ToList();
        return new RollupResult("array", new Cell.Many([.. kept.Select(pair => pair.Second)])) { Pages = [.. kept.Select(pair => pair.First)], Source = other, Target = target };
    }

    private static RollupResult Dates(string function, List<Cell> values)
    {
        var dates = values.OfType<Cell.Date>().ToList();
        if (dates.Count == 0)
        {
            return new RollupResult("date", Cell.None);
        }

        var earliest = dates.MinBy(date => date.Start)!;
        var latest = dates.MaxBy(date => date.End ?? date.Start)!;
        return new RollupResult("date", function switch
        {
            "earliest_date" => earliest with { End = null },
            "latest_date" => new Cell.Date(latest.End ?? latest.Start, null, latest.HasTime),
            _ => new Cell.Date(earliest.Start, latest.End ?? latest.Start, earliest.HasTime || latest.HasTime),
        });
    }
}
