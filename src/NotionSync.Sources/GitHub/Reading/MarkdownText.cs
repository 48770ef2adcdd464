using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>A markdown file, taken apart.</summary>
/// <param name="FrontMatter">The YAML before the text; null when there is none that can be read.</param>
/// <param name="Content">The text after it, lines parted by line feeds.</param>
/// <param name="Title">The first heading of the first level, without markup; null when there is none.</param>
/// <param name="Status">What the file says of its status, in its own words: in the front matter, in a line, or under a heading; null for nothing.</param>
internal sealed partial record MarkdownText(JsonObject? FrontMatter, string Content, string? Title, string? Status)
{
    private const int LongestLine = 500;

    /// <summary>Takes a file apart.</summary>
    public static MarkdownText Of(string file)
    {
        var text = file.ReplaceLineEndings("\n");
        var (front, content) = Parts(text);
        var prose = Prose(content).ToList();
        return new MarkdownText(front, content, TitleOf(prose), front?.Text("status") ?? StatusOf(prose));
    }

    private static (JsonObject? FrontMatter, string Content) Parts(string text)
    {
        var lines = text.Split('\n');
        var end = lines[0].TrimEnd() == "---" ? Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...") : -1;
        return end > 0 && YamlJson.Read(string.Join('\n', lines[1..end])) is { } front ? (front, string.Join('\n', lines[(end + 1)..])) : (null, text);
    }

    // Without blocks of code, in which a '#' is a comment.
    private static IEnumerable<string> Prose(string content)
    {
        var fences = new CodeFences();
        return content.Split('\n').Where(line => !fences.Holds(line)).Select(line => line.Length > LongestLine ? line[..LongestLine] : line);
    }

    private static string? TitleOf(List<string> prose)
    {
        var heading = prose.FindIndex(line => line.StartsWith("# ", StringComparison.Ordinal));
        var underline = prose.FindIndex(1, Math.Max(prose.Count - 1, 0), line => Underline().IsMatch(line));
        return underline > 0 && prose[underline - 1].Trim().Length > 0 && (heading < 0 || underline - 1 < heading) ? Plain(prose[underline - 1])
            : heading >= 0 ? Plain(prose[heading][2..].TrimEnd().TrimEnd('#'))
            : null;
    }

    private static string? StatusOf(List<string> prose)
    {
        if (prose.Select(line => StatusLine().Match(line)).FirstOrDefault(match => match.Success) is { } line)
        {
            return Plain(line.Groups["status"].Value);
        }

        var heading = prose.FindIndex(line => StatusHeading().IsMatch(line));
        return heading >= 0 && prose.Skip(heading + 1).FirstOrDefault(line => line.Trim().Length > 0) is { } below && below[0] != '#' ? Plain(below) : null;
    }

    private static string? Plain(string text) => Link().Replace(Markup().Replace(text, ""), "$1").Trim() is { Length: > 0 } plain ? plain : null;

    [GeneratedRegex(@"^=+\s*$")]
    private static partial Regex Underline();

    [GeneratedRegex(@"^(?:[-*] +)?[*_]*status[*_]*:[*_]* *(?<status>\S.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^#+ +status[ #]*$", RegexOptions.IgnoreCase)]
    private static partial Regex StatusHeading();

    [GeneratedRegex(@"[*`]|(?<!\w)_|_(?!\w)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
