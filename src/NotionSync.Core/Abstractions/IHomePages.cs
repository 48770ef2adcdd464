using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.Abstractions;

/// <summary>Pages of text and linked databases, in the product's terms. Every method is one API call unless it says otherwise.</summary>
public interface IHomePages
{
    /// <summary>
    /// Finds a page that was made with <see cref="CreateAsync"/> (a read per 100 blocks of the parent page, and per 100 of each page on it that the
    /// connection made or that has the title).
    /// </summary>
    /// <param name="parentPageId">The page on which it lies.</param>
    /// <param name="title">Its title, unless people renamed it.</param>
    /// <param name="mark">The end of its first text, unless people changed that.</param>
    /// <param name="botId">Who we are.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>Its id; null when there is none.</returns>
    Task<string?> FindAsync(string parentPageId, string title, string mark, string botId, CancellationToken cancellationToken);

    /// <summary>What stands on a page, without its views (one read, and one per 100 blocks).</summary>
    /// <returns>Null when it does not exist any more or is in the trash.</returns>
    Task<HomeSnapshot?> ReadAsync(string pageId, CancellationToken cancellationToken);

    /// <summary>Whether a database is there and not in the trash (one read).</summary>
    Task<bool> IsThereAsync(string databaseId, CancellationToken cancellationToken);

    /// <summary>One view with its place (one read).</summary>
    /// <returns>Null when it does not exist any more.</returns>
    Task<HomeViewSnapshot?> ReadViewAsync(string viewId, CancellationToken cancellationToken);

    /// <summary>
    /// Creates a page at the top of another and reads the ids of its blocks (one write, one read). After an ambiguous failure it is looked up
    /// (then more reads).
    /// </summary>
    Task<HomeSnapshot> CreateAsync(NewHome home, CancellationToken cancellationToken);

    /// <summary>Adds texts to a page.</summary>
    /// <param name="pageId">The page.</param>
    /// <param name="after">The block after which they stand, directly on the page; null for the end.</param>
    /// <param name="texts">At most 100.</param>
    /// <param name="cancellationToken">Stops before the call.</param>
    /// <returns>Their ids.</returns>
    Task<ImmutableArray<string>> AppendAsync(string pageId, string? after, ImmutableArray<HomeText> texts, CancellationToken cancellationToken);

    /// <summary>One block (one read).</summary>
    /// <returns>Null when it does not exist any more or is in the trash.</returns>
    Task<HomeBlockSnapshot?> ReadBlockAsync(string blockId, CancellationToken cancellationToken);

    /// <summary>The first Mermaid drawing that lies directly on a page (a read per 100 blocks).</summary>
    /// <returns>Null when there is none.</returns>
    Task<string?> ReadDrawingAsync(string pageId, CancellationToken cancellationToken);

    /// <summary>Adds a Mermaid drawing. After an ambiguous failure it is looked up by its caption (then more reads).</summary>
    /// <param name="pageId">The page.</param>
    /// <param name="after">The block after which it stands, directly on the page; null for the end.</param>
    /// <param name="code">In Mermaid's words.</param>
    /// <param name="caption">Shown below it; given once on the page.</param>
    /// <param name="cancellationToken">Stops before the call.</param>
    /// <returns>Its id.</returns>
    Task<string> DrawAsync(string pageId, string? after, string code, string caption, CancellationToken cancellationToken);

    /// <summary>Draws something else.</summary>
    Task RedrawAsync(string blockId, string code, CancellationToken cancellationToken);

    /// <summary>Adds a view. After an ambiguous failure it is looked up by its name and data source (then more reads).</summary>
    Task<HomeViewSnapshot> CreateViewAsync(HomePlace place, ViewTarget target, ViewSchema view, CancellationToken cancellationToken);
}

/// <summary>A page to create.</summary>
/// <param name="ParentPageId">Where.</param>
/// <param name="Title">Its title.</param>
/// <param name="Icon">An emoji; null for none.</param>
/// <param name="Mark">The end of its first text, by which it is found again.</param>
/// <param name="BotId">Who we are.</param>
/// <param name="Texts">Its content, at most 100.</param>
public sealed record NewHome(string ParentPageId, string Title, string? Icon, string Mark, string BotId, ImmutableArray<HomeText> Texts);

/// <summary>A page as it is in Notion.</summary>
/// <param name="PageId">Its id.</param>
/// <param name="Blocks">The blocks that lie directly on it, in their order.</param>
public sealed record HomeSnapshot(string PageId, ImmutableArray<HomeBlockSnapshot> Blocks);

/// <summary>A block that lies directly on a page.</summary>
/// <param name="Id">Its id; a linked database's is the database's own.</param>
/// <param name="Kind">What it is; null for kinds that are not ours.</param>
/// <param name="Text">What a person reads in it; empty for a linked database.</param>
public sealed record HomeBlockSnapshot(string Id, HomeTextKind? Kind, string Text)
{
    /// <summary>What stands below a drawing; else empty.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Whether it is a database, linked or not.</summary>
    public bool IsDatabase { get; init; }
}

/// <summary>A view with its place.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Notion's name of its type.</param>
/// <param name="DataSourceId">What it shows; null for a dashboard.</param>
/// <param name="DatabaseId">The database in which it lies.</param>
public sealed record HomeViewSnapshot(string Id, string Name, string Type, string? DataSourceId, string DatabaseId)
{
    /// <summary>A dashboard's widgets, row by row, by the ids of their views; else empty.</summary>
    public ImmutableArray<ImmutableArray<string>> Widgets { get; init; } = [];
}

/// <summary>The kinds of text that we write on a page.</summary>
public enum HomeTextKind
{
    Callout,
    TableOfContents,
    Heading,
    Paragraph,

    /// <summary>Code in Mermaid's words; not among the texts that a page is made with.</summary>
    Drawing,
}

/// <summary>A text on a page.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says; empty for a table of contents.</param>
/// <param name="Icon">A callout's emoji; null for none.</param>
public sealed record HomeText(HomeTextKind Kind, string Text = "", string? Icon = null);

/// <summary>Where a view goes. A closed family.</summary>
public abstract record HomePlace
{
    private HomePlace()
    {
    }

    /// <summary>A linked database of its own, after a block that lies directly on the page; null for the end.</summary>
    public sealed record Linked(string PageId, string? After) : HomePlace;

    /// <summary>The last tab of a linked database.</summary>
    public sealed record Tab(string DatabaseId) : HomePlace;

    /// <summary>A widget of a dashboard: the last one of a row, or of a new one.</summary>
    public sealed record Widget(string DashboardId, int? Row) : HomePlace;
}
