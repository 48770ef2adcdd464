using System.Globalization;
using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Numbers as people read them: <c>format_number percent</c>. NaN and infinities give null, so that <c>coalesce</c> can speak.</summary>
internal static class FigureFunctions
{
    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("format_number", 1, 2, given => given.Number(0) is { } number ? Format(number, given.Whole(1, 0, 0, 15)) : null),
        new ExpressionFunction("percent", 1, 2, given =>
            given.Number(0) is { } fraction && Format(fraction, given.Whole(1, 0, 0, 13), 100) is { } text ? text + "%" : null),
    ];

    private static string? Format(double number, int digits, int times = 1)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e26)
        {
            return double.IsFinite(number) ? number.ToString("0.###e+0", CultureInfo.InvariantCulture) : null;
        }

        var rounded = decimal.Round((Numbers.Exact(number) ?? 0m) * times, digits, MidpointRounding.AwayFromZero);
        return rounded.ToString("#,0." + new string('#', digits), CultureInfo.InvariantCulture);
    }
}
