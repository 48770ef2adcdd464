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

    /// <summary>What an address shows that leads nowhere.</summary>
    public static (ShownPage Page, ShownSidebar Sidebar) Missing(Look look) =>
        With(look, new ShownFault("Not here", "There is no such page. It may have been removed, or belong to another workspace."), "");

    private static (ShownPage Page, ShownSidebar Sidebar) With(Look look, ShownPage page, string currentId) => (page, new SidebarReader(look).Read(currentId));
}
