using Microsoft.Extensions.Time.Testing;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class TimePassesTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 20, TimeSpan.Zero));
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.db");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Rows_of_a_clock_that_ran_ahead_are_seen_after_a_restart()
    {
        var options = new LocalWorkspaceOptions { DataFile = file, Time = time };
        string source;
        await using (var notion = await LocalNotion.StartAsync(options))
        {
            await notion.SendAsync("POST", "/_admin/clock", """{"advanceSeconds":3600}""");
            (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
            await notion.ARowNamedAsync(source, "One");
        }

        await using var again = await LocalNotion.StartAsync(options);
        var found = await again.OkAsync("POST", "/v1/search", """{"query":"One"}""");

        Assert.Equal(["One"], await again.QueryAsync(source));
        Assert.Single(found.Results);
    }

    [Fact]
    public async Task Whoever_waits_as_long_as_told_is_let_in()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions
        {
            Time = time,
            WorkspaceRequestsPerMinute = 1,
            WorkspaceRest = TimeSpan.FromSeconds(5),
        });
        await notion.OkAsync("GET", "/v1/users/me");
        var refused = await notion.RefusedAsync(429, "GET", "/v1/users/me");

        time.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        await notion.OkAsync("GET", "/v1/users/me");

        Assert.Equal(5, refused.Headers.RetryAfter.Delta.Value.TotalSeconds);
        await notion.RefusedAsync(429, "GET", "/v1/users/me");
    }

    [Fact]
    public async Task Upload_that_expired_while_nothing_ran_is_told_of_when_it_is_looked_at()
    {
        var options = new LocalWorkspaceOptions { DataFile = file, Time = time };
        string upload;
        await using (var notion = await LocalNotion.StartAsync(options))
        {
            upload = (await notion.OkAsync("POST", "/v1/file_uploads", """{"filename":"a.png","content_type":"image/png"}""")).Id;
        }

        time.Advance(TimeSpan.FromHours(2));
        await using var again = await LocalNotion.StartAsync(options);
        await using var ear = await WebhookEar.StartAsync();
        var made = await again.SendAsync("POST", "/_admin/webhooks", $$"""{"url":"{{ear.Url}}","events":["file_upload.expired"]}""");
        var token = (await ear.NextAsync())["verification_token"]!.GetValue<string>();
        await again.SendAsync("POST", $"/_admin/webhooks/{made.Id}/confirm", $$"""{"verificationToken":"{{token}}"}""");
        await again.OkAsync("GET", "/v1/file_uploads");
        time.Advance(TimeSpan.FromSeconds(10));
        var told = await ear.NextAsync(token);

        Assert.Equal("file_upload.expired", told["type"]!.GetValue<string>());
        Assert.Equal(upload, told["entity"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Task_that_ended_is_forgotten_after_a_day()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time });
        var first = await StartAsync();
        time.Advance(TimeSpan.FromHours(23));
        var known = await notion.GetAsync($"/v1/async_tasks/{first}");
        time.Advance(TimeSpan.FromHours(2));
        var second = await StartAsync();

        Assert.Equal(200, known.Status);
        await notion.RefusedAsync(404, "GET", $"/v1/async_tasks/{first}");
        await notion.OkAsync("GET", $"/v1/async_tasks/{second}");

        async Task<string> StartAsync()
        {
            var answer = await notion.SendAsync("POST", "/v1/pages",
                $$$"""{"parent":{"type":"page_id","page_id":"{{{notion.Home}}}"},"markdown":"a","allow_async":true}""");
            Assert.Equal(202, answer.Status);
            return answer.Id;
        }
    }
}
