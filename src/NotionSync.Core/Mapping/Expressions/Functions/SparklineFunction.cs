using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>A row of bars, one per value, oldest first: <c>sparkline</c>.</summary>
internal static class SparklineFunction
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const char Flat = '▄';
    private const char Gap = ' ';
    private const int DefaultLength = 30;
    private const int MaxLength = 200;

    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("sparkline", 1, 2, given => given.List(0) is { } list ? Draw(given, list, given.Whole(1, DefaultLength, 1, MaxLength)) : null),
    ];

    private static string Draw(Arguments given, JArray list, int most)
    {
        double?[] values = [.. list.Skip(list.Count - most)
            .Select(item => item.Type is JTokenType.Null ? default(double?) : Arguments.AsNumber(item) ?? throw given.Fault(0, "a list of numbers"))];
        double[] finite = [.. values.OfType<double>().Where(double.IsFinite)];
        var (low, high) = finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max());
        return string.Concat(values.Select(value => value is { } number && double.IsFinite(number) ? Bar(number, low, high) : Gap));
    }

    private static char Bar(double value, double low, double high) =>
        high > low ? Bars[(int)Math.Round((value / 2 - low / 2) / (high / 2 - low / 2) * (Bars.Length - 1))] : Flat;
}
