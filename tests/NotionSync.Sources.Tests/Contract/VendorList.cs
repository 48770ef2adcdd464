using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.Contract;

/// <summary>What a vendor has in the list that a kind reads, and how it hands it out.</summary>
/// <param name="Items">In the vendor's order.</param>
/// <param name="PageSize">Items in a page, whatever the client asks for.</param>
/// <param name="IsStuck">It hands out the first page and the same token for ever.</param>
/// <param name="HasEmptyPage">Its second page is empty though more follow.</param>
public sealed record VendorList(IReadOnlyList<JsonObject> Items, int PageSize = int.MaxValue, bool IsStuck = false, bool HasEmptyPage = false)
{
    /// <summary>The page for a token (null: the first): for vendors with tokens or cursors.</summary>
    public VendorPage At(string? token) => At(token is null ? 0 : int.Parse(token.AsSpan(token.LastIndexOf('-') + 1), CultureInfo.InvariantCulture));

    /// <summary>The page that begins at a number of items: for vendors with offsets.</summary>
    public VendorPage At(int offset)
    {
        if (IsStuck)
        {
            return new VendorPage(Copies(0, PageSize), "page-0", 0);
        }

        // The empty page has a token of its own: one beyond all real offsets.
        if (HasEmptyPage && offset == PageSize)
        {
            return new VendorPage([], $"page-{EmptyPageMark + offset}", offset);
        }

        var start = offset >= EmptyPageMark ? offset - EmptyPageMark : offset;
        var next = start + (long)PageSize;
        return new VendorPage(Copies(start, PageSize), next < Items.Count ? $"page-{next}" : null, start);
    }

    private const int EmptyPageMark = 1_000_000;

    private List<JsonObject> Copies(int start, int count) => [.. Items.Skip(start).Take(count).Select(item => (JsonObject)item.DeepClone())];
}

/// <summary>A page as a vendor hands it out.</summary>
/// <param name="Items">What is in it; the nodes are nobody else's.</param>
/// <param name="Next">The token of the next page; null on the last one.</param>
/// <param name="Offset">How many items lie before it.</param>
public sealed record VendorPage(IReadOnlyList<JsonObject> Items, string? Next, int Offset)
{
    /// <summary>The items as a JSON list.</summary>
    public JsonArray Array => [.. Items];
}
