using System.Text.Json.Nodes;

namespace NotionSync.Sources.JsonApi.Paging;

/// <summary>Pages that are asked for by their number, or by how many items lie before them.</summary>
/// <param name="parameter">The parameter of number or offset.</param>
/// <param name="isOffset">Whether items are counted, not pages.</param>
/// <param name="first">What the first page is called.</param>
/// <param name="size">How many items are asked for at a time; null to leave it to the API.</param>
/// <param name="end">What the API says of the list's end.</param>
internal sealed class CountedPages(string parameter, bool isOffset, long first, PageSize? size, PageEnd end) : IPaging
{
    /// <inheritdoc/>
    public Page First => At(first, seen: 0);

    /// <inheritdoc/>
    public Page? After(Page page, PageAnswer answer, int count)
    {
        var seen = page.Seen + count;
        return end.IsReached(answer, seen, isOffset ? null : page.Position - first + 1, count)
            ? null
            // The API may give fewer at a time than it was asked for; an empty page in between still has its place.
            : At(isOffset ? page.Position + (count > 0 ? count : size?.Items ?? 1) : page.Position + 1, seen);
    }

    private Page At(long position, long seen) => new()
    {
        Arguments = [new(parameter, position), .. PageSize.Arguments(size)],
        Position = position,
        Seen = seen,
    };
}

/// <summary>How many items are asked for at a time.</summary>
/// <param name="Parameter">The parameter that says so.</param>
/// <param name="Items">The number.</param>
internal sealed record PageSize(string Parameter, int Items)
{
    /// <summary>As arguments of a page; none for null.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode>> Arguments(PageSize? size) => size is null ? [] : [new(size.Parameter, size.Items)];
}
