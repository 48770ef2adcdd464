using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>
/// A GitHub of which a test sets the answers by path: with tags and 304, pages with Link headers that a 304 does not repeat, and 404 for
/// all else.
/// </summary>
internal sealed class FakeGitHub : IAsyncDisposable
{
    private readonly Dictionary<string, Func<StubRequest, StubAnswer>> answers = new(StringComparer.Ordinal);
    private readonly StubVendor server;
    private readonly string prefix;
    private readonly List<string> asked = [];

    private FakeGitHub(StubVendor server, string prefix) => (this.server, this.prefix) = (server, prefix);

    public const string Repository = GitHubStub.Repository;

    public ContractTime Time { get; } = new() { Limit = TimeSpan.FromMinutes(5) };

    public StubVendor Server => server;

    public Dictionary<string, string?> Settings { get; private set; } = [];

    /// <summary>Items in a page, whatever is asked for.</summary>
    public int PageSize { get; set; } = 100;

    public static async Task<FakeGitHub> StartAsync(string prefix = "")
    {
        var server = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        var fake = new FakeGitHub(server, prefix);
        server.Healthy = fake.Answer;
        server.Silent = fake.Time.EndLongWaits;
        fake.Settings = GitHubStub.Configuration(new Uri(server.Address, prefix), "github_pat_SECRET");
        return fake;
    }

    /// <summary>What was asked since this was last called, as <c>304 /path?query</c> without the repository's own path.</summary>
    public IReadOnlyList<string> TakeRequests()
    {
        lock (asked)
        {
            string[] all = [.. asked];
            asked.Clear();
            return all;
        }
    }

    /// <summary>Sets the answer of a path, which may have a query: then only that one.</summary>
    public void Put(string path, JsonNode body) => answers[path] = request => Tagged(request, body, null);

    /// <summary>Sets the answer of a path by JSON text.</summary>
    public void Put(string path, string json) => Put(path, JsonNode.Parse(json)!);

    /// <summary>Sets a list, which is given in pages.</summary>
    public void PutList(string path, JsonArray items, string? member = null) => answers[path] = request => Page(request, items, member);

    /// <summary>Sets how a path is answered.</summary>
    public void Put(string path, Func<StubRequest, StubAnswer> answer) => answers[path] = answer;

    /// <summary>Below the repository.</summary>
    public static string In(string below) => below.Length == 0 ? $"/repos/{Repository}" : $"/repos/{Repository}/{below}";

    /// <summary>Reads a kind by a source of its own: what is known of the read before comes from the cursor alone.</summary>
    public async Task<ReadResult> ReadAsync(string kind, string? cursor = null, JsonObject? settings = null)
    {
        await using var services = Services();
        var items = new List<SourceItem>();
        try
        {
            await foreach (var item in Source(services).ReadAsync(new SourceQuery(kind, settings, Time.Now, cursor), TestContext.Current.CancellationToken))
            {
                items.Add(item);
            }

            return new ReadResult(items, null, server.Requests);
        }
        catch (SourceException failure)
        {
            return new ReadResult(items, failure, server.Requests);
        }
    }

    public ServiceProvider Services() => new ServiceCollection()
        .AddSingleton<TimeProvider>(Time)
        .AddSources(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
        .BuildServiceProvider();

    public static ISource Source(IServiceProvider services) => services.GetServices<ISource>().Single(source => source.Name == "GitHub");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private StubAnswer Answer(StubRequest request)
    {
        var path = request.Path.StartsWith(prefix, StringComparison.Ordinal) ? request.Path[prefix.Length..] : $"outside of {prefix}: {request.Path}";
        var query = string.Join('&', request.Query.SelectMany(pair => pair.Select(value => $"{pair.Key}={value}")));
        var answer = answers.TryGetValue($"{path}?{query}", out var exact) ? exact(request)
            : answers.TryGetValue(path, out var any) ? any(request)
            : new StubAnswer(404, """{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}""");
        lock (asked)
        {
            var below = path.StartsWith(In(""), StringComparison.Ordinal) ? path[In("").Length..] : path;
            asked.Add($"{answer.Status} {below}{(query.Length > 0 ? $"?{query}" : "")}");
        }

        return answer;
    }

    private StubAnswer Page(StubRequest request, JsonArray items, string? member)
    {
        var number = int.Parse(request.Argument("page") ?? "1", CultureInfo.InvariantCulture);
        var page = new JsonArray([.. items.Skip((number - 1) * PageSize).Take(PageSize).Select(item => item!.DeepClone())]);
        var others = string.Join('&', request.Query.Where(pair => pair.Key != "page").SelectMany(pair => pair.Select(value => $"{pair.Key}={Uri.EscapeDataString(value)}")));
        var next = items.Count > number * PageSize ? $"<http://{request.Headers["Host"]}{request.Path}?{others}&page={number + 1}>; rel=\"next\", <http://{request.Headers["Host"]}{request.Path}?{others}&page=99>; rel=\"last\"" : null;
        return Tagged(request, member is null ? page : new JsonObject { ["total_count"] = items.Count, [member] = page }, next);
    }

    public static StubAnswer Tagged(StubRequest request, JsonNode body, string? link)
    {
        var text = body.ToJsonString();
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\"";
        if (request.Headers.GetValueOrDefault("If-None-Match") == tag)
        {
            return new StubAnswer(304, "") { Headers = new Dictionary<string, string> { ["ETag"] = tag } };
        }

        var headers = new Dictionary<string, string> { ["ETag"] = tag, ["X-RateLimit-Limit"] = "5000", ["X-RateLimit-Remaining"] = "4990", ["X-RateLimit-Reset"] = "1795415000" };
        if (link is not null)
        {
            headers["Link"] = link;
        }

        return new StubAnswer(200, text, "application/json; charset=utf-8") { Headers = headers };
    }
}
