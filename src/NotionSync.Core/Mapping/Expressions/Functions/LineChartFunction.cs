using System.Text;
using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;
using NotionSync.Model;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>A picture of how a figure went, for a files property: <c>line_chart</c>.</summary>
internal static class LineChartFunction
{
    private const string Wanted = "a list of numbers or of {step, value}";
    private const int StemCharacters = 40;
    private const int TitleCharacters = 60;

    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("line_chart", 2, 3, given =>
            given.List(0) is { } list && Points(given, list) is { Count: > 0 } points ? Draw(points, given.Text(1) ?? throw given.Fault(1, "a text"), given.Text(2)) : null),
    ];

    private static JObject Draw(IReadOnlyList<ChartPoint> points, string title, string? unit)
    {
        var heading = string.IsNullOrEmpty(unit) ? title : $"{title} ({unit})";
        var svg = LineChart.Draw(heading.Length > TitleCharacters ? heading[..(TitleCharacters - 1)] + "…" : heading, points);
        var slug = Slug.Of(title);
        var picture = Picture.Of(
            slug.Length == 0 ? "chart" : slug[..Math.Min(slug.Length, StemCharacters)].TrimEnd('-'), Encoding.UTF8.GetBytes(svg));
        return new JObject { ["name"] = picture.Name, ["url"] = picture.Address };
    }

    // In the order of their steps; what has none takes its place in the list.
    private static List<ChartPoint> Points(Arguments given, JArray list) =>
    [
        .. list.Select((item, index) => Point(given, item, index)).OfType<ChartPoint>().OrderBy(point => point.At),
    ];

    private static ChartPoint? Point(Arguments given, JToken item, int index)
    {
        var (step, value) = item is JObject point ? (point["step"], point["value"]) : (null, item);
        return Number(given, step, index) is { } at && Number(given, value, double.NaN) is { } amount && double.IsFinite(at) && double.IsFinite(amount)
            ? new ChartPoint(at, amount)
            : null;
    }

    private static double? Number(Arguments given, JToken? token, double absent) =>
        token is null or { Type: JTokenType.Null } ? absent : Arguments.AsNumber(token) ?? throw given.Fault(0, Wanted);
}
