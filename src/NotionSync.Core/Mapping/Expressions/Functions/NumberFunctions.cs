using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Single numbers: <c>round scale divide clamp parse_number</c>. NaN and infinities stay what they are.</summary>
internal static class NumberFunctions
{
    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("round", 1, 2, given => given.Number(0) is { } number ? Round(number, given.Whole(1, 0, 0, 15)) : null),
        new ExpressionFunction("scale", 2, 2, given => given.Number(0) is { } number && given.Number(1) is { } factor ? Scale(number, factor) : null),
        new ExpressionFunction(
            "divide",
            2,
            2,
            given => given.Number(0) is { } number && given.Number(1) is { } by && by != 0 ? Numbers.From(number / by) : null),
        new ExpressionFunction("clamp", 3, 3, Clamp),
        new ExpressionFunction("parse_number", 1, 1, ParseNumber),
    ];

    /// <summary>Rounds half away from zero, through decimal, so that no binary noise is left.</summary>
    public static JValue Round(double number, int digits) => double.IsFinite(number) && Numbers.Exact(number) is { } exact
        ? new JValue((double)decimal.Round(exact, digits, MidpointRounding.AwayFromZero))
        : Numbers.From(number);

    private static JValue Scale(double number, double factor) =>
        double.IsFinite(number) && Math.Abs(number * factor) < 1e15 && Numbers.Exact(number) is { } exact && Numbers.Exact(factor) is { } by
            ? new JValue((double)(exact * by))
            : Numbers.From(number * factor);

    private static JValue? Clamp(Arguments given)
    {
        if (given.Number(0) is not { } number)
        {
            return null;
        }

        var (low, high) = (given.Number(1) ?? double.NegativeInfinity, given.Number(2) ?? double.PositiveInfinity);
        return low > high ? throw given.Fault(
            2,
            "a bound that is not below the other") : Numbers.From(double.IsNaN(number) ? number : Math.Min(Math.Max(number, low), high));
    }

    private static JToken? ParseNumber(Arguments given) => given[0] switch
    {
        null => null,
        { Type: JTokenType.String } token => NumberInText.Find(token.Value<string>()!) is { } number ? Numbers.From(number) : null,
        _ => given.Number(0) is { } number ? Numbers.From(number) : null,
    };
}
