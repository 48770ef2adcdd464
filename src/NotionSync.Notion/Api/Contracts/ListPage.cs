namespace NotionSync.Notion.Api.Contracts;

/// <summary>One page of a list.</summary>
internal sealed record ListPage<T> : Answer
{
    /// <summary>The items, at most 100.</summary>
    public IReadOnlyList<T> Results { get; init; } = [];

    /// <summary>Where the next page starts; opaque; null on the last.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Whether there is a next page.</summary>
    public bool HasMore { get; init; }

    /// <summary>Whether a query was capped; null when it was not.</summary>
    public RequestStatus? RequestStatus { get; init; }
}

/// <summary>Whether a query gave everything, e.g. <c>incomplete</c> because of <c>query_result_limit_reached</c>.</summary>
internal sealed record RequestStatus : Answer
{
    /// <summary><c>complete</c> or <c>incomplete</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Why it is incomplete.</summary>
    public string? IncompleteReason { get; init; }
}
