using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Pages;

/// <summary>Links that name their address elsewhere in the text, which Notion's markdown does not know: they get it in place.</summary>
internal sealed partial class InlineLinks
{
    private readonly Dictionary<string, string> addresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a line that only says what a link's name means.</summary>
    /// <returns>Whether the line is one.</returns>
    public bool Take(string line)
    {
        var match = Definition().Match(line);
        if (match.Success)
        {
            addresses.TryAdd(match.Groups["name"].Value, match.Groups["url"].Value);
        }

        return match.Success;
    }

    /// <summary>The line with its addresses in place; what stands in backticks is left alone.</summary>
    public string Resolve(string line) => Parts().Replace(line, part => part.Value switch
    {
        ['`', ..] => part.Value,
        ['<', ..] => part.Groups["auto"].Value,
        _ when addresses.TryGetValue(part.Groups["ref"].Value is { Length: > 0 } name ? name : part.Groups["text"].Value, out var url) =>
            $"[{part.Groups["text"].Value}]({url})",
        _ => part.Value,
    });

    [GeneratedRegex("""^ {0,3}\[(?<name>[^\]^][^\]]*)\]:\s*<?(?<url>[^\s>]+)>?(\s+("[^"]*"|'[^']*'|\([^)]*\)))?\s*$""")]
    private static partial Regex Definition();

    [GeneratedRegex("""`[^`]*`|<(?<auto>https?://[^\s>]+)>|\[(?<text>[^\[\]]+)\](\[(?<ref>[^\[\]]*)\]|(?![(\[:]))""")]
    private static partial Regex Parts();
}
