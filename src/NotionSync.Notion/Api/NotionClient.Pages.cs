using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    // Who writes a page knows its values; the answer need not repeat them.
    private const string TitleOnly = "?filter_properties=title";

    /// <summary>Creates a page. The answer holds no property but the title.</summary>
    public Task<Page> CreatePageAsync(CreatePageRequest page, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Post, $"v1/pages{TitleOnly}", RequestEffect.Create, page, NotionJson.Default.CreatePageRequest, NotionJson.Default.Page, GetPageAsync, cancellationToken);

    /// <summary>A page's properties; of a trashed page too.</summary>
    public Task<Page> GetPageAsync(string pageId, CancellationToken cancellationToken) =>
        GetAsync($"v1/pages/{Escape(pageId)}", NotionJson.Default.Page, cancellationToken);

    /// <summary>Changes a page. Lists replace what is there. The answer holds no property but the title.</summary>
    public Task<Page> UpdatePageAsync(string pageId, UpdatePageRequest changes, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Patch,
        $"v1/pages/{Escape(pageId)}{TitleOnly}",
        RequestEffect.Replace,
        changes,
        NotionJson.Default.UpdatePageRequest,
        NotionJson.Default.Page,
        GetPageAsync,
        cancellationToken);

    /// <summary>All items of a title, text, people or relation property.</summary>
    public IAsyncEnumerable<PropertyItem> ListPropertyItemsAsync(string pageId, string propertyId, CancellationToken cancellationToken) =>
        ListAsync($"v1/pages/{Escape(pageId)}/properties/{Escape(propertyId)}", NotionJson.Default.ListPagePropertyItem, cancellationToken);
}
