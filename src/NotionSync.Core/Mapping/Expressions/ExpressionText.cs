using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Expressions;

/// <summary>What can be told from an expression's text by its tokens alone.</summary>
internal sealed partial class ExpressionText
{
    private readonly List<Match> _tokens;

    public ExpressionText(string text)
    {
        Written = text;
        _tokens = [.. Token().Matches(text).Where(token => !token.Groups["space"].Success)];
        Parsable = WithTimesSign(text);
    }

    /// <summary>As in the mapping file.</summary>
    public string Written { get; }

    /// <summary>
    /// The same with <c>×</c> for each multiplying <c>*</c>: the library binds <c>*</c> tighter than a dot and than division, so that
    /// <c>a * b.c</c> would mean <c>(a * b).c</c>; its other sign for the same binds as everyone expects.
    /// </summary>
    public string Parsable { get; }

    /// <summary>Whether it speaks of <c>now</c> or <c>samples</c>.</summary>
    public bool DependsOnTime => Indexes("now").Concat(Indexes("samples")).Any();

    /// <summary>The names in <c>links.Name</c> and <c>links."Name"</c>.</summary>
    public IEnumerable<string> Relations => Indexes("links").Select(NameAfter).OfType<string>().Distinct();

    /// <summary>Whether some <c>links</c> stands without the name of a relation, so that we cannot know which rows it reads.</summary>
    public bool HasBareLinks => Indexes("links").Any(index => NameAfter(index) is null);

    private static bool EndsOperand(Match token) =>
        token.Groups["operand"].Success || token.Groups["name"].Success || token.Groups["quoted"].Success || token.Value is ")" or "]" or "}" or "@" or "$" or "[]";

    private IEnumerable<int> Indexes(string name) => Enumerable.Range(0, _tokens.Count)
        .Where(index => _tokens[index].Groups["name"].Success && _tokens[index].Value == name && (index == 0 || _tokens[index - 1].Value != "."));

    private string? NameAfter(int index) => index + 2 < _tokens.Count && _tokens[index + 1].Value == "." ? Name(_tokens[index + 2]) : null;

    private static string? Name(Match token) => token.Groups["name"].Success
        ? token.Value
        : token.Groups["quoted"].Success ? Regex.Unescape(token.Value[1..^1]) : null;

    private string WithTimesSign(string text)
    {
        var characters = text.ToCharArray();
        for (var index = 1; index < _tokens.Count; index++)
        {
            if (_tokens[index].Value == "*" && EndsOperand(_tokens[index - 1]))
            {
                characters[_tokens[index].Index] = '×';
            }
        }

        return new string(characters);
    }

    [GeneratedRegex(
        """(?<space>\s+)|(?<operand>'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\$[A-Za-z_]\w*)|(?<quoted>"(?:\\.|[^"\\])*")|(?<name>[A-Za-z_][0-9A-Za-z_]*)|\[\]|\[\?|&&|\|\||.""",
        RegexOptions.Singleline)]
    private static partial Regex Token();
}
