using System.Text;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;
using NotionSync.Tests.Notion.Workspace;

namespace NotionSync.Tests.Notion.Api;

/// <summary>What the workspace does not use itself, against the local server; every request must fit the contract.</summary>
public sealed class NotionClientTests
{
    private static readonly PropertySchema.Title Title = new() { Name = "Name" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blocks_are_appended_at_a_place_listed_over_pages_and_deleted()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var client = local.Workspace.Client;

        var first = await client.AppendChildrenAsync(local.Home, new AppendBlocksRequest { Children = [.. Enumerable.Range(0, 100).Select(AParagraph)] }, Cancellation);
        await client.AppendChildrenAsync(local.Home, new AppendBlocksRequest { Children = [AParagraph(100)], Position = BlockPosition.After(first[0].Id) }, Cancellation);
        await client.DeleteBlockAsync(first[1].Id, Cancellation);
        await client.AppendChildrenAsync(local.Home, new AppendBlocksRequest { Children = [AParagraph(101)] }, Cancellation);

        var texts = await client.ListChildrenAsync(local.Home, Cancellation)
            .Select(block => block.Payload!.Value.GetProperty("rich_text")[0].GetProperty("plain_text").GetString()).ToListAsync(Cancellation);
        Assert.Equal(101, texts.Count);
        Assert.Equal(["0", "100", "2"], texts.Take(3));
    }

    [Fact]
    public async Task Page_content_is_written_and_read_as_markdown()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var client = local.Workspace.Client;
        var page = await client.CreatePageAsync(new CreatePageRequest
        {
            Parent = ParentRequest.Page(local.Home),
            Properties = new Dictionary<string, JsonObject> { ["title"] = new() { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "Digest" } }) } },
            Icon = IconRequest.Of("📰"),
            Markdown = "## Today\n\nNothing.",
        }, Cancellation);

        await client.UpdateMarkdownAsync(page.Id, new MarkdownRequest.InsertContent(new("Added.", new BlockPosition("end"))), Cancellation);
        await client.UpdateMarkdownAsync(page.Id, new MarkdownRequest.UpdateContent(new([new("Nothing.", "Much.")])), Cancellation);
        var changed = await client.GetMarkdownAsync(page.Id, Cancellation);
        await client.UpdateMarkdownAsync(page.Id, new MarkdownRequest.ReplaceContent(new("Anew.")), Cancellation);
        var replaced = await client.GetMarkdownAsync(page.Id, Cancellation);

        Assert.Contains("Much.", changed.Markdown, StringComparison.Ordinal);
        Assert.Contains("Added.", changed.Markdown, StringComparison.Ordinal);
        Assert.Equal("Anew.", replaced.Markdown.Trim());
    }

    [Fact]
    public async Task Comments_are_written_and_listed()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var client = local.Workspace.Client;

        await client.CreateCommentAsync(new CreateCommentRequest { Parent = ParentRequest.Page(local.Home), RichText = [TextSegment.Of("Please look.")] }, Cancellation);

        var comment = Assert.Single(await client.ListCommentsAsync(local.Home, Cancellation).ToListAsync(Cancellation));
        Assert.Equal("Please look.", RichText.Join(comment.RichText));
    }

    [Fact]
    public async Task File_is_uploaded_in_one_part()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var client = local.Workspace.Client;

        var upload = await client.CreateFileUploadAsync(new CreateFileUploadRequest { Mode = "single_part", Filename = "a.txt", ContentType = "text/plain" }, Cancellation);
        var sent = await client.SendFileAsync(upload.Id, Encoding.UTF8.GetBytes("hello"), "a.txt", "text/plain", part: null, Cancellation);

        Assert.Equal((UploadStatus.Pending, UploadStatus.Uploaded), (upload.Status, sent.Status));
    }

    [Fact]
    public async Task File_is_uploaded_in_parts_and_completed()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var client = local.Workspace.Client;

        var upload = await client.CreateFileUploadAsync(
            new CreateFileUploadRequest { Mode = "multi_part", Filename = "a.txt", ContentType = "text/plain", NumberOfParts = 2 }, Cancellation);
        await client.SendFileAsync(upload.Id, new byte[5 * 1024 * 1024], "a.txt", "text/plain", part: 1, Cancellation);
        await client.SendFileAsync(upload.Id, new byte[10], "a.txt", "text/plain", part: 2, Cancellation);
        var done = await client.CompleteFileUploadAsync(upload.Id, Cancellation);

        Assert.Equal(UploadStatus.Uploaded, done.Status);
    }

    [Fact]
    public async Task Linked_database_and_dashboard_widgets_are_made()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var client = local.Workspace.Client;
        var models = (await local.CreateAsync("models", Title)).Schema;
        var heading = (await client.AppendChildrenAsync(local.Home, new AppendBlocksRequest { Children = [AParagraph(0)] }, Cancellation))[0];

        var linked = await client.CreateViewAsync(new CreateViewRequest
        {
            DataSourceId = models.DataSourceId,
            Name = "Linked",
            Type = ViewType.Table,
            CreateDatabase = new LinkedDatabase(ParentRequest.Page(local.Home), new LinkedDatabasePosition(heading.Id)),
            Configuration = new JsonObject { ["type"] = "table" },
        }, Cancellation);
        var dashboard = await client.CreateViewAsync(
            new CreateViewRequest { DataSourceId = models.DataSourceId, DatabaseId = models.DatabaseId, Name = "Board", Type = ViewType.Dashboard, Position = new ViewPosition("start") }, Cancellation);
        var widget = await client.CreateViewAsync(new CreateViewRequest
        {
            DataSourceId = models.DataSourceId,
            ViewId = dashboard.Id,
            Name = "Count",
            Type = ViewType.Chart,
            Placement = new WidgetPlacement("new_row"),
            Configuration = new JsonObject { ["type"] = "chart", ["chart_type"] = "number", ["value"] = new JsonObject { ["aggregator"] = "count" } },
        }, Cancellation);
        await client.DeleteViewAsync(widget.Id, Cancellation);

        Assert.NotNull(linked.Parent?.DatabaseId);
        Assert.Null(dashboard.DataSourceId);
        Assert.Equal([models.DatabaseId], await local.Workspace.ListDatabasesAsync(local.Home, Cancellation).Select(found => found.DatabaseId).Where(id => id == models.DatabaseId).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Further_data_source_is_added_databases_are_changed_and_things_are_searched()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var client = local.Workspace.Client;
        var models = (await local.CreateAsync("models", Title)).Schema;

        var second = await client.CreateDataSourceAsync(new CreateDataSourceRequest
        {
            Parent = ParentRequest.Database(models.DatabaseId),
            Properties = new Dictionary<string, JsonObject> { ["Name"] = new() { ["title"] = new JsonObject() } },
            Title = [TextSegment.Of("More")],
        }, Cancellation);
        var changed = await client.UpdateDatabaseAsync(models.DatabaseId, new UpdateDatabaseRequest { Title = [TextSegment.Of("Models!")], Icon = IconRequest.Of("🤖") }, Cancellation);
        var found = await client.SearchAsync("More", "data_source", Cancellation).ToListAsync(Cancellation);

        Assert.Contains(changed.DataSources, source => source.Id == second.Id);
        Assert.Equal("Models!", RichText.Join(changed.Title));
        Assert.Contains(found, item => item.Id == second.Id);
    }

    [Fact]
    public async Task Saved_change_without_an_answer_is_read_instead()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var models = (await local.CreateAsync("models", Title)).Schema;
        await local.FaultAsync("""{"method":"PATCH","path":"/v1/databases/{database_id}","kind":"committed503"}""");

        var changed = await local.Workspace.Client.In(Lane.Urgent).UpdateDatabaseAsync(models.DatabaseId, new UpdateDatabaseRequest { Title = [TextSegment.Of("Saved")] }, Cancellation);

        Assert.Equal("Saved", RichText.Join(changed.Title));
    }

    private static JsonObject AParagraph(int number) => new()
    {
        ["paragraph"] = new JsonObject { ["rich_text"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture) } }) },
    };
}
