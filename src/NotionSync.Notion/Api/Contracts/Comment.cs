namespace NotionSync.Notion.Api.Contracts;

/// <summary>A comment.</summary>
internal sealed record Comment : Answer
{
    public string Id { get; init; } = "";

    public string? DiscussionId { get; init; }

    public IReadOnlyList<RichText> RichText { get; init; } = [];

    public DateTimeOffset CreatedTime { get; init; }

    public User? CreatedBy { get; init; }
}

/// <summary>A comment to write on a page.</summary>
internal sealed record CreateCommentRequest
{
    public required ParentRequest Parent { get; init; }

    public required IReadOnlyList<TextSegment> RichText { get; init; }
}
