namespace NotionSync.Notion.Api.Contracts;

/// <summary>A segment of text as Notion sends it: text, mention or equation.</summary>
internal sealed record RichText : Answer
{
    /// <summary><c>text</c>, <c>mention</c>, <c>equation</c> or a later one.</summary>
    public string? Type { get; init; }

    /// <summary>What a person reads.</summary>
    public string PlainText { get; init; } = "";

    /// <summary>Where it leads; null for nowhere.</summary>
    public string? Href { get; init; }

    /// <summary>What a person reads of several segments.</summary>
    public static string Join(IEnumerable<RichText>? segments) => string.Concat((segments ?? []).Select(segment => segment.PlainText));
}

/// <summary>A segment of plain text on its way to Notion.</summary>
internal sealed record TextSegment(TextContent Text)
{
    /// <summary>One segment.</summary>
    public static TextSegment Of(string content) => new(new TextContent(content));
}

/// <summary>What a segment says, at most 2,000 characters.</summary>
internal sealed record TextContent(string Content);
