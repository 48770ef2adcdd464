using System.Text.RegularExpressions;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Makes the relative addresses in a markdown file absolute, since the text is read elsewhere: files by their page, pictures by their bytes.</summary>
/// <param name="repository">The repository's address for people, e.g. <c>https://github.com/acme/app</c>.</param>
/// <param name="branch">The branch, encoded.</param>
/// <param name="file">The file's path in the repository.</param>
internal sealed partial class RelativeLinks(string repository, string branch, string file)
{
    /// <summary>The text with absolute addresses; code is left as it is.</summary>
    public string Resolve(string markdown)
    {
        var fences = new CodeFences();
        return string.Join('\n', markdown.Split('\n').Select(line => fences.Holds(line) ? line : ResolveLine(line)));
    }

    private string ResolveLine(string line) => line.Contains("](", StringComparison.Ordinal)
        ? Inline().Replace(line, match => $"{match.Groups["before"].Value}{Absolute(match.Groups["target"].Value, isPicture: match.Groups["before"].Value[0] == '!')}")
        : Definition().Replace(line, match => $"{match.Groups["before"].Value}{Absolute(match.Groups["target"].Value, isPicture: false)}");

    private string Absolute(string target, bool isPicture)
    {
        if (Scheme().IsMatch(target) || target.StartsWith("//", StringComparison.Ordinal))
        {
            return target;
        }

        var mark = target.IndexOfAny(['#', '?']);
        var (path, rest) = mark < 0 ? (target, "") : (target[..mark], target[mark..]);
        var place = path.Length == 0 ? Encode(file) : path[0] == '/' ? Walk([], path[1..]) : Walk(file.Split('/')[..^1].Select(Uri.EscapeDataString), path);
        return $"{repository}/{(isPicture ? "raw" : "blob")}/{branch}/{place}{rest}";
    }

    private static string Walk(IEnumerable<string> from, string path)
    {
        var place = new List<string>(from);
        foreach (var step in path.Split('/'))
        {
            if (step == "..")
            {
                place.RemoveRange(Math.Max(place.Count - 1, 0), Math.Min(place.Count, 1));
            }
            else if (step is not "." and not "")
            {
                place.Add(step);
            }
        }

        return string.Join('/', place);
    }

    private static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    [GeneratedRegex(@"(?<before>!?\[[^\[\]]*\]\(<?|\)\]\(<?)(?<target>[^)\s<>]+)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^(?<before> {0,3}\[[^\]]+\]:\s+<?)(?<target>[^\s<>]+)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();
}
