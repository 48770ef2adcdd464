using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>One call that changes the home page. Ids are found when the step is applied. A closed family.</summary>
public abstract record HomeStep
{
    private HomeStep()
    {
    }

    /// <summary>The page.</summary>
    public required HomePage Home { get; init; }

    /// <summary>Makes the page with all its texts.</summary>
    public sealed record Create : HomeStep;

    /// <summary>Adds the texts of a section after those of another (<paramref name="After"/>, by heading; null for the top).</summary>
    public sealed record AddSection(HomeSection Content, string? After) : HomeStep;

    /// <summary>Adds a linked database with its first view; it stands after the block's predecessors in the section.</summary>
    public sealed record Linked(HomeSection Section, HomeBlock Block, HomeView View) : HomeStep;

    /// <summary>Adds a tab to the linked database of a block.</summary>
    public sealed record Tab(HomeBlock Block, HomeView View) : HomeStep;

    /// <summary>Adds a widget to a dashboard.</summary>
    public sealed record Widget(HomeBlock.Dashboard Dashboard, HomeView View) : HomeStep;

    /// <summary>Adds a drawing that a row's page has already.</summary>
    public sealed record Draw(HomeBlock.Drawing Drawing, string Code) : HomeStep;

    /// <summary>Gives a view that is there its wanted shape.</summary>
    public sealed record Change(HomeView View, string ViewId) : HomeStep;
}
