using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>The views of a database, by id alone.</summary>
    public IAsyncEnumerable<View> ListViewsAsync(string databaseId, CancellationToken cancellationToken) =>
        ListAsync($"v1/views?database_id={Escape(databaseId)}", NotionJson.Default.ListPageView, cancellationToken);

    /// <summary>Creates a tab, a linked database or a widget.</summary>
    public Task<View> CreateViewAsync(CreateViewRequest view, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Post, "v1/views", RequestEffect.Create, view, NotionJson.Default.CreateViewRequest, NotionJson.Default.View, GetViewAsync, cancellationToken);

    /// <summary>One view.</summary>
    public Task<View> GetViewAsync(string viewId, CancellationToken cancellationToken) =>
        GetAsync($"v1/views/{Escape(viewId)}", NotionJson.Default.View, cancellationToken);

    /// <summary>Changes a view; its type stays.</summary>
    public Task<View> UpdateViewAsync(string viewId, UpdateViewRequest changes, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Patch,
        $"v1/views/{Escape(viewId)}",
        RequestEffect.Replace,
        changes,
        NotionJson.Default.UpdateViewRequest,
        NotionJson.Default.View,
        (_, token) => GetViewAsync(viewId, token),
        cancellationToken);

    /// <summary>Deletes a view. The last one of a database cannot be deleted.</summary>
    public Task DeleteViewAsync(string viewId, CancellationToken cancellationToken) => DeleteAsync($"v1/views/{Escape(viewId)}", cancellationToken);
}
