using System.Text;
using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Texts: <c>concat join contains_text slug truncate to_string</c>.</summary>
internal static class TextFunctions
{
    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction(
            "concat",
            1,
            ExpressionFunction.Any,
            given => string.Concat(Enumerable.Range(0, given.Count).Select(index => given.Shown(index)))),
        new ExpressionFunction("join", 2, 2, Join),
        new ExpressionFunction("contains_text", 2, 2, given =>
            given.Text(0) is { } text && given.Text(1) is { } part ? text.Contains(part, StringComparison.OrdinalIgnoreCase) : null),
        new ExpressionFunction("slug", 1, 1, given => given.Shown(0) is { } text ? Slug.Of(text) : null),
        new ExpressionFunction("truncate", 2, 2, given => given.Text(0) is { } text ? Truncate(text, given.Whole(1, 1, 1, 1_000_000)) : null),
        new ExpressionFunction("to_string", 1, 1, given => given[0] is { } token ? Arguments.Shown(token) ?? Json(token) : null),
    ];

    /// <summary>Cuts to a number of characters, the ellipsis included, and never through the middle of one.</summary>
    public static string Truncate(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Math.Max(0, most - 2)]) ? most - 2 : most - 1;
        return text[..Math.Max(0, end)].TrimEnd() + "…";
    }

    private static JToken? Join(Arguments given) => given.Text(0) is { } separator && given.List(1) is { } list
        ? string.Join(separator, list.Where(item => item.Type is not JTokenType.Null)
            .Select(item => Arguments.Shown(item) ?? throw given.Fault(1, "a list of texts, numbers or booleans")))
        : null;

    private static string Json(JToken token) => ExpressionInput.ToNode(token)!.ToJsonString();
}
