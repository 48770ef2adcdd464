namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Finds what an address of the preview means.</summary>
internal static class PreviewPages
{
    /// <returns>The page and the sidebar around it; null when there is no such address.</returns>
    public static (ShownPage Page, ShownSidebar Sidebar)? Read(Look look, string[] segments) => segments switch
    {
        ["p", var text] when Ids.TryParse(text, out var id) && look.Workspace.Pages.Find(id) is { } page => With(look, new PageReader(look).Read(page), id),
        ["d", var text] when Ids.TryParse(text, out var id) && look.Workspace.Databases.Find(id) is { } database => With(look, new DatabaseReader(look).Read(database), id),
        ["search"] => With(look, new SearchReader(look).Read(look.Wish("q")?.Trim() ?? ""), ""),
        _ => null,
    };

    /// <summary>What stands in place of a page that is not there or cannot be shown.</summary>
    public static (ShownPage Page, ShownSidebar Sidebar) Fault(Look look, string title, string what) => With(look, new ShownFault(title, what), "");

    private static (ShownPage Page, ShownSidebar Sidebar) With(Look look, ShownPage page, string currentId) => (page, new SidebarReader(look).Read(currentId));
}
