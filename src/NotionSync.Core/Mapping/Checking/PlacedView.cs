using NotionSync.Mapping.Files;

namespace NotionSync.Mapping.Checking;

/// <summary>A view of a mapping file.</summary>
/// <param name="Database">The database that it shows; faults are reported in the file in which the view stands.</param>
/// <param name="Item">As written.</param>
/// <param name="Path">Where it stands.</param>
internal sealed record PlacedView(DatabaseDraft Database, ViewSection Item, string Path)
{
    /// <summary>The views of one file; those of its home page whose database there is not are left out.</summary>
    public static IEnumerable<PlacedView> Of(DatabaseDraft file, MappingSet set) =>
        file.Content.Views.Index().Select(view => new PlacedView(file, view.Item, $"/views/{view.Index}"))
            .Concat(from view in OfHome(file)
                    let shown = set.Find(view.Item.Database)
                    where shown is not null
                    select new PlacedView(shown.SeenFrom(file), view.Item, view.Path));

    /// <summary>The views of a file's home page, with their paths.</summary>
    public static IEnumerable<(HomeViewSection Item, string Path)> OfHome(DatabaseDraft file) =>
        from section in (file.Content.Home?.Sections ?? []).Index()
        from block in section.Item.Blocks.Index()
        from view in OfBlock(block.Item, $"/home/sections/{section.Index}/blocks/{block.Index}")
        select view;

    private static IEnumerable<(HomeViewSection Item, string Path)> OfBlock(HomeBlockSection block, string path) =>
    [
        .. block.Views.Index().Select(view => (view.Item, $"{path}/views/{view.Index}")),
        .. block.Rows.Index().SelectMany(row => row.Item.Index().Select(view => (view.Item, $"{path}/rows/{row.Index}/{view.Index}"))),
        .. block.Otherwise.Index().Select(view => (view.Item, $"{path}/otherwise/{view.Index}")),
    ];
}
