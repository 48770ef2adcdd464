using System.Collections.Immutable;

namespace NotionSync.Model;

/// <summary>The page on which people begin: sections of text and of views of the databases. It lies on the parent page, before the databases.</summary>
public sealed record HomePage
{
    /// <summary>The mapping id of the database whose file declares it; by it the page is known.</summary>
    public required string Database { get; init; }

    /// <summary>Title in Notion.</summary>
    public required string Title { get; init; }

    /// <summary>An emoji; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>Shown at the top; empty for nothing but the mark.</summary>
    public string Intro { get; init; } = "";

    /// <summary>Whether a table of contents follows the intro.</summary>
    public bool Contents { get; init; }

    /// <summary>From top to bottom; each heading is there once.</summary>
    public required ImmutableArray<HomeSection> Sections { get; init; }
}

/// <summary>A heading and what stands under it.</summary>
/// <param name="Heading">By which the section is known.</param>
/// <param name="Text">A paragraph under the heading; empty for none.</param>
/// <param name="Blocks">From top to bottom.</param>
public sealed record HomeSection(string Heading, string Text, ImmutableArray<HomeBlock> Blocks);

/// <summary>One thing in a section. A closed family.</summary>
public abstract record HomeBlock
{
    private HomeBlock()
    {
    }

    /// <summary>A linked database with these tabs, at least one.</summary>
    public sealed record Linked(ImmutableArray<HomeView> Tabs) : HomeBlock;

    /// <summary>A dashboard of views side by side, for plans that have them.</summary>
    /// <param name="Name">The view's name.</param>
    /// <param name="Rows">At most four views in each.</param>
    /// <param name="Otherwise">What stands there on other plans, before the dashboard's own views.</param>
    public sealed record Dashboard(string Name, ImmutableArray<ImmutableArray<HomeView>> Rows, ImmutableArray<HomeView> Otherwise) : HomeBlock;

    /// <summary>The first Mermaid drawing of a row's page, drawn anew whenever we write another on that page.</summary>
    /// <param name="Row">Whose page.</param>
    /// <param name="Title">The row's title in its file.</param>
    public sealed record Drawing(RowRef Row, string Title) : HomeBlock
    {
        /// <summary>By which the drawing is known.</summary>
        public string Key => Row.ToString();
    }
}

/// <summary>A view of one of the databases.</summary>
/// <param name="Database">The mapping id of the database that it shows.</param>
/// <param name="Schema">Its shape; the name is there once on the page.</param>
public sealed record HomeView(string Database, ViewSchema Schema)
{
    /// <summary>The dashboard of which it is a widget; null for a tab.</summary>
    public string? Dashboard { get; init; }

    /// <summary>Whether it stands in a dashboard.</summary>
    public bool IsWidget => Dashboard is not null;

    /// <summary>By which the view is known: its name, for a widget after its dashboard's.</summary>
    public string Key => Dashboard is null ? Schema.Name : $"{Dashboard} / {Schema.Name}";
}
