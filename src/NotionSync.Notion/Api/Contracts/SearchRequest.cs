namespace NotionSync.Notion.Api.Contracts;

/// <summary>A search by title. The index lags and is not complete: never decide by it whether something exists.</summary>
internal sealed record SearchRequest
{
    public string? Query { get; init; }

    public SearchFilter? Filter { get; init; }

    public string? StartCursor { get; init; }

    public int? PageSize { get; init; }
}

/// <summary>Only <c>page</c> or only <c>data_source</c>.</summary>
internal sealed record SearchFilter(string Value)
{
    public string Property { get; } = "object";
}
