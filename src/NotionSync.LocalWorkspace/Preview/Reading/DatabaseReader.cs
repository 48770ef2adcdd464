namespace NotionSync.LocalWorkspace.Preview;

internal sealed class DatabaseReader(Look look)
{
    /// <param name="isInside">Whether it is shown inside a page, with fewer rows.</param>
    public ShownDatabase Read(Database database, bool isInside = false)
    {
        var views = database.Views.Select(look.Workspace.Views.Find).OfType<View>().ToList();
        var wished = look.Wish("v")?.Split(',') ?? [];
        var current = views.Find(view => wished.Contains(PreviewAddress.Short(view.Id))) ?? views.FirstOrDefault();
        string AddressOf(View view) => isInside ? AddressInside(wished, database, view) : PreviewAddress.Database(database.Id, view.Id);
        return new ShownDatabase(
            look.TitleOf(database),
            look.IconOf(database),
            look.PathTo(database.Parent),
            RichText.Plain(database.Description),
            [.. views.Select(view => new ShownTab(AddressOf(view), view.Name, view.Type, view.Id == current?.Id))],
            Drawn(database, current, isInside))
        {
            IsInTrash = database.InTrash,
            HasTitle = look.NameOf(database) is not null,
        };
    }

    private ShownView? Drawn(Database database, View? view, bool isInside) => view is null || new ViewReader(look).Read(view, isInside) is not { } shown
        ? null
        : shown with { MoreHref = isInside ? PreviewAddress.Database(database.Id, view.Id) : look.With("rows", $"{look.Number("rows", 50) * 4}") };

    /// <summary>The page itself, with another view of this database and the chosen views of the others.</summary>
    private static string AddressInside(string[] wished, Database database, View view)
    {
        var others = wished.Except(database.Views.Select(PreviewAddress.Short));
        return $"?v={string.Join(',', [.. others, PreviewAddress.Short(view.Id)])}#{PreviewAddress.Short(database.Id)}";
    }
}
