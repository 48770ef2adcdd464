using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Regular expressions: <c>regex_match regex_extract</c>. They cannot backtrack, so no pattern can take long.</summary>
internal sealed class PatternFunctions
{
    private const int MostPatterns = 256;
    private readonly ConcurrentDictionary<string, Regex> _patterns = [];

    public IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("regex_match", 2, 2, given => Pattern(given) is { } pattern && given.Text(0) is { } text ? pattern.IsMatch(text) : null),
        new ExpressionFunction(
            "regex_extract",
            2,
            3,
            given => Pattern(given) is { } pattern && given.Text(0) is { } text ? Extract(given, pattern, text) : null),
    ];

    private static JToken? Extract(Arguments given, Regex pattern, string text)
    {
        var groups = pattern.GetGroupNumbers().Max();
        var group = given.Whole(2, Math.Min(1, groups), 0, groups);
        return pattern.Match(text) is { Success: true } match && match.Groups[group] is { Success: true } found ? found.Value : null;
    }

    private Regex? Pattern(Arguments given)
    {
        if (given.Text(1) is not { } pattern)
        {
            return null;
        }

        if (_patterns.TryGetValue(pattern, out var known))
        {
            return known;
        }

        try
        {
            var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            if (_patterns.Count < MostPatterns)
            {
                _patterns.TryAdd(pattern, regex);
            }

            return regex;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw given.Fault(1, $"a regular expression without look-around or back references ({error.Message.TrimEnd('.')})");
        }
    }
}
