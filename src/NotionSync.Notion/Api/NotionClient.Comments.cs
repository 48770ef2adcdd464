using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>Writes a comment.</summary>
    public Task<Comment> CreateCommentAsync(CreateCommentRequest comment, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, "v1/comments", RequestEffect.Create, comment, NotionJson.Default.CreateCommentRequest, NotionJson.Default.Comment, cancellationToken);

    /// <summary>The open comments of a page or block.</summary>
    public IAsyncEnumerable<Comment> ListCommentsAsync(string blockId, CancellationToken cancellationToken) =>
        ListAsync($"v1/comments?block_id={Escape(blockId)}", NotionJson.Default.ListPageComment, cancellationToken);
}
