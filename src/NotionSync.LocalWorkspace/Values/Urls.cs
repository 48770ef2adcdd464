namespace NotionSync.LocalWorkspace;

internal static class Urls
{
    public static string Of(string id) => $"https://app.notion.com/p/{id.Replace("-", "", StringComparison.Ordinal)}";
}
