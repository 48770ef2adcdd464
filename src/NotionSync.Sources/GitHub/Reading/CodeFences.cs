using System.Text.RegularExpressions;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Tells the lines of a markdown text that are code, asked from the first to the last.</summary>
internal sealed partial class CodeFences
{
    private string? open;

    /// <summary>Whether the next line belongs to a block of code, its fences included.</summary>
    public bool Holds(string line)
    {
        var mark = Fence().Match(line).Value.Trim();
        if (open is null)
        {
            open = mark.Length > 0 ? mark : null;
            return open is not null;
        }

        if (mark.StartsWith(open, StringComparison.Ordinal))
        {
            open = null;
        }

        return true;
    }

    [GeneratedRegex(@"^ {0,3}(```+|~~~+)")]
    private static partial Regex Fence();
}
