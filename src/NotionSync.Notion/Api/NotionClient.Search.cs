using System.Runtime.CompilerServices;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>Pages or data sources by title. The index lags: for people's convenience, never to decide whether something exists.</summary>
    /// <param name="text">Part of the title.</param>
    /// <param name="kind"><c>page</c> or <c>data_source</c>; null for both.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async IAsyncEnumerable<Page> SearchAsync(string text, string? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var search = new SearchRequest { Query = text, Filter = kind is null ? null : new SearchFilter(kind), PageSize = NotionLimits.PageSize };
        while (true)
        {
            var page = await SendAsync(
                HttpMethod.Post, "v1/search", RequestEffect.Read, search, NotionJson.Default.SearchRequest, NotionJson.Default.ListPagePage, cancellationToken);
            foreach (var found in page.Results)
            {
                yield return found;
            }

            if (!page.HasMore || page.NextCursor is not { } cursor)
            {
                yield break;
            }

            search = search with { StartCursor = cursor };
        }
    }
}
