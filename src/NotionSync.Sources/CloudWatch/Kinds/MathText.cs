using System.Text.RegularExpressions;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Metric math as text. Ids begin with a lower-case letter, functions are upper case, texts stand in quotes.</summary>
internal static partial class MathText
{
    /// <summary>Gives ids other names; what stands in quotes is left alone.</summary>
    public static string Rename(string expression, IReadOnlyDictionary<string, string> names) =>
        Part().Replace(expression, part => part.Groups["id"].Success ? names.GetValueOrDefault(part.Value, part.Value) : part.Value);

    /// <summary>The ids that an expression names, each once.</summary>
    public static IEnumerable<string> Ids(string expression) =>
        Part().Matches(expression).Where(part => part.Groups["id"].Success).Select(part => part.Value).Distinct(StringComparer.Ordinal);

    /// <summary>Whether it is a query of Metrics Insights: at most one in a call, over the last three hours only.</summary>
    public static bool IsInsights(string? expression) => expression is not null && Insights().IsMatch(expression);

    [GeneratedRegex("""'[^']*'|"[^"]*"|(?<id>\b[a-z][A-Za-z0-9_]*\b)""")]
    private static partial Regex Part();

    [GeneratedRegex(@"^\s*SELECT\b", RegexOptions.IgnoreCase)]
    private static partial Regex Insights();
}
