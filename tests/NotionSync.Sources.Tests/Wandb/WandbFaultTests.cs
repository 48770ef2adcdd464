using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Tests.Contract;
using NotionSync.Sources.Wandb;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>The forms in which the server says no, and its limits.</summary>
public sealed class WandbFaultTests
{
    [Theory]
    [InlineData(200, """{"errors":[{"message":"no such thing","path":["project"],"extensions":{"code":"NOPE"}}],"data":null}""", "no such thing")]
    [InlineData(200, """{"errors":["no such thing"]}""", "no such thing")]
    [InlineData(200, """{"error":"no such thing"}""", "no such thing")]
    [InlineData(200, """{"error":{"message":"no such thing"}}""", "no such thing")]
    [InlineData(400, """{"errors":[{"message":"no such thing"}]}""", "no such thing")]
    [InlineData(400, """{"errors":["no such thing"]}""", "no such thing")]
    [InlineData(422, """{"error":"no such thing"}""", "no such thing")]
    [InlineData(403, """{"error":{"message":"no such thing"}}""", "no such thing")]
    [InlineData(400, """{"message":"no such thing"}""", "no such thing")]
    [InlineData(200, """{"errors":[{}]}""", "refused")]
    [InlineData(200, "[]", "refused")]
    public async Task Refusal_is_understood_in_each_form(int status, string body, string words)
    {
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => new StubAnswer(status, body));

        var read = await bench.ReadAsync("runs");

        Assert.Contains(words, Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Data_beside_errors_is_not_used()
    {
        var whole = JsonNode.Parse(WandbBench.Runs(1, new VendorPage([WandbBench.ARun(1)], null, 0)).Body)!;
        whole["errors"] = new JsonArray(new JsonObject { ["message"] = "a part is missing" });
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => StubAnswer.Json(whole));

        var read = await bench.ReadAsync("runs");

        Assert.Empty(read.Records);
        Assert.Empty(read.Scopes);
        Assert.Contains("a part is missing", Assert.Single(read.Complaints), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", null)]
    [InlineData("sweeps", null)]
    [InlineData("reports", null)]
    [InlineData("artifacts", """{"type":"dataset"}""")]
    public async Task Project_that_is_absent_or_forbidden_is_told_and_its_neighbour_is_read(string kind, string? settings)
    {
        await using var bench = await WandbBench.StartAsync(("Projects", "hidden, llm"));
        foreach (var operation in (string[])["Runs", "Sweeps", "Reports", "Collections"])
        {
            bench.On(operation, variables => variables["project"]!.GetValue<string>() == "hidden" ? WandbStub.Data("project", null) : WandbStub.OfProject());
        }

        var read = await bench.ReadAsync(kind, settings);

        Assert.Contains("project 'acme/hidden'", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Contains("or the key may not see it", read.Complaints[0], StringComparison.Ordinal);
        Assert.Equal(["acme/llm"], read.Scopes);
        Assert.DoesNotContain("hidden", read.Cursor ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_that_is_wanted_but_not_in_the_list_is_told()
    {
        await using var bench = (await WandbBench.StartAsync(("Projects", "llm,speech")))
            .On("Projects", _ => WandbStub.Data("models", WandbStub.Connection([new JsonObject { ["id"] = "p1", ["name"] = "llm" }, new JsonObject { ["id"] = "p2", ["name"] = "other" }])));

        var read = await bench.ReadAsync("projects");

        Assert.Equal("acme/llm", Assert.Single(read.Records).Data["path"]!.GetValue<string>());
        Assert.Contains("'acme/speech'", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Entity_that_is_absent_or_forbidden_is_told()
    {
        await using var bench = (await WandbBench.StartAsync(("Projects", null))).On("Projects", _ => WandbStub.Data("models", null));

        Assert.Contains("projects of 'acme'", Assert.Single((await bench.ReadAsync("projects")).Complaints), StringComparison.Ordinal);
        Assert.Contains("projects of 'acme'", Assert.Single((await bench.ReadAsync("runs")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_key_stops_the_source_at_once()
    {
        await using var bench = (await WandbBench.StartAsync(("Projects", "one two three"))).On("Runs", _ => WandbStub.Refusal(401, WandbBench.Secret));

        var read = await bench.ReadAsync("runs");

        Assert.Contains("Sources:Wandb:ApiKey", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Single(bench.Vendor.Requests);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(501)]
    public async Task Refusal_for_good_is_not_repeated(int status)
    {
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => WandbStub.Refusal(status, WandbBench.Secret));

        await bench.ReadAsync("runs");

        Assert.Single(bench.Vendor.Requests);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(418)]
    [InlineData(507)]
    public async Task Other_refusals_may_pass(int status)
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (_, number) => number == 1 ? WandbStub.Refusal(status, WandbBench.Secret) : null;

        Assert.Empty((await bench.ReadAsync("runs")).Complaints);
    }

    [Fact]
    public async Task Limit_that_names_only_when_its_window_ends_is_waited_for()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (_, number) => number == 1
            ? WandbStub.Refusal(429, WandbBench.Secret) with { Headers = new Dictionary<string, string> { ["RateLimit-Remaining"] = "0", ["RateLimit-Reset"] = "23" } }
            : null;

        Assert.Single((await bench.ReadAsync("runs")).Records);

        Assert.Contains(bench.Time.Delays, delay => delay >= TimeSpan.FromSeconds(23));
    }

    [Fact]
    public async Task End_of_the_window_is_not_waited_for_when_the_server_fails_for_another_reason()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (_, number) => number == 1
            ? StubAnswer.Page(502) with { Headers = new Dictionary<string, string> { ["RateLimit-Remaining"] = "900", ["RateLimit-Reset"] = "3600" } }
            : null;

        var read = await bench.ReadAsync("runs");

        Assert.Empty(read.Complaints);
        Assert.Single(read.Records);
        Assert.DoesNotContain(bench.Time.Delays, delay => delay >= TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("0", "30", 30)]
    [InlineData("10.0", "30", 3)]
    [InlineData("900", "30", 0)]
    [InlineData("0", "soon", 0)]
    [InlineData("-4", "30", 0)]
    public async Task Quota_that_runs_out_slows_down_before_the_server_says_no(string remaining, string reset, int seconds)
    {
        var headers = new Dictionary<string, string> { ["RateLimit-Remaining"] = remaining, ["RateLimit-Reset"] = reset };
        await using var bench = (await WandbBench.StartAsync(("Projects", "one two"))).On("Runs", _ => WandbBench.Runs(0, new VendorPage([], null, 0)) with { Headers = headers });

        Assert.Empty((await bench.ReadAsync("runs")).Complaints);

        Assert.Equal(seconds, bench.Time.Delays.Sum(delay => delay.TotalSeconds), 3);
        Assert.Equal(2, bench.Vendor.Requests.Count);
    }

    [Fact]
    public async Task Key_is_sent_as_the_password_of_the_user_api()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns();

        await bench.ReadAsync("runs");

        var request = bench.Vendor.Requests.Single();
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"api:{WandbBench.Secret}"))}", request.Headers["Authorization"]);
        Assert.Equal("NotionSync", request.Headers["User-Agent"]);
        Assert.Equal(("POST", "/graphql"), (request.Method, request.Path));
        Assert.True(request.Headers.ContainsKey("Content-Length"));
    }

    [Theory]
    [InlineData("BaseUrl", "https://wandb.ai", "https://api.wandb.ai")]
    [InlineData("BaseUrl", "api.wandb.ai", "absolute")]
    [InlineData("AppUrl", "wandb.ai", "absolute")]
    [InlineData("ApiKey", "two words", "blank")]
    public void Slip_in_the_configuration_is_told_with_its_mend(string key, string value, string mend)
    {
        var settings = new Dictionary<string, string?> { ["Sources:Wandb:ApiKey"] = "k", ["Sources:Wandb:Entity"] = "acme", [$"Sources:Wandb:{key}"] = value };
        using var services = new ServiceCollection().AddSources(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<WandbOptions>>().Value);

        Assert.StartsWith($"Sources:Wandb:{key}", Assert.Single(fault.Failures), StringComparison.Ordinal);
        Assert.Contains(mend, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":{"viewer":null,"entity":{"name":"acme"}}}""", "Sources:Wandb:ApiKey")]
    [InlineData("""{"data":{"viewer":{"id":"u"},"entity":null}}""", "Sources:Wandb:Entity")]
    [InlineData("""{"data":{"viewer":{"id":"u"},"entity":{"name":"acme"},"serverInfo":{"latestLocalVersionInfo":{"outOfDate":true,"versionOnThisInstanceString":"0.40","latestVersionString":"0.70"}}}}""", "Sources:Wandb:BaseUrl")]
    public async Task Check_names_what_is_not_seen(string viewer, string where)
    {
        await using var bench = Well(await WandbBench.StartAsync()).On("Viewer", _ => new StubAnswer(200, viewer));

        var finding = Assert.Single(await bench.Source.CheckAsync(TestContext.Current.CancellationToken));

        Assert.Equal(where, finding.Where);
        Assert.NotEmpty(finding.Fix);
    }

    [Fact]
    public async Task Check_names_each_project_that_is_not_seen()
    {
        await using var bench = (await WandbBench.StartAsync(("Projects", "llm, hidden, other/gone")))
            .On("Viewer", _ => new StubAnswer(200, """{"data":{"viewer":{"id":"u"},"entity":{"name":"acme"}}}"""))
            .On("Project", variables => variables["project"]!.GetValue<string>() == "llm" ? WandbStub.OfProject() : WandbStub.Data("project", null));

        var findings = await bench.Source.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["'acme/hidden'", "'other/gone'"], findings.Select(finding => finding.What.Split(' ', ':').First(word => word.Contains('/', StringComparison.Ordinal))));
        Assert.All(findings, finding => Assert.Equal("Sources:Wandb:Projects", finding.Where));
    }

    [Theory]
    [InlineData("llm")]
    [InlineData(null)]
    public async Task Check_asks_for_one_item_of_each_list(string? projects)
    {
        await using var bench = Well(await WandbBench.StartAsync(("Projects", projects)));

        Assert.Empty(await bench.Source.CheckAsync(TestContext.Current.CancellationToken));

        foreach (var operation in (string[])["Runs", "Sweeps", "Collections", "Reports", "Registered"])
        {
            Assert.Equal(1, bench.Asked(operation).Single()["first"]!.GetValue<int>());
        }

        Assert.Equal("llm", bench.Asked("Runs").Single()["project"]!.GetValue<string>());
    }

    [Fact]
    public async Task Check_tells_what_the_server_lacks_and_what_the_key_may_not_see()
    {
        await using var bench = Well(await WandbBench.StartAsync()).On("Registered", _ => WandbStub.Errors("permission denied"));
        bench.Vendor.Fault = (request, _) => request.Json!["query"]!.GetValue<string>().Contains("sweepName", StringComparison.Ordinal)
            ? WandbStub.Errors("Cannot query field \"sweepName\" on type \"Run\".")
            : null;

        var findings = await bench.Source.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Sources:Wandb:BaseUrl", "Sources:Wandb:ApiKey"], findings.Select(finding => finding.Where));
        Assert.Contains("these are missing: sweep", findings[0].What, StringComparison.Ordinal);
        Assert.Contains("right to view the registry", findings[1].Fix, StringComparison.Ordinal);
    }

    // A server at which nothing is wrong.
    private static WandbBench Well(WandbBench bench) => bench
        .On("Viewer", _ => new StubAnswer(200, """{"data":{"viewer":{"id":"u"},"entity":{"name":"acme"}}}"""))
        .On("Project", _ => WandbStub.OfProject())
        .On("Projects", _ => WandbStub.Data("models", WandbStub.Connection([new JsonObject { ["id"] = "p1", ["name"] = "llm" }])))
        .On("Runs", _ => WandbStub.OfProject())
        .On("Compared", _ => WandbStub.OfProject())
        .On("Sweeps", _ => WandbStub.OfProject())
        .On("Collections", _ => WandbStub.OfProject())
        .On("Reports", _ => WandbStub.OfProject())
        .On("Organization", _ => WandbPagingTests.Organization())
        .On("Registered", _ => WandbStub.Data("organization", new JsonObject { ["orgEntity"] = new JsonObject() }));

    [Fact]
    public async Task Check_at_the_address_of_the_pages_says_so()
    {
        await using var bench = await WandbBench.StartAsync();
        bench.Vendor.Fault = (_, _) => StubAnswer.Page(404);

        var finding = Assert.Single(await bench.Source.CheckAsync(TestContext.Current.CancellationToken));

        Assert.Equal("Sources:Wandb:BaseUrl", finding.Where);
        Assert.Contains("https://api.wandb.ai", finding.Fix, StringComparison.Ordinal);
    }
}
