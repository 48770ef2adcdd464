namespace NotionSync.LocalWorkspace.Preview;

/// <summary>A value as a person sees it. What it says is text; only the components make markup of it.</summary>
public abstract record ShownCell
{
    public static readonly ShownCell Empty = new Blank();

    private ShownCell() { }

    /// <summary>What an editor starts from when it differs from what is shown: the exact number, the ISO date, the whole address.</summary>
    public string? Raw { get; init; }

    public sealed record Blank : ShownCell;

    public sealed record Words(IReadOnlyList<ShownSpan> Spans) : ShownCell;

    public sealed record Figure(string Text) : ShownCell;

    public sealed record Tick(bool IsTicked) : ShownCell;

    public sealed record Choice(IReadOnlyList<ShownOption> Options) : ShownCell;

    public sealed record Moment(string Text) : ShownCell;

    /// <param name="Href">Null when the address is none that a browser may open.</param>
    public sealed record Web(string Text, string? Href) : ShownCell;

    /// <param name="More">How many follow beyond those listed.</param>
    public sealed record Links(IReadOnlyList<ShownLink> Items, int More) : ShownCell;

    public sealed record People(IReadOnlyList<string> Names) : ShownCell;

    public sealed record Files(IReadOnlyList<ShownFile> Items) : ShownCell;

    public sealed record Several(IReadOnlyList<ShownCell> Items) : ShownCell;
}

/// <param name="Color">A colour of Notion's palette, e.g. <c>blue</c>.</param>
public sealed record ShownOption(string Id, string Name, string Color);

/// <param name="Id">Of the page or database that it leads to; empty for other places.</param>
public sealed record ShownLink(string Href, ShownIcon? Icon, string Title, string Id = "");

public sealed record ShownFile(string Name, string? Href, bool IsPicture);

/// <param name="Text">An emoji; null for a picture.</param>
/// <param name="Source">Address of a picture; null for an emoji.</param>
public sealed record ShownIcon(string? Text, string? Source);

/// <summary>A run of text in one style.</summary>
/// <param name="Classes">Style classes, e.g. <c>bold color-blue</c>; empty for plain text.</param>
public sealed record ShownSpan(string Text, string Classes, string? Href);

/// <summary>A row that a relation can take.</summary>
public sealed record ShownCandidate(string Id, string Title);
