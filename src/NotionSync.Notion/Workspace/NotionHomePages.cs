using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

/// <summary>Pages of text and linked databases at Notion.</summary>
internal sealed class NotionHomePages(NotionClient client, PropertyCodecs codecs, CreateOnce once) : IHomePages
{
    private const string Mermaid = "mermaid";

    /// <inheritdoc/>
    public Task<string?> FindAsync(string parentPageId, string title, string mark, string botId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
    {
        var pages = await client.ListChildrenAsync(parentPageId, cancellationToken)
            .Where(block => block.Type == BlockType.ChildPage && !block.InTrash && (block.ChildTitle == title || IsOurs(block)))
            .ToListAsync(cancellationToken);
        foreach (var page in pages.OrderBy(page => page.ChildTitle != title))
        {
            if (await client.ListChildrenAsync(page.Id, cancellationToken).AnyAsync(block => block.Text.EndsWith(mark, StringComparison.Ordinal), cancellationToken))
            {
                return NotionId.Canonical(page.Id);
            }
        }

        return pages.Find(page => page.ChildTitle == title && IsOurs(page)) is { } named ? NotionId.Canonical(named.Id) : null;

        bool IsOurs(Block block) => block.CreatedBy is { } maker && NotionId.Canonical(maker.Id) == botId;
    });

    /// <inheritdoc/>
    public Task<HomeSnapshot?> ReadAsync(string pageId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        await OrNullAsync(() => client.GetPageAsync(pageId, cancellationToken)) is { InTrash: false } ? await BlocksAsync(pageId, cancellationToken) : null);

    /// <inheritdoc/>
    public Task<bool> IsThereAsync(string databaseId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        await OrNullAsync(() => client.GetDatabaseAsync(databaseId, cancellationToken)) is { InTrash: false });

    /// <inheritdoc/>
    public Task<HomeViewSnapshot?> ReadViewAsync(string viewId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        await OrNullAsync(() => client.GetViewAsync(viewId, cancellationToken)) is { } view ? Snapshot(view) : null);

    /// <inheritdoc/>
    public Task<HomeSnapshot> CreateAsync(NewHome home, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
    {
        var request = new CreatePageRequest
        {
            Parent = ParentRequest.Page(home.ParentPageId),
            Position = new BlockPosition("page_start"),
            Properties = new Dictionary<string, JsonObject> { ["title"] = new() { ["title"] = RichTextSegments.Encode(home.Title) } },
            Icon = IconRequest.Of(home.Icon),
            Children = [.. home.Texts.Select(Encode)],
        };
        var pageId = await once.RunAsync(
            async token => NotionId.Canonical((await client.CreatePageAsync(request, token)).Id),
            token => FindAsync(home.ParentPageId, home.Title, home.Mark, home.BotId, token),
            cancellationToken);
        return await BlocksAsync(pageId, cancellationToken);
    });

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> AppendAsync(string pageId, string? after, ImmutableArray<HomeText> texts, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(async () =>
        {
            var request = new AppendBlocksRequest { Children = [.. texts.Select(Encode)], Position = after is null ? null : BlockPosition.After(after) };
            var made = await once.RunAsync<IReadOnlyList<Block>>(
                token => client.AppendChildrenAsync(pageId, request, token),
                async token =>
                {
                    var blocks = await client.ListChildrenAsync(pageId, token).ToListAsync(token);
                    return blocks.FindIndex(block => block.Type == TypeOf(texts[0].Kind) && block.Text == texts[0].Text) is var at and >= 0 ? blocks[at..] : null;
                },
                cancellationToken);

            // With a position the siblings that follow are given too.
            return made.Take(texts.Length).Select(block => NotionId.Canonical(block.Id)).ToImmutableArray();
        });

    /// <inheritdoc/>
    public Task<HomeBlockSnapshot?> ReadBlockAsync(string blockId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        await OrNullAsync(() => client.GetBlockAsync(blockId, cancellationToken)) is { InTrash: false } block ? Snapshot(block) : null);

    /// <inheritdoc/>
    public Task<string?> ReadDrawingAsync(string pageId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        (await client.ListChildrenAsync(pageId, cancellationToken).FirstOrDefaultAsync(IsDrawing, cancellationToken))?.Text);

    /// <inheritdoc/>
    public Task<string> DrawAsync(string pageId, string? after, string code, string caption, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
    {
        var drawing = Code(code);
        drawing["language"] = Mermaid;
        drawing["caption"] = RichTextSegments.Encode(caption);
        var request = new AppendBlocksRequest
        {
            Children = [new JsonObject { [BlockType.Code.Name] = drawing }],
            Position = after is null ? null : BlockPosition.After(after),
        };
        var made = await once.RunAsync<IReadOnlyList<Block>>(
            token => client.AppendChildrenAsync(pageId, request, token),
            async token => await client.ListChildrenAsync(pageId, token).FirstOrDefaultAsync(block => IsDrawing(block) && block.Caption == caption, token) is { } block ? [block] : null,
            cancellationToken);
        return NotionId.Canonical(made[0].Id);
    });

    /// <inheritdoc/>
    public Task RedrawAsync(string blockId, string code, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(() =>
        client.UpdateBlockAsync(blockId, new JsonObject { [BlockType.Code.Name] = Code(code) }, cancellationToken));

    /// <inheritdoc/>
    public Task<HomeViewSnapshot> CreateViewAsync(HomePlace place, ViewTarget target, ViewSchema view, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
    {
        var request = new ViewWire(codecs, target, target.Properties).Create(view, place);
        return Snapshot(await once.RunAsync(
            token => client.CreateViewAsync(request, token), token => FindViewAsync(place, target, view, token), cancellationToken));
    });

    private async Task<View?> FindViewAsync(HomePlace place, ViewTarget target, ViewSchema view, CancellationToken cancellationToken)
    {
        await foreach (var id in CandidatesAsync(place, cancellationToken))
        {
            if (await OrNullAsync(() => client.GetViewAsync(id, cancellationToken)) is { } found
                && found.Name == view.Name && found.Type.Name == view.Type
                && (found.DataSourceId is not { } source || NotionId.Canonical(source) == target.DataSourceId))
            {
                return found;
            }
        }

        return null;
    }

    private IAsyncEnumerable<string> CandidatesAsync(HomePlace place, CancellationToken cancellationToken) => place switch
    {
        HomePlace.Linked linked => client.ListChildrenAsync(linked.PageId, cancellationToken)
            .Where(block => block.Type == BlockType.ChildDatabase && !block.InTrash)
            .SelectMany(block => client.ListViewsAsync(block.Id, cancellationToken))
            .Select(view => view.Id),
        HomePlace.Tab tab => client.ListViewsAsync(tab.DatabaseId, cancellationToken).Select(view => view.Id),
        HomePlace.Widget widget => WidgetsAsync(widget.DashboardId, cancellationToken),
        _ => throw new System.Diagnostics.UnreachableException(place.GetType().Name),
    };

    private async IAsyncEnumerable<string> WidgetsAsync(string dashboardId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in Widgets(await client.GetViewAsync(dashboardId, cancellationToken)).SelectMany(row => row))
        {
            yield return id;
        }
    }

    private async Task<HomeSnapshot> BlocksAsync(string pageId, CancellationToken cancellationToken) => new(
        pageId,
        [.. await client.ListChildrenAsync(pageId, cancellationToken).Where(block => !block.InTrash).Select(Snapshot).ToListAsync(cancellationToken)]);

    private static HomeBlockSnapshot Snapshot(Block block)
    {
        HomeTextKind[] kinds = [.. Enum.GetValues<HomeTextKind>().Where(kind => TypeOf(kind) == block.Type && (kind is not HomeTextKind.Drawing || IsDrawing(block)))];
        return new(NotionId.Canonical(block.Id), kinds is [var kind] ? kind : null, block.Text)
        {
            Caption = block.Caption,
            IsDatabase = block.Type == BlockType.ChildDatabase,
        };
    }

    private static HomeViewSnapshot Snapshot(View view) => new(
        NotionId.Canonical(view.Id),
        view.Name ?? "",
        view.Type.Name,
        view.DataSourceId is { } source ? NotionId.Canonical(source) : null,
        NotionId.Canonical(view.Parent?.DatabaseId ?? ""))
    {
        Widgets = Widgets(view),
    };

    private static ImmutableArray<ImmutableArray<string>> Widgets(View view) =>
    [
        .. (view.Configuration?["rows"] as JsonArray ?? []).OfType<JsonObject>().Select(row =>
            (row["widgets"] as JsonArray ?? []).OfType<JsonObject>().Select(widget => NotionId.Canonical((string?)widget["view_id"] ?? "")).ToImmutableArray()),
    ];

    private static JsonObject Encode(HomeText text)
    {
        var content = text.Kind is HomeTextKind.TableOfContents ? new JsonObject() : new JsonObject { ["rich_text"] = RichTextSegments.Encode(text.Text) };
        if (text.Icon is { } icon)
        {
            content["icon"] = new JsonObject { ["type"] = "emoji", ["emoji"] = icon };
        }

        return new JsonObject { [TypeOf(text.Kind).Name] = content };
    }

    private static JsonObject Code(string code) => new() { ["rich_text"] = RichTextSegments.Encode(code) };

    private static bool IsDrawing(Block block) => block.Type == BlockType.Code && block.Language == Mermaid;

    private static BlockType TypeOf(HomeTextKind kind) => kind switch
    {
        HomeTextKind.Callout => BlockType.Callout,
        HomeTextKind.TableOfContents => BlockType.TableOfContents,
        HomeTextKind.Heading => BlockType.Heading,
        HomeTextKind.Paragraph => BlockType.Paragraph,
        HomeTextKind.Drawing => BlockType.Code,
        _ => throw new System.Diagnostics.UnreachableException(kind.ToString()),
    };

    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (NotionApiException exception) when (exception.Status is 404)
        {
            return null;
        }
    }
}
