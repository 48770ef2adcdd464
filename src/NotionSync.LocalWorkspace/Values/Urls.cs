namespace NotionSync.LocalWorkspace;

internal static class Urls
{
    /// <summary>The address of a page or database in Notion.</summary>
    public static string Of(string id) => $"https://app.notion.com/p/{id.Replace("-", "", StringComparison.Ordinal)}";

    /// <summary>A link as text shows it afterwards: the path has a slash at least, and odd characters are percent-encoded.</summary>
    public static string? AsReadBack(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : url;
}
