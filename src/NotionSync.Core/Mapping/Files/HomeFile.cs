using System.ComponentModel;

namespace NotionSync.Mapping.Files;

/// <summary>The page on which people begin.</summary>
public sealed record HomePageSection
{
    [Description("Title in Notion.")]
    public required string Title { get; init; }

    [Description("An emoji.")]
    public string? Icon { get; set; }

    [Description("What stands in a box at the top of the page.")]
    public string Intro { get; set; } = "";

    [Description("Whether a table of contents follows.")]
    public bool Contents { get; set; }

    [Description("From top to bottom. Headings and texts are people's once they are there; sections that are added later are put in their place.")]
    public IReadOnlyList<HomeContentSection> Sections { get; set; } = [];
}

/// <summary>A heading and what stands under it.</summary>
public sealed record HomeContentSection
{
    [Description("The heading, given once on the page.")]
    public required string Heading { get; init; }

    [Description("A paragraph under it.")]
    public string Text { get; set; } = "";

    [Description("What follows, from top to bottom.")]
    public IReadOnlyList<HomeBlockSection> Blocks { get; set; } = [];
}

/// <summary>One thing in a section: a linked database, a dashboard or a drawing.</summary>
public sealed record HomeBlockSection
{
    [Description("A linked database with these views as tabs.")]
    public IReadOnlyList<HomeViewSection> Views { get; set; } = [];

    [Description("The name of a dashboard (Business and Enterprise); its views stand in 'rows'.")]
    public string? Dashboard { get; set; }

    [Description("Dashboard: rows of at most four views side by side, twelve in all.")]
    public IReadOnlyList<IReadOnlyList<HomeViewSection>> Rows { get; set; } = [];

    [Description("Dashboard: views that stand in its place on plans without dashboards, as tabs; those of 'rows' follow, on plans that have more than one chart.")]
    public IReadOnlyList<HomeViewSection> Otherwise { get; set; } = [];

    [Description("The first Mermaid drawing of a seed row's page, drawn anew when another is written there.")]
    public HomeDrawingSection? Drawing { get; set; }
}

/// <summary>Whose drawing.</summary>
public sealed record HomeDrawingSection
{
    [Description("The id of the row's database.")]
    public required string Database { get; init; }

    [Description("The row's title in its file.")]
    public required string Row { get; init; }
}

/// <summary>A view of one of the databases, as in 'views'; its name is given once on the page.</summary>
public sealed record HomeViewSection : ViewSection
{
    [Description("The id of the database that it shows.")]
    public required string Database { get; init; }
}
