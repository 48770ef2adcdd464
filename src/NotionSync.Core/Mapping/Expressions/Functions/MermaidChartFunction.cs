using System.Globalization;
using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>How a figure went, as a picture that Notion draws from text: <c>mermaid_chart</c>.</summary>
internal static class MermaidChartFunction
{
    // Mermaid reads no exponents, and a chart of such figures would have no room for their digits.
    private const double Largest = 1e15;

    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("mermaid_chart", 2, 3, given => given.List(0) is { } list && Values(given, list) is { Length: > 1 } values
            ? Draw(values, given.Text(1) ?? throw given.Fault(1, "a text"), given.Text(2))
            : null),
    ];

    private static double[] Values(Arguments given, JArray list)
    {
        double[] values =
        [
            .. list
                .Where(item => item.Type is not JTokenType.Null)
                .Select(item => Arguments.AsNumber(item) ?? throw given.Fault(0, "a list of numbers"))
                .Where(double.IsFinite),
        ];
        return values.Any(value => Math.Abs(value) > Largest) ? [] : values;
    }

    private static string Draw(double[] values, string title, string? unit)
    {
        var (low, high) = (values.Min(), values.Max());
        var (from, to) = low < high ? (low, high) : (Math.Min(0, 2 * low), low == 0 ? 1 : Math.Max(0, 2 * low));
        var heading = string.IsNullOrEmpty(unit) ? title : $"{title} ({unit})";
        var after = string.IsNullOrEmpty(unit) ? "" : $" {unit}";
        var drawn = ChartThinning.Of([.. values.Select((value, index) => new ChartPoint(index, value))]);
        return $"""
            ```mermaid
            xychart-beta
              title {MermaidText.Quoted(heading)}
              y-axis {Figure(from)} --> {Figure(to)}
              line [{string.Join(", ", drawn.Select(point => Figure(point.Value)))}]
            ```
            Oldest first: {values.Length} values from {Figure(low)} to {Figure(high)}{after}, the last {Figure(values[^1])}{after}.
            """.ReplaceLineEndings("\n");
    }

    // Four digits that count: a chart shows no more, and is not drawn anew for less.
    private static string Figure(double value) =>
        Numbers.Show(Math.Abs(value) < 1e-9 ? 0 : double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
