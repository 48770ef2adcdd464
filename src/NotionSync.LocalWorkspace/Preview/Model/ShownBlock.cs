namespace NotionSync.LocalWorkspace.Preview;

/// <summary>A block of a page's body.</summary>
/// <param name="Type">Notion's block type.</param>
public sealed record ShownBlock(string Id, string Type, IReadOnlyList<ShownSpan> Text, IReadOnlyList<ShownBlock> Children)
{
    public string Color { get; init; } = "default";

    public ShownIcon? Icon { get; init; }

    public bool IsTicked { get; init; }

    public bool IsToggle { get; init; }

    /// <summary>Of code.</summary>
    public string Language { get; init; } = "";

    public IReadOnlyList<ShownSpan> Caption { get; init; } = [];

    /// <summary>Of pictures, files, bookmarks, embeds and links; null when the address is none that a browser may open.</summary>
    public string? Href { get; init; }

    /// <summary>Of tables: rows of cells.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<ShownSpan>>> Rows { get; init; } = [];

    public bool HasColumnHeader { get; init; }

    public bool HasRowHeader { get; init; }

    /// <summary>Of columns: the share of the width, 0 to 1; null for equal shares.</summary>
    public double? Share { get; init; }

    /// <summary>Of a table of contents: the headings.</summary>
    public IReadOnlyList<ShownHeading> Headings { get; init; } = [];

    /// <summary>Of databases inside the page: what they show.</summary>
    public ShownDatabase? Database { get; init; }

    public ShownLink? Link { get; init; }
}

public sealed record ShownHeading(string Href, string Text, int Level);
