using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>
/// Over the numbers of a list (or of several arguments): <c>mean min_of max_of sum_of</c>. What is null or not finite does not count, and of
/// nothing the result is null, not 0.
/// </summary>
internal static class AggregateFunctions
{
    public static IEnumerable<JmesPathFunction> All =>
    [
        Over("mean", figures => figures.Average()),
        Over("min_of", figures => figures.Min()),
        Over("max_of", figures => figures.Max()),
        Over("sum_of", figures => figures.Sum()),
    ];

    private static ExpressionFunction Over(string name, Func<IReadOnlyList<double>, double> fold) =>
        new(name, 1, ExpressionFunction.Any, given => given.Figures() is { Count: > 0 } figures ? Numbers.From(fold(figures)) : null);
}
