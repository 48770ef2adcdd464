namespace NotionSync.LocalWorkspace.Preview;

/// <summary>What stands in the middle of the window.</summary>
public abstract record ShownPage(string Title, ShownIcon? Icon, IReadOnlyList<ShownLink> Path);

/// <param name="Tabs">The views, in order.</param>
public sealed record ShownDatabase(
    string Title,
    ShownIcon? Icon,
    IReadOnlyList<ShownLink> Path,
    string Description,
    IReadOnlyList<ShownTab> Tabs,
    ShownView? View)
    : ShownPage(Title, Icon, Path)
{
    public bool IsInTrash { get; init; }

    /// <summary>False when it has no title, and none of its sources has one that could stand for it.</summary>
    public bool HasTitle { get; init; } = true;
}

public sealed record ShownTab(string Href, string Name, string Type, bool IsCurrent);

/// <summary>A page or a row.</summary>
/// <param name="Columns">Of a row: its properties, in order; empty for a page.</param>
public sealed record ShownDocument(
    string Title,
    ShownIcon? Icon,
    IReadOnlyList<ShownLink> Path,
    string Id,
    ShownRow? Row,
    IReadOnlyList<ShownColumn> Columns,
    IReadOnlyList<ShownBlock> Blocks)
    : ShownPage(Title, Icon, Path)
{
    /// <summary>Of a row: its data source.</summary>
    public string? SourceId { get; init; }

    public string? Cover { get; init; }

    public bool IsInTrash { get; init; }

    public IReadOnlyList<ShownComment> Comments { get; init; } = [];
}

public sealed record ShownComment(string Author, string When, IReadOnlyList<ShownSpan> Text);

public sealed record ShownResults(string Words, IReadOnlyList<ShownHit> Hits) : ShownPage($"Search: {Words}", null, []);

/// <param name="Place">The database or page that holds it.</param>
public sealed record ShownHit(ShownLink Link, string Place);

public sealed record ShownFault(string Title, string What) : ShownPage(Title, null, []);

/// <param name="Entries">Pages first, then databases, in the order of the parent page.</param>
public sealed record ShownSidebar(IReadOnlyList<ShownSidebarEntry> Entries);

public sealed record ShownSidebarEntry(ShownLink Link, bool IsCurrent, bool IsDatabase);
