using System.Globalization;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.Prometheus;

/// <summary>What can be told of a PromQL expression without evaluating it.</summary>
internal static partial class PromExpression
{
    /// <summary>Why an expression cannot be right: nothing at all, or a bracket or text that is not closed.</summary>
    /// <returns>Null when nothing is wrong that can be seen from here.</returns>
    public static string? Fault(string expression)
    {
        var code = WithoutTexts(expression, out var unclosed);
        if (string.IsNullOrWhiteSpace(code))
        {
            return "the query is empty";
        }

        if (unclosed is { } quote)
        {
            return $"a text that begins with {quote} is not closed";
        }

        var open = new Stack<char>();
        foreach (var letter in code)
        {
            if (letter is '(' or '[' or '{')
            {
                open.Push(letter);
            }
            else if (letter is ')' or ']' or '}' && (!open.TryPop(out var opening) || opening != Opening(letter)))
            {
                return $"'{letter}' closes nothing";
            }
        }

        return open.TryPeek(out var left) ? $"'{left}' is not closed" : null;
    }

    /// <summary>The comparison with a number that decides an alert, e.g. <c>&gt;</c> and 90 of <c>a &gt; 90</c>.</summary>
    /// <returns>Null when the expression does not end in one, or ends in one that decides only a part (<c>a &gt; 90 and b &lt; 5</c>).</returns>
    public static (string Operator, double Number)? Threshold(string expression)
    {
        var code = WithoutTexts(expression, out _).Trim();
        while (code is ['(', ..] && string.IsNullOrWhiteSpace(Top(code)))
        {
            code = code[1..^1].Trim();
        }

        var top = Top(code);
        return Comparison().Match(top) is { Success: true } match && !SetOperator().IsMatch(top) && Number(match.Groups["number"].Value) is { } number
            ? (match.Groups["operator"].Value, number)
            : null;
    }

    // The same length, with texts and comments blanked, so that what they hold is not taken for code.
    private static string WithoutTexts(string expression, out char? unclosed)
    {
        var code = expression.ToCharArray();
        unclosed = null;
        for (var at = 0; at < code.Length; at++)
        {
            if (unclosed is null && code[at] is '"' or '\'' or '`')
            {
                unclosed = code[at];
                code[at] = '_';
                continue;
            }

            if (unclosed is null && code[at] is '#')
            {
                unclosed = '\n';
            }

            if (unclosed is { } end)
            {
                if (code[at] == end)
                {
                    unclosed = null;
                }
                else if (code[at] == '\\' && end is not ('`' or '\n') && at + 1 < code.Length)
                {
                    code[at++] = '_';
                }

                code[at] = end == '\n' ? ' ' : '_';
            }
        }

        unclosed = unclosed is '\n' ? null : unclosed;
        return new string(code);
    }

    // What stands outside of all brackets; the rest is blank.
    private static string Top(string code)
    {
        var top = code.ToCharArray();
        var depth = 0;
        for (var at = 0; at < top.Length; at++)
        {
            depth += top[at] is '(' or '[' or '{' ? 1 : 0;
            var inside = depth > 0;
            depth -= top[at] is ')' or ']' or '}' ? 1 : 0;
            top[at] = inside ? ' ' : top[at];
        }

        return new string(top);
    }

    private static double? Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var whole) ? whole : null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static char Opening(char closing) => closing switch { ')' => '(', ']' => '[', _ => '{' };

    [GeneratedRegex(@"(?<operator>==|!=|>=|<=|>|<)\s*(?:bool\s+)?(?<number>0[xX][0-9a-fA-F]+|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"(?<![\w:.])(and|or|unless)(?![\w:.])", RegexOptions.IgnoreCase)]
    private static partial Regex SetOperator();
}
