using DevLab.JmesPath.Functions;
using DevLab.JmesPath.Utils;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Choosing between values: <c>if coalesce lookup is_number</c>.</summary>
internal static class ChoiceFunctions
{
    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("if", 2, 3, given => JTokens.IsFalse(given[0] ?? JTokens.Null) ? given[2] : given[1]),
        new ExpressionFunction("coalesce", 1, ExpressionFunction.Any, Coalesce),
        new ExpressionFunction("lookup", 2, 3, Lookup),
        new ExpressionFunction(
            "is_number",
            1,
            1,
            given => given[0] is { Type: JTokenType.Integer or JTokenType.Float } token && double.IsFinite(token.Value<double>())),
    ];

    private static JToken? Coalesce(Arguments given)
    {
        for (var index = 0; index < given.Count; index++)
        {
            if (given[index] is { } token && !(token.Type is JTokenType.String && token.Value<string>() is "" or "NaN"))
            {
                return token;
            }
        }

        return null;
    }

    private static JToken? Lookup(Arguments given) => given[1] switch
    {
        JObject map => given.Shown(0) is { } key && map[key] is { Type: not JTokenType.Null } found ? found : given[2],
        null => given[2],
        _ => throw given.Fault(1, "an object"),
    };
}
