using System.Text;
using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Expressions;

/// <summary>What can be told from an expression's text by its tokens alone.</summary>
internal sealed partial class ExpressionText
{
    private const string NextLet = " in let ";

    private readonly List<Match> _tokens;
    private readonly List<int> _addedLets = [];

    public ExpressionText(string text)
    {
        Written = text;
        _tokens = [.. Token().Matches(text).Where(token => !token.Groups["space"].Success)];
        Parsable = Rewrite(text);
    }

    /// <summary>As in the mapping file.</summary>
    public string Written { get; }

    /// <summary>
    /// The same as the library must be given it. It binds <c>*</c> tighter than a dot and than division, so that <c>a * b.c</c> would mean
    /// <c>(a * b).c</c>; its other sign for the same, <c>×</c>, binds as everyone expects. And its <c>let</c> takes two variables at most, so
    /// that more of them become a <c>let</c> within a <c>let</c>.
    /// </summary>
    public string Parsable { get; }

    /// <summary>Where a place of <see cref="Parsable"/>, given by line (from 1) and column (from 0), stands in what was written, from 1.</summary>
    public int WrittenCharacter(int line, int column)
    {
        var index = Parsable.Split('\n').Take(line - 1).Sum(before => before.Length + 1) + column;
        return index - (NextLet.Length - 1) * _addedLets.Count(added => added < index) + 1;
    }

    /// <summary>Whether it speaks of <c>now</c> or <c>samples</c>.</summary>
    public bool DependsOnTime => Indexes("now").Concat(Indexes("samples")).Any();

    /// <summary>The names in <c>links.Name</c> and <c>links."Name"</c>.</summary>
    public IEnumerable<string> Relations => Indexes("links").Select(NameAfter).OfType<string>().Distinct();

    /// <summary>Whether it speaks of the links of linked rows: <c>@.links.Name</c>.</summary>
    public bool ReadsFurtherLinks => Enumerable.Range(1, Math.Max(0, _tokens.Count - 1))
        .Any(index => _tokens[index].Groups["name"].Success && _tokens[index].Value == "links" && _tokens[index - 1].Value == ".");

    /// <summary>Whether some <c>links</c> stands without the name of a relation, so that we cannot know which rows it reads.</summary>
    public bool HasBareLinks => Indexes("links").Any(index => NameAfter(index) is null);

    /// <summary>The names in <c>relations.database.Name</c> and <c>relations.database."Name"</c>.</summary>
    public IEnumerable<(string Database, string Property)> WholeRelations =>
        Indexes("relations").Select(WholeRelation).OfType<(string, string)>().Distinct();

    /// <summary>Whether some <c>relations</c> stands without the names of a database and a relation.</summary>
    public bool HasBareRelations => Indexes("relations").Any(index => WholeRelation(index) is null);

    private (string Database, string Property)? WholeRelation(int index) =>
        NameAfter(index) is { } database && NameAfter(index + 2) is { } property ? (database, property) : null;

    private static bool EndsOperand(Match token) =>
        token.Groups["operand"].Success || token.Groups["name"].Success || token.Groups["quoted"].Success
        || token.Value is ")" or "]" or "}" or "@" or "$" or "[]";

    private IEnumerable<int> Indexes(string name) => Enumerable.Range(0, _tokens.Count)
        .Where(index => _tokens[index].Groups["name"].Success && _tokens[index].Value == name && (index == 0 || _tokens[index - 1].Value != "."));

    private string? NameAfter(int index) => index + 2 < _tokens.Count && _tokens[index + 1].Value == "." ? Name(_tokens[index + 2]) : null;

    private static string? Name(Match token) => token.Groups["name"].Success
        ? token.Value
        : token.Groups["quoted"].Success ? Regex.Unescape(token.Value[1..^1]) : null;

    private string Rewrite(string text)
    {
        var result = new StringBuilder(text.Length);
        var letDepths = new Stack<int>();
        var (depth, copied) = (0, 0);
        for (var index = 0; index < _tokens.Count; index++)
        {
            var token = _tokens[index];
            switch (token.Value)
            {
                case "(" or "[" or "[?" or "{":
                    depth++;
                    break;
                case ")" or "]" or "}":
                    depth--;
                    break;
                case "let" when index + 1 < _tokens.Count && _tokens[index + 1].Value.StartsWith('$'):
                    letDepths.Push(depth);
                    break;
                case "in" when letDepths.TryPeek(out var opened) && opened == depth:
                    letDepths.Pop();
                    break;
                case "*" when index > 0 && EndsOperand(_tokens[index - 1]):
                    Replace(token, "×");
                    break;
                case "," when letDepths.TryPeek(out var opened) && opened == depth:
                    _addedLets.Add(result.Length + token.Index - copied);
                    Replace(token, NextLet);
                    break;
            }
        }

        return result.Append(text, copied, text.Length - copied).ToString();

        void Replace(Match token, string by)
        {
            result.Append(text, copied, token.Index - copied).Append(by);
            copied = token.Index + token.Length;
        }
    }

    [GeneratedRegex(
        """
        (?<space>\s+)
        | (?<operand> '(?:\\.|[^'\\])*' | `(?:\\.|[^`\\])*` | \$[A-Za-z_]\w* )
        | (?<quoted> "(?:\\.|[^"\\])*" )
        | (?<name> [A-Za-z_][0-9A-Za-z_]* )
        | \[\] | \[\? | && | \|\| | .
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
