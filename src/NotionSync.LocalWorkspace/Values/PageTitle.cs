namespace NotionSync.LocalWorkspace;

internal static class PageTitle
{
    public static string Of(Workspace workspace, Page page) => RichText.Plain(page.Values.GetValueOrDefault("title"));
}
