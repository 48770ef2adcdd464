using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>Cursors are offsets in disguise: pages shift when runs come and go.</summary>
public sealed class WandbPagingTests
{
    [Fact]
    public async Task Runs_are_asked_for_from_the_oldest_on_so_that_new_ones_shift_nothing()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns();

        await bench.ReadAsync("runs");

        Assert.Equal("+created_at", bench.Asked("Runs")[0]["order"]!.GetValue<string>());
        Assert.Equal(50, bench.Asked("Runs")[0]["first"]!.GetValue<int>());
    }

    [Fact]
    public async Task Run_that_comes_on_two_pages_is_one_record_and_one_that_was_missed_is_found_by_reading_again()
    {
        var round = 0;
        await using var bench = (await WandbBench.StartAsync()).On("Runs", variables => variables["after"] is null
            ? WandbBench.Runs(3, new VendorPage([WandbBench.ARun(1), WandbBench.ARun(2)], "YXJyYXljb25uZWN0aW9uOjE=", 0))
            : WandbBench.Runs(3, new VendorPage([WandbBench.ARun(++round == 1 ? 2 : 3)], null, 2)));

        var read = await bench.ReadAsync("runs");

        Assert.Equal(["run1", "run2", "run3"], read.Records.Select(record => record.Data["name"]!.GetValue<string>()));
        Assert.Empty(read.Complaints);
        Assert.Equal(["acme/llm"], read.Scopes);
    }

    [Fact]
    public async Task Run_that_stays_missing_leaves_the_project_unfinished()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => WandbBench.Runs(3, new VendorPage([WandbBench.ARun(1), WandbBench.ARun(2)], null, 0)));

        var read = await bench.ReadAsync("runs");

        Assert.Equal(2, read.Records.Count);
        Assert.Contains("3 runs", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
        Assert.Equal("{}", read.Cursor);
        Assert.Equal(2, bench.Asked("Runs").Count);
    }

    [Fact]
    public async Task Run_that_is_deleted_meanwhile_is_no_fault()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => WandbBench.Runs(1, new VendorPage([WandbBench.ARun(1), WandbBench.ARun(2)], null, 0)));

        Assert.Empty((await bench.ReadAsync("runs")).Complaints);
    }

    [Fact]
    public async Task More_pages_without_a_cursor_are_a_fault()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => WandbStub.OfProject(
            [new("runs", new JsonObject { ["pageInfo"] = new JsonObject { ["hasNextPage"] = true, ["endCursor"] = null }, ["edges"] = new JsonArray() })]));

        var read = await bench.ReadAsync("runs");

        Assert.Contains("not where they begin", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(520)]
    public async Task Page_that_is_too_heavy_is_asked_for_by_half(int status)
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (_, number) => number <= 2 ? StubAnswer.Page(status) : null;

        Assert.Single((await bench.ReadAsync("runs")).Records);

        Assert.Equal([50, 25, 12], Sizes(bench));
    }

    [Fact]
    public async Task Page_that_takes_too_long_is_asked_for_by_half()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (_, number) => number == 1 ? StubSilence.Nothing : null;

        Assert.Single((await bench.ReadAsync("runs")).Records);

        Assert.Equal([50, 25], Sizes(bench));
    }

    [Fact]
    public async Task Page_is_not_made_smaller_for_a_limit_of_requests()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (_, number) => number == 1 ? WandbStub.Refusal(429, WandbBench.Secret) : null;

        Assert.Single((await bench.ReadAsync("runs")).Records);

        Assert.Equal([50, 50], Sizes(bench));
    }

    [Fact]
    public async Task Smallest_page_has_five()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Registered", _ => StubAnswer.Page(502)).On("Organization", _ => Organization());

        await bench.ReadAsync("registry");

        Assert.Equal([20, 10, 5, 5], bench.Asked("Registered").Select(asked => asked["first"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Versions_beyond_those_that_come_with_their_collection_are_read_by_pages()
    {
        await using var bench = (await WandbBench.StartAsync())
            .On("Collections", _ => WandbStub.OfProject([new("artifactType", new JsonObject { ["artifactCollections"] = WandbStub.Connection([Collection(WandbStub.Artifact(1), "next")]) })]))
            .On("Versions", _ => WandbStub.OfProject([new("artifactCollection", new JsonObject { ["artifacts"] = Versions(WandbStub.Artifact(2), null) })]));

        var read = await bench.ReadAsync("artifacts", """{"type":"dataset"}""");

        Assert.Equal(["v1", "v2"], read.Records.Select(record => record.Data["version"]!.GetValue<string>()));
        Assert.Equal("next", bench.Asked("Versions").Single()["after"]!.GetValue<string>());
        Assert.Equal("MixCorpus", bench.Asked("Versions").Single()["collection"]!.GetValue<string>());
        Assert.IsType<SourceItem.ScopeRead>(read.Items[^1]);
    }

    internal static StubAnswer Organization() => WandbStub.Data(
        "entity", new JsonObject { ["organization"] = new JsonObject { ["name"] = "Acme AI", ["orgEntity"] = new JsonObject { ["name"] = "acme-ai_abc123" } } });

    private static JsonObject Collection(JsonObject version, string? next) =>
        new() { ["__typename"] = "ArtifactSequence", ["id"] = "c1", ["name"] = "MixCorpus", ["artifacts"] = Versions(version, next) };

    private static JsonObject Versions(JsonObject version, string? next) =>
        WandbStub.Connection(new VendorPage([version], next, 0), item => new JsonObject { ["version"] = $"v{item["versionIndex"]}", ["node"] = item });

    private static IEnumerable<int> Sizes(WandbBench bench) => bench.Asked("Runs").Select(asked => asked["first"]!.GetValue<int>());
}
