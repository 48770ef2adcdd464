using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>A page's content.</summary>
    public Task<PageMarkdown> GetMarkdownAsync(string pageId, CancellationToken cancellationToken) =>
        GetAsync($"v1/pages/{Escape(pageId)}/markdown", NotionJson.Default.PageMarkdown, cancellationToken);

    /// <summary>Changes a page's content.</summary>
    public Task<PageMarkdown> UpdateMarkdownAsync(string pageId, MarkdownRequest change, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Patch,
        $"v1/pages/{Escape(pageId)}/markdown",
        change is MarkdownRequest.ReplaceContent ? RequestEffect.Replace : RequestEffect.Create,
        change,
        NotionJson.Default.MarkdownRequest,
        NotionJson.Default.PageMarkdown,
        (_, token) => GetMarkdownAsync(pageId, token),
        cancellationToken);
}
