using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class TokenTests
{
    [Fact]
    public async Task Second_token_has_its_own_bot_and_edits_as_it()
    {
        await using var notion = await LocalNotion.StartAsync();
        var second = await TokenAsync(notion, """{"name":"Second"}""");
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
        var row = await notion.ARowNamedAsync(source, "One");

        var first = await notion.OkAsync("GET", "/v1/users/me");
        var me = await notion.SendAsync("GET", "/v1/users/me", token: second);
        var edited = await notion.SendAsync("PATCH", $"/v1/pages/{row}", """{"is_locked":true}""", second);

        Assert.Equal("Second", me.Body["name"]!.GetValue<string>());
        Assert.NotEqual(first.Id, me.Id);
        Assert.Equal(first.Id, edited.Body["created_by"]!["id"]!.GetValue<string>());
        Assert.Equal(me.Id, edited.Body["last_edited_by"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Each_token_has_its_own_window()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 20, TimeSpan.Zero));
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { RequestsPerMinute = 1, Time = time });
        var second = await TokenAsync(notion, """{"name":"Second","requestsPerMinute":2}""");

        await notion.OkAsync("GET", "/v1/users/me");
        var spent = await notion.SendAsync("GET", "/v1/users/me");
        var others = new[] { await StatusAsync(notion, second), await StatusAsync(notion, second), await StatusAsync(notion, second) };
        var counts = await notion.SendAsync("GET", "/_admin/requests");

        Assert.Equal(429, spent.Status);
        Assert.Equal([200, 200, 429], others);
        Assert.Equal([("default", 1, 1), ("Second", 2, 2)], counts.Body["windows"]!["tokens"]!.AsArray()
            .Select(window => (window!["name"]!.GetValue<string>(), window["budget"]!.GetValue<int>(), window["used"]!.GetValue<int>())));
    }

    [Fact]
    public async Task Workspace_can_rest_longer_than_a_minute_and_an_endpoint_can_have_a_limit_of_its_own()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var options = new LocalWorkspaceOptions
        {
            Time = time,
            WorkspaceRequestsPerMinute = 3,
            WorkspaceRest = TimeSpan.FromSeconds(150),
            EndpointRequestsPerMinute = new Dictionary<string, int> { ["POST /v1/search"] = 1 },
        };
        await using var notion = await LocalNotion.StartAsync(options);

        await notion.OkAsync("POST", "/v1/search", "{}");
        var searched = await notion.RefusedAsync(429, "POST", "/v1/search", "{}");
        await notion.OkAsync("GET", "/v1/users/me");
        var overdrawn = await notion.RefusedAsync(429, "GET", "/v1/users/me");
        time.Advance(TimeSpan.FromSeconds(100));
        var resting = await notion.RefusedAsync(429, "GET", "/v1/users/me");
        time.Advance(TimeSpan.FromSeconds(50));
        await notion.OkAsync("GET", "/v1/users/me");

        Assert.Equal("public_api_endpoint_rate_limit", Reason(searched));
        Assert.Equal(("public_api_space_request_rate_limit", 150d), (Reason(overdrawn), overdrawn.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal(50, resting.Headers.RetryAfter!.Delta!.Value.TotalSeconds);

        static string Reason(Answer answer) => answer.Body["additional_data"]!["rate_limit_reason"]!.GetValue<string>();
    }

    [Fact]
    public async Task Token_sees_only_the_pages_that_are_shared_with_it_and_what_is_in_them()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Shared", """{"Name":{"title":{}}}""");
        var (_, hidden) = await notion.ADatabaseAsync("Hidden", """{"Name":{"title":{}}}""");
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", $$$"""{"properties":{"Parts":{"relation":{"data_source_id":"{{{hidden}}}","single_property":{}} }} }""");
        var part = await notion.ARowNamedAsync(hidden, "Part");
        var row = await notion.ARowNamedAsync(source, "One", $$"""  "Parts":{"relation":[{"id":"{{part}}"}]} """);
        var guest = await TokenAsync(notion, $$"""{"name":"Guest","pages":["{{database}}"]}""");

        var seen = await notion.SendAsync("GET", $"/v1/pages/{row}", token: guest);
        var unseen = await notion.SendAsync("GET", $"/v1/pages/{part}", token: guest);
        var home = await notion.SendAsync("GET", $"/v1/pages/{notion.Home}", token: guest);
        var found = await notion.SendAsync("POST", "/v1/search", "{}", guest);

        Assert.Equal([200, 404, 404], new[] { seen.Status, unseen.Status, home.Status });
        Assert.Empty((JsonArray)seen.Property("Parts")["relation"]!);
        Assert.Equal(new[] { row, source }.Order(), found.Results.Select(hit => hit!["id"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task User_information_and_addresses_are_capabilities()
    {
        await using var notion = await LocalNotion.StartAsync();
        var token = await TokenAsync(notion, """{"name":"Quiet","capabilities":{"emails":false,"comments":false}}""");

        var users = await notion.SendAsync("GET", "/v1/users", token: token);
        var comments = await notion.SendAsync("GET", $"/v1/comments?block_id={notion.Home}", token: token);
        await notion.SendAsync("POST", "/_admin/capabilities", """{"name":"Quiet","users":false}""");
        var refused = await notion.SendAsync("GET", "/v1/users", token: token);
        var page = await notion.SendAsync("GET", $"/v1/pages/{notion.Home}", token: token);

        Assert.All(users.Results, user => Assert.Null(user!["person"]?["email"]));
        Assert.Equal([403, 403, 200], new[] { comments.Status, refused.Status, page.Status });
    }

    [Fact]
    public async Task Tokens_survive_a_restart_until_they_are_removed()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.db");
        string second;
        await using (var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { DataFile = file }))
        {
            second = await TokenAsync(notion, """{"name":"Second"}""");
        }

        await using (var again = await LocalNotion.StartAsync(new LocalWorkspaceOptions { DataFile = file }))
        {
            Assert.Equal(200, await StatusAsync(again, second));
            await again.SendAsync("DELETE", "/_admin/tokens/Second");
            Assert.Equal(401, await StatusAsync(again, second));
        }

        foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
        {
            File.Delete(left);
        }
    }

    private static async Task<string> TokenAsync(LocalNotion notion, string body)
    {
        var made = await notion.SendAsync("POST", "/_admin/tokens", body);
        Assert.True(made.Status == 200, made.Body.ToJsonString());
        return made.Body["token"]!.GetValue<string>();
    }

    private static async Task<int> StatusAsync(LocalNotion notion, string token) => (await notion.SendAsync("GET", "/v1/users/me", token: token)).Status;
}
