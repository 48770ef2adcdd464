namespace NotionSync.LocalWorkspace.Preview;

internal sealed class DatabaseReader(Look look)
{
    /// <param name="isInside">Whether it is shown inside a page, with fewer rows.</param>
    public ShownDatabase Read(Database database, bool isInside = false)
    {
        var views = database.Views.Select(look.Workspace.Views.Find).OfType<View>().ToList();
        var wished = look.Wish("v");
        var current = views.Find(view => PreviewAddress.Short(view.Id) == wished || (isInside && wished?.Split(',').Contains(PreviewAddress.Short(view.Id)) == true)) ?? views.FirstOrDefault();
        return new ShownDatabase(
            look.TitleOf(database),
            look.Icon(database.Icon),
            look.PathTo(database.Parent),
            RichText.Plain(database.Description),
            [.. views.Select(view => new ShownTab(TabAddress(database, view, isInside), view.Name, view.Type, view.Id == current?.Id))],
            current is null ? null : new ViewReader(look).Read(current, isInside))
        {
            IsInTrash = database.InTrash,
        };
    }

    private static string TabAddress(Database database, View view, bool isInside) => isInside ? $"?v={PreviewAddress.Short(view.Id)}" : PreviewAddress.Database(database.Id, view.Id);
}
