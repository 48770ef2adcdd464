using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class TaskTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Task_is_queued_runs_and_gives_the_page()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time, AsyncTaskTime = TimeSpan.FromSeconds(8) });

        var accepted = await notion.SendAsync("POST", "/v1/pages", Page(notion, """ "markdown":"Hello","allow_async":true """));
        var states = new List<string> { State(accepted) };
        time.Advance(TimeSpan.FromSeconds(3));
        states.Add(State(await notion.OkAsync("GET", $"/v1/async_tasks/{accepted.Id}")));
        time.Advance(TimeSpan.FromSeconds(5));
        var done = await notion.OkAsync("GET", $"/v1/async_tasks/{accepted.Id}");
        states.Add(State(done));
        var blocks = await notion.OkAsync("GET", $"/v1/blocks/{done.Body["result"]!["id"]}/children");

        Assert.Equal(202, accepted.Status);
        Assert.Equal(["queued", "running", "succeeded"], states);
        Assert.Equal(8, accepted.Body["poll_after_seconds"]!.GetValue<int>());
        Assert.EndsWith($"/v1/async_tasks/{accepted.Id}", accepted.Body["status_url"]!.GetValue<string>());
        Assert.Single(blocks.Results);
    }

    [Fact]
    public async Task Task_that_fails_tells_an_error_and_changes_nothing()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time });
        await notion.SendAsync("POST", "/_admin/faults", """{"method":"PATCH","path":"/v1/pages/{page_id}/markdown","kind":"taskFails","status":409}""");

        var accepted = await notion.SendAsync("PATCH", $"/v1/pages/{notion.Home}/markdown",
            """{"type":"insert_content","insert_content":{"content":"Hello"},"allow_async":true}""");
        time.Advance(TimeSpan.FromSeconds(2));
        var failed = await notion.OkAsync("GET", $"/v1/async_tasks/{accepted.Id}");
        var blocks = await notion.OkAsync("GET", $"/v1/blocks/{notion.Home}/children");

        Assert.Equal("failed", State(failed));
        Assert.Equal(("error", "conflict_error"), (failed.Body["error"]!["object"]!.GetValue<string>(), failed.Body["error"]!["code"]!.GetValue<string>()));
        Assert.Empty(blocks.Results);
    }

    [Fact]
    public async Task What_is_refused_is_refused_at_once_and_tasks_of_others_are_unknown()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time });
        var other = await notion.SendAsync("POST", "/_admin/tokens", """{"name":"Other"}""");
        var accepted = await notion.SendAsync("POST", "/v1/pages", Page(notion, """ "markdown":"Hello","allow_async":true """));

        var stranger = await notion.SendAsync("GET", $"/v1/async_tasks/{accepted.Id}", token: other.Body["token"]!.GetValue<string>());
        var without = await notion.RefusedAsync(400, "POST", "/v1/pages", Page(notion, """ "allow_async":true """));

        Assert.Equal(404, stranger.Status);
        Assert.Contains("allow_async", without.Message);
    }

    [Fact]
    public async Task Content_of_a_template_arrives_some_time_after_the_answer_and_leaves_given_values_alone()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time, TemplateTime = TimeSpan.FromSeconds(5) });
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}},"Size":{"number":{}}}""");
        var made = await notion.SendAsync("POST", "/_admin/templates",
            $$$"""{"dataSourceId":"{{{source}}}","name":"Review","isDefault":true,"properties":{"Cost":{"number":5},"Size":{"number":6}},"markdown":"# Plan\n- [ ] first"}""");

        var list = await notion.OkAsync("GET", $"/v1/data_sources/{source}/templates");
        var row = await notion.OkAsync("POST", "/v1/pages", $$$"""{"parent":{"data_source_id":"{{{source}}}"},"properties":{"Cost":{"number":1}},"template":{"type":"default"}}""");
        var before = await notion.OkAsync("GET", $"/v1/blocks/{row.Id}/children");
        time.Advance(TimeSpan.FromSeconds(5));
        var after = await notion.OkAsync("GET", $"/v1/blocks/{row.Id}/children");
        var filled = await notion.OkAsync("GET", $"/v1/pages/{row.Id}");
        await notion.RefusedAsync(404, "PATCH", $"/v1/pages/{row.Id}", $$$"""{"template":{"type":"template_id","template_id":"{{{source}}}"}}""");

        var listed = Assert.Single((JsonArray)list.Body["templates"]!)!;
        Assert.Equal((made.Id, "Review", true), (listed["id"]!.GetValue<string>(), listed["name"]!.GetValue<string>(), listed["is_default"]!.GetValue<bool>()));
        Assert.Empty(before.Results);
        Assert.Equal(["heading_1", "to_do"], after.Results.Select(block => block!["type"]!.GetValue<string>()));
        Assert.Equal((1, 6), (filled.Property("Cost")["number"]!.GetValue<int>(), filled.Property("Size")["number"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Answers_from_the_future_have_more_members_more_types_and_more_blocks()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { AnswersFromTheFuture = true });

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/pages/{notion.Home}");
        request.Headers.Authorization = new("Bearer", notion.Server.Token);
        request.Headers.Add("Notion-Version", "2026-03-11");
        using var answer = await notion.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.NotNull(page["added_later"]);
        Assert.Equal("from_the_future", page["properties"]!["Added later"]!["type"]!.GetValue<string>());
    }

    private static string Page(LocalNotion notion, string more) =>
        $$$"""{"parent":{"page_id":"{{{notion.Home}}}"},"properties":{"title":{"title":[{"text":{"content":"New"}}]}},{{{more}}}}""";

    private static string State(Answer answer) => answer.Body["status"]!.GetValue<string>();
}
