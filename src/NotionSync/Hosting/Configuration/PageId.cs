using System.Text.RegularExpressions;

namespace NotionSync.Hosting.Configuration;

/// <summary>Reads a page's id from what people paste: the id itself, with dashes or without, or the page's address.</summary>
public static partial class PageId
{
    /// <summary>The id, lower case with dashes; null when there is none.</summary>
    public static string? Parse(string written)
    {
        var path = written.Trim().Split('?', '#')[0].TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..].Replace("-", "", StringComparison.Ordinal);
        return Digits().Match(name) is { Success: true } match ? Guid.ParseExact(match.Value, "N").ToString("D") : null;
    }

    [GeneratedRegex("[0-9a-fA-F]{32}$")]
    private static partial Regex Digits();
}
