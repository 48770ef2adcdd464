using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class WebhookTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Nothing_is_told_before_the_token_of_the_handshake_is_given_back()
    {
        await using var notion = await StartAsync();
        await using var ear = await WebhookEar.StartAsync();
        var made = await notion.SendAsync("POST", "/_admin/webhooks", $$"""{"url":"{{ear.Url}}"}""");
        var token = (await ear.NextAsync())["verification_token"]!.GetValue<string>();

        await notion.OkAsync("PATCH", $"/v1/pages/{notion.Home}", """{"is_locked":true}""");
        var wrong = await notion.SendAsync("POST", $"/_admin/webhooks/{made.Id}/confirm", """{"verificationToken":"secret_wrong"}""");
        var right = await notion.SendAsync("POST", $"/_admin/webhooks/{made.Id}/confirm", $$"""{"verificationToken":"{{token}}"}""");
        await notion.OkAsync("PATCH", $"/v1/pages/{notion.Home}", """{"is_locked":false}""");
        var first = await ear.NextAsync(token);

        Assert.Equal((400, 200), (wrong.Status, right.Status));
        Assert.Equal("page.unlocked", Type(first));
        Assert.Equal(notion.Home, first["entity"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Changes_are_gathered_and_told_as_their_net_effect()
    {
        await using var notion = await StartAsync();
        await using var ear = await WebhookEar.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var row = await notion.ARowNamedAsync(source, "One");
        var (_, token) = await RegisterAsync(notion, ear, """ "page.created","page.deleted","page.undeleted","page.properties_updated","page.content_updated" """);

        await notion.OkAsync("PATCH", $"/v1/pages/{row}", """{"properties":{"Cost":{"number":1}}}""");
        await notion.OkAsync("PATCH", $"/v1/pages/{row}", """{"properties":{"Cost":{"number":2},"Name":{"title":[]}}}""");
        await notion.OkAsync("PATCH", $"/v1/blocks/{row}/children", """{"children":[{"divider":{}}]}""");
        var gone = await notion.ARowNamedAsync(source, "Gone");
        await notion.OkAsync("PATCH", $"/v1/pages/{gone}", """{"in_trash":true}""");
        time.Advance(Window);
        var told = new[] { await ear.NextAsync(token), await ear.NextAsync(token) };
        await notion.OkAsync("PATCH", $"/v1/pages/{row}", """{"in_trash":true}""");
        time.Advance(Window);
        var last = await ear.NextAsync(token);

        Assert.Equal(["page.properties_updated", "page.content_updated"], told.Select(Type));
        Assert.Equal(2, told[0]["data"]!["updated_properties"]!.AsArray().Count);
        Assert.Single(told[1]["data"]!["updated_blocks"]!.AsArray());
        Assert.Equal("bot", told[0]["authors"]![0]!["type"]!.GetValue<string>());
        Assert.Equal(source, told[0]["data"]!["parent"]!["data_source_id"]!.GetValue<string>());
        Assert.Equal("page.deleted", Type(last));
        Assert.True(ear.HeardNothing);
    }

    [Fact]
    public async Task Schemas_views_comments_and_uploads_are_told_of()
    {
        await using var notion = await StartAsync();
        await using var ear = await WebhookEar.StartAsync();
        var (_, token) = await RegisterAsync(notion, ear, "");

        var (database, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        time.Advance(Window);
        var made = await NextAsync(3);
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Cost":{"name":"Price"},"Size":{"number":{}}}}""");
        var view = await notion.OkAsync("GET", $"/v1/views?database_id={database}");
        await notion.OkAsync("PATCH", $"/v1/views/{view.Results[0]!["id"]}", """{"name":"All"}""");
        await notion.ARowNamedAsync(source, "One");
        time.Advance(Window);
        var changed = await NextAsync(4);
        await notion.OkAsync("POST", "/v1/comments", $$$"""{"parent":{"page_id":"{{{notion.Home}}}"},"rich_text":[{"text":{"content":"a"}}]}""");
        var comment = await ear.NextAsync(token);
        await notion.OkAsync("POST", "/v1/file_uploads", """{"filename":"a.png","content_type":"image/png"}""");
        var upload = await ear.NextAsync(token);
        var failing = await notion.OkAsync("POST", "/v1/file_uploads", """{"mode":"external_url","external_url":"https://files.example/b.png","filename":"b.png"}""");
        await ear.NextAsync(token);
        await notion.OkAsync("GET", $"/v1/file_uploads/{failing.Id}");
        var failed = await ear.NextAsync(token);
        time.Advance(TimeSpan.FromHours(1));
        var expired = await ear.NextAsync(token);

        Assert.Equal(["data_source.created", "database.created", "view.created"], made.Select(Type).Order());
        Assert.Equal(["data_source.content_updated", "data_source.schema_updated", "page.created", "view.updated"], changed.Select(Type).Order());
        var columns = changed.Single(each => Type(each) == "data_source.schema_updated")["data"]!["updated_properties"]!.AsArray();
        Assert.Equal([("Price", "updated"), ("Size", "created")], columns.Select(column => (column!["name"]!.GetValue<string>(), column["action"]!.GetValue<string>())).Order());
        Assert.Equal(["comment.created", "file_upload.created", "file_upload.upload_failed", "file_upload.expired"], new[] { comment, upload, failed, expired }.Select(Type));

        async Task<List<JsonObject>> NextAsync(int count)
        {
            var told = new List<JsonObject>();
            while (told.Count < count)
            {
                told.Add(await ear.NextAsync(token));
            }

            return told;
        }
    }

    [Fact]
    public async Task Refused_event_is_told_eight_times_with_growing_delay()
    {
        await using var notion = await StartAsync();
        await using var ear = await WebhookEar.StartAsync();
        var (_, token) = await RegisterAsync(notion, ear, """ "page.locked" """);
        ear.Status = 500;

        await notion.OkAsync("PATCH", $"/v1/pages/{notion.Home}", """{"is_locked":true}""");
        var attempts = new List<JsonObject> { await ear.NextAsync(token) };
        foreach (var minutes in new[] { 1, 5, 30, 60, 180, 420, 720 })
        {
            await WaitingAsync(notion);
            time.Advance(TimeSpan.FromMinutes(minutes));
            attempts.Add(await ear.NextAsync(token));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], attempts.Select(attempt => attempt["attempt_number"]!.GetValue<int>()));
        Assert.Single(attempts.Select(attempt => attempt["id"]!.GetValue<string>()).Distinct());
    }

    [Theory]
    [InlineData("http://198.51.100.7/hook")]
    [InlineData("http://notion.example/hook")]
    [InlineData("file:///etc/passwd")]
    public async Task Webhook_leads_to_this_machine_only(string url)
    {
        await using var notion = await StartAsync();

        await notion.RefusedAsync(400, "POST", "/_admin/webhooks", $$"""{"url":"{{url}}"}""");
    }

    private static string Type(JsonObject told) => told["type"]!.GetValue<string>();

    // An attempt's failure is noted a moment after the other side has answered.
    private static async Task WaitingAsync(LocalNotion notion)
    {
        while ((await notion.SendAsync("GET", "/_admin/webhooks")).Body["webhooks"]![0]!["counts"]!["waiting"]!.GetValue<int>() == 0)
        {
            await Task.Yield();
        }
    }

    private static async Task<(string Id, string Token)> RegisterAsync(LocalNotion notion, WebhookEar ear, string events)
    {
        var made = await notion.SendAsync("POST", "/_admin/webhooks", $$"""{"url":"{{ear.Url}}","events":[{{events}}]}""");
        Assert.True(made.Status == 200, made.Body.ToJsonString());
        var token = (await ear.NextAsync())["verification_token"]!.GetValue<string>();
        await notion.SendAsync("POST", $"/_admin/webhooks/{made.Id}/confirm", $$"""{"verificationToken":"{{token}}"}""");
        return (made.Id, token);
    }

    private Task<LocalNotion> StartAsync() => LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time, WebhookWindow = Window, RequestsPerMinute = 1_000_000 });
}
