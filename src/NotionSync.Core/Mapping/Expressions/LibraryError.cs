using System.Globalization;
using System.Text.RegularExpressions;
using NotionSync.Mapping.Expressions.Functions;
using NotionSync.Model;

namespace NotionSync.Mapping.Expressions;

/// <summary>Turns the messages of the expression library into ours.</summary>
internal static partial class LibraryError
{
    public static string Explain(string message, ExpressionText text)
    {
        if (Syntax().Match(message) is { Success: true } syntax)
        {
            var line = int.Parse(syntax.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);
            var column = int.Parse(syntax.Groups["column"].ValueSpan, CultureInfo.InvariantCulture);
            return ExplainSyntax(syntax.Groups["near"].Value, text.WrittenCharacter(line, column));
        }

        if (UnknownFunction().Match(message) is { Success: true } unknown)
        {
            var name = unknown.Groups["name"].Value;
            return $"there is no function '{name}'. {NearestName.Suggest(name, FunctionLibrary.Names)}";
        }

        var reason = Lead().Replace(message, "");
        return reason.EndsWith('.') ? reason : reason + ".";
    }

    private static string ExplainSyntax(string near, int character) => near switch
    {
        "" => "the expression ends too early.",
        _ when char.IsAsciiDigit(near[0]) || near[0] is '-' => $"'{near}' cannot stand at character {character}; numbers are written in backticks: `{near}`.",
        _ => $"'{near}' cannot stand at character {character}.",
    };

    [GeneratedRegex(@"^Error\((?<line>-?\d+), (?<column>-?\d+)\): syntax, near '(?<near>.*)'\.$", RegexOptions.Singleline)]
    private static partial Regex Syntax();

    [GeneratedRegex(@"unknown-function, no function named (?<name>\w+) has been registered")]
    private static partial Regex UnknownFunction();

    [GeneratedRegex(@"^Error: (?:invalid-type|invalid-arity|invalid-value|not-a-number|undefined-variable|syntax), ")]
    private static partial Regex Lead();
}
