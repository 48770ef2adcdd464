using System.Collections.Immutable;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Makes the home page from a mapping file that keeps all rules.</summary>
internal static class HomePageBuilder
{
    /// <summary>The page that a file declares; null when it declares none.</summary>
    public static HomePage? Of(DatabaseDraft file, MappingSet set) => file.Content.Home is { } home
        ? new HomePage
        {
            Database = file.Id,
            Title = home.Title,
            Icon = home.Icon,
            Intro = home.Intro.Trim(),
            Contents = home.Contents,
            Sections = [.. home.Sections.Select(section => new HomeSection(section.Heading, section.Text.Trim(), [.. section.Blocks.Select(block => Block(block, set))]))],
        }
        : null;

    private static HomeBlock Block(HomeBlockSection block, MappingSet set) => block switch
    {
        { Dashboard: { } name } => new HomeBlock.Dashboard(
            name,
            [.. block.Rows.Select(row => row.Select(view => View(view, set) with { Dashboard = name }).ToImmutableArray())],
            Views(block.Otherwise, set)),
        { Drawing: { } drawing } => new HomeBlock.Drawing(RowOf(drawing, set), drawing.Row),
        _ => new HomeBlock.Linked(Views(block.Views, set)),
    };

    // The rules have seen that the row is there.
    private static RowRef RowOf(HomeDrawingSection drawing, MappingSet set) =>
        new(drawing.Database, SeedRowDraft.Of(set.Find(drawing.Database)!).First(row => row.Title == drawing.Row).Key);

    private static ImmutableArray<HomeView> Views(IEnumerable<HomeViewSection> views, MappingSet set) => [.. views.Select(view => View(view, set))];

    // The rules have seen that the database is there.
    private static HomeView View(HomeViewSection view, MappingSet set) => new(view.Database, CatalogBuilder.View(set.Find(view.Database)!, view));
}
