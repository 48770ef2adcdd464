using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

internal sealed record Answer(int Status, JsonObject Body, HttpResponseHeaders Headers)
{
    public string Id => Body["id"]!.GetValue<string>();

    public string Code => Body["code"]!.GetValue<string>();

    public string Message => Body["message"]!.GetValue<string>();

    public JsonObject Property(string name) => (JsonObject)Body["properties"]![name]!;

    public JsonArray Results => (JsonArray)Body["results"]!;
}

/// <summary>A running local workspace and a plain client. Every successful answer is judged by the contract.</summary>
internal sealed class LocalNotion : IAsyncDisposable
{
    private readonly LocalWorkspaceServer _server;

    private LocalNotion(LocalWorkspaceServer server)
    {
        _server = server;
        Client = new HttpClient { BaseAddress = server.Url };
    }

    public HttpClient Client { get; }

    public LocalWorkspaceServer Server => _server;

    public string Home => _server.ParentPageId;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LocalNotion> StartAsync(LocalWorkspaceOptions? options = null) =>
        new(await LocalWorkspaceServer.StartAsync(options ?? new LocalWorkspaceOptions { RequestsPerMinute = 1_000_000 }, Cancellation));

    public async Task<Answer> SendAsync(string method, string path, string? json = null, string? token = null, string? version = "2026-03-11")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? _server.Token);
        if (version is not null)
        {
            request.Headers.Add("Notion-Version", version);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await Client.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        if (response.IsSuccessStatusCode && path.StartsWith("/v1", StringComparison.Ordinal))
        {
            // What is accepted to be done later is answered with its task, whatever it is.
            var isTask = response.StatusCode == System.Net.HttpStatusCode.Accepted;
            NotionContract.AssertAnswer(isTask ? "GET" : method, isTask ? $"/v1/async_tasks/{Guid.Empty}" : path, text);
        }

        return new Answer((int)response.StatusCode, (JsonObject)JsonNode.Parse(text)!, response.Headers);
    }

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    /// <summary>Sends a body that the contract must allow, and expects success.</summary>
    public async Task<Answer> OkAsync(string method, string path, string? json = null)
    {
        if (json is not null && path.StartsWith("/v1", StringComparison.Ordinal))
        {
            NotionContract.AssertRequest(method, path, json);
        }

        var answer = await SendAsync(method, path, json);
        Assert.True(answer.Status == 200, $"{method} {path}: {answer.Body.ToJsonString()}");
        return answer;
    }

    /// <summary>Sends a request that must be refused.</summary>
    public async Task<Answer> RefusedAsync(int status, string method, string path, string? json = null)
    {
        var answer = await SendAsync(method, path, json);
        Assert.True(answer.Status == status, $"{method} {path}: {answer.Status} {answer.Body.ToJsonString()}");
        Assert.Equal("error", answer.Body["object"]!.GetValue<string>());
        Assert.NotNull(answer.Body["request_id"]);
        return answer;
    }

    /// <returns>Ids of the database and its data source.</returns>
    public async Task<(string Database, string Source)> ADatabaseAsync(string title, string properties)
    {
        var body = $$$"""{"parent":{"type":"page_id","page_id":"{{{Home}}}"},"title":[{"text":{"content":{{{JsonSerializer.Serialize(title)}}}}}],"initial_data_source":{"properties":{{{properties}}}}}""";
        var answer = await SendAsync("POST", "/v1/databases", body);
        Assert.True(answer.Status == 200, answer.Body.ToJsonString());
        return (answer.Id, answer.Body["data_sources"]![0]!["id"]!.GetValue<string>());
    }

    public async Task<Answer> ARowAsync(string source, string properties) =>
        await OkAsync("POST", "/v1/pages", $$"""{"parent":{"type":"data_source_id","data_source_id":"{{source}}"},"properties":{{properties}} }""");

    public async Task<string> ARowNamedAsync(string source, string name, string more = "")
    {
        var row = await ARowAsync(source, $$$"""{"Name":{"title":[{"text":{"content":{{{JsonSerializer.Serialize(name)}}}}}]}{{{(more.Length > 0 ? "," + more : "")}}}}""");
        return row.Id;
    }

    /// <returns>The titles that a query gives, in order.</returns>
    public async Task<string[]> QueryAsync(string source, string body = "{}")
    {
        var answer = await OkAsync("POST", $"/v1/data_sources/{source}/query", body);
        return [.. answer.Results.Select(page => page!["properties"]!["Name"]!["title"]![0]!["plain_text"]!.GetValue<string>())];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
