using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class ServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Budget_is_spent_in_fixed_windows()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 20, TimeSpan.Zero));
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { RequestsPerMinute = 2, Time = time });
        await notion.OkAsync("GET", "/v1/users/me");
        await notion.OkAsync("GET", "/v1/users/me");

        var limited = await notion.RefusedAsync(429, "GET", "/v1/users/me");
        time.Advance(TimeSpan.FromSeconds(40));
        await notion.OkAsync("GET", "/v1/users/me");

        Assert.Equal("rate_limited", limited.Code);
        Assert.Equal(TimeSpan.FromSeconds(40), limited.Headers.RetryAfter!.Delta);
        Assert.Equal("public_api_request_rate_limit", limited.Body["additional_data"]!["rate_limit_reason"]!.GetValue<string>());
        Assert.Equal("40", limited.Body["additional_data"]!["retry_after"]!.GetValue<string>());
    }

    [Fact]
    public async Task Budget_of_the_workspace_has_its_own_reason_and_the_real_budget_can_be_lowered_silently()
    {
        await using var shared = await LocalNotion.StartAsync(new LocalWorkspaceOptions { WorkspaceRequestsPerMinute = 0 });
        await using var lowered = await LocalNotion.StartAsync();
        await lowered.SendAsync("POST", "/_admin/budget", """{"requestsPerMinute":0}""");

        var first = await shared.RefusedAsync(429, "GET", "/v1/users/me");
        await lowered.RefusedAsync(429, "GET", "/v1/users/me");

        Assert.Equal("public_api_space_request_rate_limit", first.Body["additional_data"]!["rate_limit_reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Requests_are_counted_as_reads_and_writes()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
        await notion.SendAsync("POST", "/_admin/requests/reset", "");
        await notion.QueryAsync(source);
        await notion.ARowNamedAsync(source, "One");
        await notion.SendAsync("GET", "/v1/nonsense");

        var counts = await notion.SendAsync("GET", "/_admin/requests");

        Assert.Equal((3, 2, 1), (Number("total"), Number("read"), Number("write")));
        Assert.Equal(1, counts.Body["byEndpoint"]!["POST /v1/data_sources/{id}/query"]!.GetValue<int>());
        Assert.Equal(1, counts.Body["statuses"]!["400"]!.GetValue<int>());

        int Number(string name) => counts.Body[name]!.GetValue<int>();
    }

    [Fact]
    public async Task Faults_strike_the_nth_call_before_or_after_it_is_carried_out()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
        await FaultAsync("""{"method":"POST","path":"/v1/pages","nth":2,"kind":"status","status":529,"retryAfter":5}""");
        await FaultAsync("""{"method":"POST","path":"/v1/pages","nth":3,"kind":"committed503"}""");
        await FaultAsync("""{"method":"POST","path":"/v1/pages","nth":4,"when":"after","kind":"reset"}""");
        await FaultAsync("""{"method":"GET","path":"/v1/databases/{id}","kind":"html502"}""");

        await notion.ARowNamedAsync(source, "One");
        var overloaded = await notion.RefusedAsync(529, "POST", "/v1/pages", Row("Two"));
        var committed = await notion.RefusedAsync(503, "POST", "/v1/pages", Row("Three"));
        await Assert.ThrowsAsync<HttpRequestException>(() => notion.SendAsync("POST", "/v1/pages", Row("Four")));
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => notion.SendAsync("GET", $"/v1/databases/{notion.Home}"));

        Assert.Equal(["Four", "Three", "One"], await notion.QueryAsync(source));
        Assert.Equal(5, overloaded.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        await notion.OkAsync("GET", $"/v1/pages/{committed.Body["additional_data"]!["committed_resource_id"]}");

        Task FaultAsync(string fault) => notion.SendAsync("POST", "/_admin/faults", fault);

        string Row(string name) => $$$"""{"parent":{"data_source_id":"{{{source}}}"},"properties":{"Name":{"title":[{"text":{"content":"{{{name}}}"}}]}} }""";
    }

    [Fact]
    public async Task Admin_door_is_shut_to_foreign_pages()
    {
        await using var notion = await LocalNotion.StartAsync();
        using var foreignHost = new HttpRequestMessage(HttpMethod.Get, "/_admin/requests");
        foreignHost.Headers.Host = "evil.example";
        using var foreignOrigin = new HttpRequestMessage(HttpMethod.Get, "/_admin/requests");
        foreignOrigin.Headers.Add("Origin", "https://evil.example");

        using var first = await notion.Client.SendAsync(foreignHost, Cancellation);
        using var second = await notion.Client.SendAsync(foreignOrigin, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, first.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
    }

    [Fact]
    public async Task Missing_access_is_404_and_missing_capability_403()
    {
        await using var notion = await LocalNotion.StartAsync();
        await notion.SendAsync("POST", "/_admin/share", """{"shared":false}""");
        var unshared = await notion.RefusedAsync(404, "GET", $"/v1/pages/{notion.Home}");
        await notion.SendAsync("POST", "/_admin/share", """{"shared":true}""");
        await notion.SendAsync("POST", "/_admin/capabilities", """{"update":false}""");
        var forbidden = await notion.RefusedAsync(403, "PATCH", $"/v1/pages/{notion.Home}", """{"is_locked":true}""");
        var bad = await notion.RefusedAsync(400, "GET", "/v1/pages/nonsense");

        Assert.Equal($"Could not find page with ID: {notion.Home}. Make sure the relevant pages and databases are shared with your integration.", unshared.Message);
        Assert.Equal("restricted_resource", forbidden.Code);
        Assert.Equal("validation_error", bad.Code);
    }

    [Theory]
    [InlineData("{", "invalid_json")]
    [InlineData("[]", "validation_error")]
    [InlineData("""{"nonsense":1}""", "validation_error")]
    public async Task Bad_body_is_refused(string body, string code)
    {
        await using var notion = await LocalNotion.StartAsync();

        var refused = await notion.RefusedAsync(400, "POST", "/v1/search", body);

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task Unknown_path_and_oversized_body_are_refused()
    {
        await using var notion = await LocalNotion.StartAsync();

        var path = await notion.RefusedAsync(400, "GET", "/v1/nonsense");
        var large = await notion.RefusedAsync(400, "POST", "/v1/search", $$"""{"query":"{{new string('x', 512 * 1024)}}"}""");

        Assert.Equal("invalid_request_url", path.Code);
        Assert.Equal("validation_error", large.Code);
    }

    [Fact]
    public async Task Top_level_properties_of_a_new_database_are_silently_dropped()
    {
        await using var notion = await LocalNotion.StartAsync();

        var database = await notion.SendAsync("POST", "/v1/databases",
            $$$"""{"parent":{"type":"page_id","page_id":"{{{notion.Home}}}"},"properties":{"Cost":{"number":{}} }}""");
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{database.Body["data_sources"]![0]!["id"]}");

        Assert.Equal("Name", Assert.Single((JsonObject)schema.Body["properties"]!).Key);
    }

    [Fact]
    public async Task State_survives_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.db");
        var options = new LocalWorkspaceOptions { DataFile = file };
        string home, source, product;
        await using (var notion = await LocalNotion.StartAsync(options))
        {
            home = notion.Home;
            (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
            await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", $$$"""{"properties":{"Parts":{"relation":{"data_source_id":"{{{source}}}","dual_property":{}} }} }""");
            product = await notion.ARowNamedAsync(source, "One");
            await notion.ARowNamedAsync(source, "Two", $$"""  "Parts":{"relation":[{"id":"{{product}}"}]} """);
            await notion.OkAsync("PATCH", $"/v1/blocks/{product}/children", """{"children":[{"divider":{}}]}""");
        }

        await using (var again = await LocalNotion.StartAsync(options))
        {
            var page = await again.OkAsync("GET", $"/v1/pages/{product}");
            var blocks = await again.OkAsync("GET", $"/v1/blocks/{product}/children");

            Assert.Equal(home, again.Home);
            Assert.Equal(["Two", "One"], await again.QueryAsync(source));
            Assert.Single((JsonArray)page.Property("Related to Things (Parts)")["relation"]!);
            Assert.Single(blocks.Results);
        }

        foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
        {
            File.Delete(left);
        }
    }

    [Fact]
    public async Task File_is_uploaded_attached_and_served()
    {
        await using var notion = await LocalNotion.StartAsync();
        var upload = await notion.OkAsync("POST", "/v1/file_uploads", """{"filename":"a.png","content_type":"image/png"}""");
        var sent = await SendFileAsync(notion, upload.Id, "bytes", null);

        await notion.OkAsync("PATCH", $"/v1/blocks/{notion.Home}/children",
            $$$"""{"children":[{"image":{"type":"file_upload","file_upload":{"id":"{{{upload.Id}}}"}} }]}""");
        var blocks = await notion.OkAsync("GET", $"/v1/blocks/{notion.Home}/children");
        var url = blocks.Results[0]!["image"]!["file"]!["url"]!.GetValue<string>();
        var bytes = await notion.Client.GetStringAsync(url, Cancellation);
        using var forged = await notion.Client.GetAsync(url[..^1] + "x", Cancellation);

        Assert.Equal(HttpStatusCode.OK, sent);
        Assert.Equal("bytes", bytes);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Fact]
    public async Task File_in_parts_is_completed_and_an_unattached_one_expires()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time });
        var upload = await notion.OkAsync("POST", "/v1/file_uploads", """{"mode":"multi_part","filename":"a.txt","number_of_parts":2}""");

        await SendFileAsync(notion, upload.Id, new string('a', 5 * 1024 * 1024), 1);
        await notion.RefusedAsync(400, "POST", $"/v1/file_uploads/{upload.Id}/complete");
        await SendFileAsync(notion, upload.Id, "end", 2);
        var complete = await notion.OkAsync("POST", $"/v1/file_uploads/{upload.Id}/complete");
        time.Advance(TimeSpan.FromHours(2));
        var expired = await notion.OkAsync("GET", $"/v1/file_uploads/{upload.Id}");
        var list = await notion.OkAsync("GET", "/v1/file_uploads?status=expired");

        Assert.Equal("uploaded", complete.Body["status"]!.GetValue<string>());
        Assert.Equal((5 * 1024 * 1024) + 3, complete.Body["content_length"]!.GetValue<long>());
        Assert.Equal("expired", expired.Body["status"]!.GetValue<string>());
        Assert.Single(list.Results);
    }

    [Fact]
    public async Task Comments_on_one_page_share_a_discussion()
    {
        await using var notion = await LocalNotion.StartAsync();
        var first = await CommentAsync(""" "rich_text":[{"text":{"content":"a"}}] """);
        var second = await CommentAsync(""" "markdown":"**b**" """);

        var changed = await notion.OkAsync("PATCH", $"/v1/comments/{second.Id}", """{"markdown":"c"}""");
        await notion.OkAsync("DELETE", $"/v1/comments/{first.Id}");
        var list = await notion.OkAsync("GET", $"/v1/comments?block_id={notion.Home}");

        Assert.Equal(first.Body["discussion_id"]!.GetValue<string>(), second.Body["discussion_id"]!.GetValue<string>());
        Assert.Equal("c", changed.Body["rich_text"]![0]!["plain_text"]!.GetValue<string>());
        Assert.Single(list.Results);

        Task<Answer> CommentAsync(string text) => notion.OkAsync("POST", "/v1/comments", $$$"""{"parent":{"page_id":"{{{notion.Home}}}"},{{{text}}}}""");
    }

    [Fact]
    public async Task Person_edits_renames_duplicates_and_trashes()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var row = await notion.ARowNamedAsync(source, "One", """ "Cost":{"number":1} """);
        var me = await notion.OkAsync("GET", "/v1/users/me");

        await PersonAsync($$$"""{"action":"edit","pageId":"{{{row}}}","properties":{"Cost":{"number":5}} }""");
        await PersonAsync($$"""{"action":"renameProperty","dataSourceId":"{{source}}","from":"Cost","to":"Price"}""");
        await PersonAsync($$$"""{"action":"addProperty","dataSourceId":"{{{source}}}","name":"Mine","config":{"checkbox":{}} }""");
        await PersonAsync($$"""{"action":"renameDatabase","databaseId":"{{database}}","title":"Stuff"}""");
        var copy = await PersonAsync($$"""{"action":"duplicate","pageId":"{{row}}"}""");
        await PersonAsync($$"""{"action":"trash","pageId":"{{row}}"}""");
        var read = await notion.OkAsync("GET", $"/v1/pages/{copy.Id}");
        var title = await notion.OkAsync("GET", $"/v1/databases/{database}");

        Assert.Equal(5, read.Property("Price")["number"]!.GetValue<int>());
        Assert.False(read.Property("Mine")["checkbox"]!.GetValue<bool>());
        Assert.NotEqual(me.Id, read.Body["last_edited_by"]!["id"]!.GetValue<string>());
        Assert.Equal("Stuff", title.Body["title"]![0]!["plain_text"]!.GetValue<string>());
        Assert.Equal(["One"], await notion.QueryAsync(source, """{"in_trash":true}"""));

        async Task<Answer> PersonAsync(string body)
        {
            var answer = await notion.SendAsync("POST", "/_admin/person", body);
            Assert.True(answer.Status == 200, answer.Body.ToJsonString());
            return answer;
        }
    }

    private static async Task<HttpStatusCode> SendFileAsync(LocalNotion notion, string id, string bytes, int? part)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(bytes));
        form.Add(file, "file", "file");
        if (part is { } number)
        {
            form.Add(new StringContent($"{number}"), "part_number");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/file_uploads/{id}/send") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", notion.Server.Token);
        request.Headers.Add("Notion-Version", "2026-03-11");
        using var response = await notion.Client.SendAsync(request, Cancellation);
        NotionContract.AssertAnswer("POST", $"/v1/file_uploads/{id}/send", await response.Content.ReadAsStringAsync(Cancellation));
        return response.StatusCode;
    }
}
