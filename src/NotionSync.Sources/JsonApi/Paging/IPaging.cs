using System.Text.Json.Nodes;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.JsonApi.Paging;

/// <summary>How an API hands out a list in pages.</summary>
internal interface IPaging
{
    /// <summary>What the first page is asked for with.</summary>
    Page First { get; }

    /// <summary>The page after one.</summary>
    /// <param name="page">The one that was read.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="count">Items in it.</param>
    /// <returns>Null when there is none.</returns>
    Page? After(Page page, PageAnswer answer, int count);
}

/// <summary>A page to be asked for.</summary>
internal sealed record Page
{
    /// <summary>Parameters of the query, or members of the body, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode>> Arguments { get; init; } = [];

    /// <summary>The whole address that the API gave for it, perhaps relative; null: the block's own.</summary>
    public string? Address { get; init; }

    /// <summary>A number or offset.</summary>
    public long Position { get; init; }

    /// <summary>Items of the pages before it.</summary>
    public long Seen { get; init; }

    /// <summary>What the API calls it: must not come twice. Null where pages are counted by us.</summary>
    public string? Token { get; init; }
}

/// <summary>A page's answer.</summary>
/// <param name="Answer">As it came.</param>
/// <param name="Input">Its body for expressions.</param>
internal sealed record PageAnswer(JsonAnswer Answer, Mapping.ExpressionInput Input);
