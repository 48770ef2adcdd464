using System.Text.Json.Nodes;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>The direct children of a page or block. Databases among them share their id with the block.</summary>
    public IAsyncEnumerable<Block> ListChildrenAsync(string blockId, CancellationToken cancellationToken) =>
        ListAsync($"v1/blocks/{Escape(blockId)}/children", NotionJson.Default.ListPageBlock, cancellationToken);

    /// <summary>Adds blocks, at most 100. With a position the answer holds the new blocks and all siblings after them.</summary>
    public async Task<IReadOnlyList<Block>> AppendChildrenAsync(string blockId, AppendBlocksRequest blocks, CancellationToken cancellationToken)
    {
        var page = await SendAsync(
            HttpMethod.Patch,
            $"v1/blocks/{Escape(blockId)}/children",
            RequestEffect.Create,
            blocks,
            NotionJson.Default.AppendBlocksRequest,
            NotionJson.Default.ListPageBlock,
            cancellationToken);
        return page.Results;
    }

    /// <summary>One block; one in the trash too.</summary>
    public Task<Block> GetBlockAsync(string blockId, CancellationToken cancellationToken) =>
        GetAsync($"v1/blocks/{Escape(blockId)}", NotionJson.Default.Block, cancellationToken);

    /// <summary>Changes what a block holds; its type stays.</summary>
    public Task<Block> UpdateBlockAsync(string blockId, JsonObject changes, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Patch,
        $"v1/blocks/{Escape(blockId)}",
        RequestEffect.Replace,
        changes,
        NotionJson.Default.JsonObject,
        NotionJson.Default.Block,
        (_, token) => GetBlockAsync(blockId, token),
        cancellationToken);

    /// <summary>Puts a block, page or database in the trash.</summary>
    public Task DeleteBlockAsync(string blockId, CancellationToken cancellationToken) => DeleteAsync($"v1/blocks/{Escape(blockId)}", cancellationToken);

    private Task DeleteAsync(string path, CancellationToken cancellationToken) =>
        transport.SendAsync(new NotionRequest(HttpMethod.Delete, path, RequestEffect.Replace, lane), cancellationToken);
}
