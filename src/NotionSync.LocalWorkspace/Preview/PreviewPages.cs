namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Finds what an address of the preview means.</summary>
internal static class PreviewPages
{
    /// <returns>The page and the sidebar around it; null when there is no such address.</returns>
    public static (ShownPage Page, ShownSidebar Sidebar)? Read(Look look, string[] segments) => segments switch
    {
        ["p", var id] when Ids.TryParse(id, out var page) && look.Workspace.Pages.Find(page) is { } found => (new PageReader(look).Read(found), new SidebarReader(look).Read(found.Id)),
        ["d", var id] when Ids.TryParse(id, out var database) && look.Workspace.Databases.Find(database) is { } found => (new DatabaseReader(look).Read(found), new SidebarReader(look).Read(found.Id)),
        ["search"] => (new SearchReader(look).Read(look.Wish("q")?.Trim() ?? ""), new SidebarReader(look).Read("")),
        _ => null,
    };
}
