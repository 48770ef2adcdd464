using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Charts: rows are put in groups, and each group is measured.</summary>
internal static class ChartReader
{
    private const int MostGroups = 200;

    private const int MostSeries = 50;

    public static ShownChart Read(Given given)
    {
        var configuration = given.Configuration;
        var kind = configuration.Text("chart_type") ?? "column";
        var measure = new Measure(given, kind == "number" ? configuration.Object("value") : configuration.Object("y_axis"));
        var chart = new ShownChart(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Kind = kind,
            Measure = measure.Name,
            IsSmooth = configuration.Flag("smooth_line") ?? false,
            Total = given.Rows.Count,
        };
        if (kind == "number")
        {
            return chart with { Figure = measure.Text(measure.Of(given.Rows)) };
        }

        if (Grouping.From(given.Look, given.Source, configuration.Object("x_axis")) is not { } axis)
        {
            return Results(given, chart);
        }

        var groups = axis.Split(given.Rows).Where(group => group.Rows.Count > 0).Take(MostGroups).ToList();
        return chart with
        {
            By = axis.Property.Name,
            Labels = [.. groups.Select(group => group.Bucket.Name)],
            Colors = [.. groups.Select(group => group.Bucket.Option?.Color ?? "")],
            Series = Grouping.From(given.Look, given.Source, configuration.Object("stack_by")) is { } stack
                ? Stacked(groups, stack, measure)
                : [measure.Series(measure.Name, null, groups.Select(group => (IReadOnlyList<Page>)group.Rows), configuration.Flag("cumulative") ?? false)],
        };
    }

    private static IReadOnlyList<ShownSeries> Stacked(List<(Bucket Bucket, List<Page> Rows)> groups, Grouping stack, Measure measure)
    {
        var split = groups.Select(group => stack.Split(group.Rows).ToDictionary(part => part.Bucket.Key)).ToList();
        var parts = split.SelectMany(group => group.Values).Where(part => part.Rows.Count > 0).Select(part => part.Bucket).DistinctBy(bucket => bucket.Key);
        IEnumerable<IReadOnlyList<Page>> RowsOf(Bucket part) => split.Select(group => group.TryGetValue(part.Key, out var found) ? found.Rows : []);
        return [.. parts.OrderBy(part => part.Order).Take(MostSeries).Select(part => measure.Series(part.Name, part.Option?.Color, RowsOf(part), isCumulative: false))];
    }

    /// <summary>Results mode: one point for each row.</summary>
    private static ShownChart Results(Given given, ShownChart chart)
    {
        if (given.PropertyOf("x_axis_property_id") is not { } x || given.PropertyOf("y_axis_property_id") is not { } y)
        {
            return chart;
        }

        var rows = given.Rows.Take(MostGroups).ToList();
        var values = rows.Select(row => given.Look.Cells.Of(row, given.Source, y) is Cell.Number number ? number.Value : (double?)null).ToList();
        return chart with
        {
            Measure = y.Name,
            By = x.Name,
            Labels = [.. rows.Select(row => given.Look.Cells.Of(row, given.Source, x) switch { Cell.Date date => Written.Date(date), var cell => cell.AsText() })],
            Series = [new ShownSeries(y.Name, values, [.. values.Select(value => value is { } number ? Written.Number(number, y.Format) : "")], null)],
        };
    }

    private sealed class Measure(Given given, JsonObject? rule)
    {
        private readonly string _aggregator = rule?.Text("aggregator") ?? "count";
        private readonly Property? _property = rule?.Text("property_id") is { } id ? given.Source.ById(id) : null;

        public string Name => _property is null ? "Count" : $"{char.ToUpperInvariant(_aggregator[0])}{_aggregator[1..].Replace('_', ' ')} of {_property.Name}";

        public double? Of(IReadOnlyList<Page> rows) => _property is null
            ? rows.Count
            : Rollups.Number(_aggregator, [.. rows.Select(row => given.Look.Cells.Of(row, given.Source, _property))]);

        public string Text(double? value) => value is { } number
            ? Written.Figure(number, _aggregator.StartsWith("percent", StringComparison.Ordinal) ? "percent" : IsOwnUnit ? _property?.Format : null)
            : "–";

        public ShownSeries Series(string name, string? color, IEnumerable<IReadOnlyList<Page>> groups, bool isCumulative)
        {
            var values = groups.Select(Of).ToList();
            for (var i = 1; isCumulative && i < values.Count; i++)
            {
                values[i] = (values[i] ?? 0) + (values[i - 1] ?? 0);
            }

            return new ShownSeries(name, values, [.. values.Select(Text)], color);
        }

        private bool IsOwnUnit => _aggregator is "sum" or "average" or "median" or "min" or "max" or "range";
    }
}
