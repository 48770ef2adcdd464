using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Pages;

/// <summary>
/// Markdown as files have it (CommonMark with GitHub's additions) in the form in which Notion takes it: a line is a block, tabs nest, and
/// there are neither front matter nor comments nor links that are named elsewhere
/// (developers.notion.com/guides/data-apis/enhanced-markdown, read August 2026). Idempotent.
/// </summary>
public static partial class NotionMarkdown
{
    /// <summary>The text for Notion; empty when there is none.</summary>
    public static string From(string markdown)
    {
        var links = new InlineLinks();
        var fence = new CodeFence();
        var comments = new Comments();
        var lines = WithoutFrontMatter(markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n'))
            .Select(line => fence.Next(line) is CodeLine.None ? comments.Without(line) : line)
            .OfType<string>()
            .ToList();

        fence = new CodeFence();
        lines.RemoveAll(line => fence.Next(line) is CodeLine.None && links.Take(line));
        var writer = new MarkdownLines(links);
        foreach (var (at, line) in lines.Index())
        {
            writer.Add(line, at + 1 < lines.Count ? lines[at + 1] : "");
        }

        return writer.Text;
    }

    private static string[] WithoutFrontMatter(string[] lines)
    {
        if (lines is not ["---", _, ..])
        {
            return lines;
        }

        var end = Array.FindIndex(lines, 1, line => line is "---" or "...");

        // A divider at the top is no front matter: that begins with a key.
        return end > 1 && Key().IsMatch(lines[1]) ? lines[(end + 1)..] : lines;
    }

    [GeneratedRegex(@"^[\w-]+:(\s|$)")]
    private static partial Regex Key();
}
