using System.Net;
using Microsoft.Extensions.Time.Testing;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class AdminTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task Door_is_shut_to_requests_that_another_site_caused(string site, HttpStatusCode expected)
    {
        await using var notion = await LocalNotion.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_admin/requests");
        request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await notion.Client.SendAsync(request, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Clock_moves_forward_and_with_it_windows_and_times()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 20, TimeSpan.Zero));
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { RequestsPerMinute = 1, Time = time });
        await notion.OkAsync("GET", "/v1/users/me");
        await notion.RefusedAsync(429, "GET", "/v1/users/me");

        var moved = await notion.SendAsync("POST", "/_admin/clock", """{"advanceSeconds":3600}""");
        var edited = await notion.OkAsync("PATCH", $"/v1/pages/{notion.Home}", """{"is_locked":true}""");
        var back = await notion.SendAsync("POST", "/_admin/clock", """{"advanceSeconds":-1}""");

        Assert.Equal(3600, moved.Body["advancedSeconds"]!.GetValue<double>());
        Assert.Equal("2026-11-23T09:00:00.000Z", edited.Body["last_edited_time"]!.GetValue<string>());
        Assert.Equal(400, back.Status);
    }

    [Fact]
    public async Task Person_renames_adds_rows_edits_blocks_and_deletes_views()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
        var view = await notion.OkAsync("POST", "/v1/views", $$"""{"database_id":"{{database}}","data_source_id":"{{source}}","name":"Second","type":"list"}""");
        var row = await notion.ARowNamedAsync(source, "One");
        var blocks = await notion.OkAsync("PATCH", $"/v1/blocks/{row}/children", """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"a"}}]}}]}""");
        var block = blocks.Results[0]!["id"]!.GetValue<string>();

        await ActAsync($$"""{"action":"rename","pageId":"{{row}}","title":"Uno"}""");
        await ActAsync($$$"""{"action":"addRow","dataSourceId":"{{{source}}}","properties":{"Name":{"title":[{"text":{"content":"Two"}}]}} }""");
        await ActAsync($$"""{"action":"editBlock","blockId":"{{block}}","text":"b"}""");
        await ActAsync($$"""{"action":"deleteView","viewId":"{{view.Id}}"}""");
        var read = await notion.OkAsync("GET", $"/v1/blocks/{block}");

        Assert.Equal(["Two", "Uno"], await notion.QueryAsync(source));
        Assert.Equal("b", read.Body["paragraph"]!["rich_text"]![0]!["plain_text"]!.GetValue<string>());
        await notion.RefusedAsync(404, "GET", $"/v1/views/{view.Id}");

        async Task ActAsync(string body)
        {
            var answer = await notion.SendAsync("POST", "/_admin/person", body);
            Assert.True(answer.Status == 200, answer.Body.ToJsonString());
        }
    }

    [Fact]
    public async Task Waiting_faults_are_listed_and_a_slow_answer_comes_when_its_time_is_over()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time });
        await notion.SendAsync("POST", "/_admin/faults", """{"method":"GET","path":"/v1/users/me","kind":"slow","seconds":30}""");
        await notion.SendAsync("POST", "/_admin/faults", """{"path":"/v1/search","kind":"status","status":429,"reason":"public_api_request_blocked","times":2}""");
        var waiting = await notion.SendAsync("GET", "/_admin/faults");
        var unknown = await notion.SendAsync("POST", "/_admin/faults", """{"kind":"nonsense"}""");

        var slow = notion.SendAsync("GET", "/v1/users/me");
        var blocked = await notion.RefusedAsync(429, "POST", "/v1/search", "{}");
        while (!slow.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal(2, waiting.Body["faults"]!.AsArray().Count);
        Assert.Equal(400, unknown.Status);
        Assert.Equal("public_api_request_blocked", blocked.Body["additional_data"]!["rate_limit_reason"]!.GetValue<string>());
        Assert.Equal(200, (await slow).Status);
    }
}
