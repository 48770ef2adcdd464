namespace NotionSync.LocalWorkspace.Preview;

/// <summary>What stands at the side: the shared page, the pages in it, and its databases.</summary>
internal sealed class SidebarReader(Look look)
{
    public ShownSidebar Read(string currentId)
    {
        var home = Home;
        var inside = BlockTree.Children(look.Workspace, home).ToList();
        return new ShownSidebar(
        [
            new ShownSidebarEntry(look.Link(home), home.Id == currentId, false),
            .. inside.OfType<Page>().Select(page => new ShownSidebarEntry(look.Link(page), page.Id == currentId, false)),
            .. inside.OfType<Database>().Select(database => new ShownSidebarEntry(look.Link(database), database.Id == currentId, true)),
        ]);
    }

    /// <summary>The first page that the shared page holds (the console), else the shared page itself.</summary>
    public string FrontPage => BlockTree.Children(look.Workspace, Home).OfType<Page>().FirstOrDefault()?.Id ?? Home.Id;

    private Page Home => look.Workspace.Pages.Find(look.Workspace.Settings.HomeId)!;
}
