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
    public async Task Page_shrinks_to_a_single_item()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Registered", _ => StubAnswer.Page(502)).On("Organization", _ => Organization());

        await bench.ReadAsync("registry");

        Assert.Equal([10, 5, 2, 1], bench.Asked("Registered").Select(asked => asked["first"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Versions_beyond_those_that_come_with_their_collection_are_read_by_pages()
    {
        await using var bench = (await WandbBench.StartAsync())
            .On("Collections", _ => WandbStub.OfProject([new("artifactType", new JsonObject { ["artifactCollections"] = WandbStub.Connection([Collection(WandbStub.Artifact(1), "next")]) })]))
            .On("Versions", _ => WandbStub.OfProject([new("artifactCollection", new JsonObject { ["artifacts"] = Versions(null, WandbStub.Artifact(1), WandbStub.Artifact(2)) })]));

        var read = await bench.ReadAsync("artifacts", """{"type":"dataset"}""");

        Assert.Equal(["v1", "v2"], read.Records.Select(record => record.Data["version"]!.GetValue<string>()));
        Assert.Null(bench.Asked("Versions").Single()["after"]);
        Assert.Equal("MixCorpus", bench.Asked("Versions").Single()["collection"]!.GetValue<string>());
        Assert.IsType<SourceItem.ScopeRead>(read.Items[^1]);
    }

    [Fact]
    public async Task Versions_that_come_with_their_collections_become_fewer_too()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Collections", _ => StubAnswer.Page(504));

        await bench.ReadAsync("artifacts", """{"type":"dataset"}""");

        Assert.Equal([(10, 50), (5, 25), (2, 12), (1, 6)], bench.Asked("Collections").Select(asked => (asked["first"]!.GetValue<int>(), asked["versions"]!.GetValue<int>())));
    }

    [Fact]
    public void Nothing_is_asked_for_that_no_record_holds() =>
        Assert.All(NotionSync.Sources.Wandb.WandbDocuments.All.SelectMany(document => document.Variants), text => Assert.DoesNotContain("usedBy", text, StringComparison.Ordinal));

    [Fact]
    public async Task Version_that_was_missed_between_two_pages_is_found_by_reading_again()
    {
        var round = 0;
        await using var bench = (await WandbBench.StartAsync())
            .On("Collections", _ => WandbStub.OfProject([new("artifactType", new JsonObject { ["artifactCollections"] = WandbStub.Connection([Collection(WandbStub.Artifact(1), "next")]) })]))
            .On("Versions", variables => OfCollection(3, variables["after"] is null
                ? Versions("next", WandbStub.Artifact(1), WandbStub.Artifact(2))
                : Versions(null, WandbStub.Artifact(++round == 1 ? 2 : 3))));

        var read = await bench.ReadAsync("artifacts", """{"type":"dataset"}""");

        Assert.Equal(["v1", "v2", "v3"], read.Records.Select(record => record.Data["version"]!.GetValue<string>()));
        Assert.Empty(read.Complaints);
        Assert.Equal(["acme/llm"], read.Scopes);
    }

    [Fact]
    public async Task Version_that_stays_missing_leaves_the_project_unfinished()
    {
        await using var bench = (await WandbBench.StartAsync())
            .On("Collections", _ => WandbStub.OfProject([new("artifactType", new JsonObject { ["artifactCollections"] = WandbStub.Connection([Collection(WandbStub.Artifact(1), "next")]) })]))
            .On("Versions", _ => OfCollection(3, Versions(null, WandbStub.Artifact(1), WandbStub.Artifact(2))));

        var read = await bench.ReadAsync("artifacts", """{"type":"dataset"}""");

        Assert.Equal(2, read.Records.Count);
        Assert.Contains("2 of the 3 versions of 'MixCorpus'", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Theory]
    [InlineData("Sweeps", "sweeps", "totalSweeps")]
    [InlineData("Reports", "reports", null)]
    public async Task Sweep_or_report_that_stays_missing_leaves_the_project_unfinished(string operation, string kind, string? total)
    {
        var list = WandbStub.Connection([new JsonObject { ["id"] = "one", ["name"] = "one" }]);
        list["totalCount"] = 2;
        await using var bench = (await WandbBench.StartAsync()).On(operation, _ => WandbStub.OfProject(
            [new(operation == "Reports" ? "allViews" : "sweeps", list.DeepClone()), .. total is null ? Array.Empty<KeyValuePair<string, JsonNode?>>() : [new(total, 2)]]));

        var read = await bench.ReadAsync(kind);

        Assert.Single(read.Records);
        Assert.Contains("1 of the 2", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Registry_that_does_not_count_is_compared_with_a_list_of_ids_and_read_again_when_one_is_missing()
    {
        var round = 0;
        await using var bench = (await WandbBench.StartAsync()).On("Organization", _ => Organization())
            .On("Registered", variables => Members(variables["after"] is null
                ? new VendorPage([WandbStub.Member(1), WandbStub.Member(2)], "next", 0)
                : new VendorPage([WandbStub.Member(++round == 1 ? 2 : 3)], null, 2)))
            .On("RegisteredIds", _ => Members(new VendorPage([.. Enumerable.Range(1, 3).Select(number => new JsonObject { ["id"] = WandbStub.Member(number)["id"]!.DeepClone() })], null, 0)));

        var read = await bench.ReadAsync("registry");

        Assert.Empty(read.Complaints);
        Assert.Equal(3, read.Records.Count);
        Assert.Equal(["acme"], read.Scopes);
        Assert.Equal(2, bench.Asked("RegisteredIds").Count);
    }

    [Fact]
    public async Task Projects_that_come_and_go_between_the_readings_leave_the_entity_unfinished()
    {
        var number = 0;
        await using var bench = (await WandbBench.StartAsync(("Projects", null))).On("Projects", variables => WandbStub.Data("models", WandbStub.Connection(
            new VendorPage([new JsonObject { ["id"] = $"p{++number}", ["name"] = $"llm-{number}" }], variables["after"] is null ? "next" : null, 0))));

        var read = await bench.ReadAsync("projects");

        Assert.Contains("they do not agree", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Lineage_beyond_what_comes_with_a_run_is_read_by_pages()
    {
        await using var bench = (await WandbBench.StartAsync())
            .OnRuns(WandbBench.ARun(1, ("inputArtifacts", Linked(1, "more")), ("outputArtifacts", Linked(7, null))))
            .On("RunInputs", _ => WandbStub.OfProject([new("run", new JsonObject { ["inputArtifacts"] = Linked(2, null) })]));

        var run = Assert.Single((await bench.ReadAsync("runs", """{"lineage":true}""")).Records).Data;

        Assert.Equal(["v1", "v2"], run["inputs"]!.AsArray().Select(input => input!["version"]!.GetValue<string>()));
        Assert.Single(run["outputs"]!.AsArray());
        var asked = bench.Asked("RunInputs").Single();
        Assert.Equal(("run1", "more"), (asked["name"]!.GetValue<string>(), asked["after"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Inputs_of_the_run_that_made_a_version_are_read_to_their_end()
    {
        var member = WandbStub.Member(1);
        member["artifact"]!["createdBy"]!["inputArtifacts"] = Linked(1, "more");
        await using var bench = (await WandbBench.StartAsync()).On("Organization", _ => Organization())
            .On("Registered", _ => Members(new VendorPage([(JsonObject)member.DeepClone()], null, 0)))
            .On("RunInputs", _ => WandbStub.OfProject([new("run", new JsonObject { ["inputArtifacts"] = Linked(2, null) })]));

        var read = await bench.ReadAsync("registry");

        Assert.Equal(["v1", "v2"], Assert.Single(read.Records).Data["artifact"]!["run"]!["inputs"]!.AsArray().Select(input => input!["version"]!.GetValue<string>()));
        Assert.Equal("prep7x1q", bench.Asked("RunInputs").Single()["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Lineage_that_cannot_be_read_to_its_end_leaves_the_project_unfinished()
    {
        await using var bench = (await WandbBench.StartAsync())
            .OnRuns(WandbBench.ARun(1, ("inputArtifacts", Linked(1, "more"))))
            .On("RunInputs", _ => WandbStub.OfProject([new("run", null)]));

        var read = await bench.ReadAsync("runs", """{"lineage":true}""");

        Assert.Contains("inputs of run 'run1'", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    private static JsonObject Linked(int version, string? next) =>
        WandbStub.Connection(new VendorPage([new JsonObject { ["id"] = $"a{version}", ["versionIndex"] = version }], next, 0));

    private static StubAnswer Members(VendorPage page) =>
        WandbStub.Data("organization", new JsonObject { ["orgEntity"] = new JsonObject { ["artifactMemberships"] = WandbStub.Connection(page) } });

    private static StubAnswer OfCollection(int count, JsonObject versions)
    {
        versions["totalCount"] = count;
        return WandbStub.OfProject([new("artifactCollection", new JsonObject { ["artifacts"] = versions })]);
    }

    internal static StubAnswer Organization() => WandbStub.Data(
        "entity", new JsonObject { ["organization"] = new JsonObject { ["name"] = "Acme AI", ["orgEntity"] = new JsonObject { ["name"] = "acme-ai_abc123" } } });

    private static JsonObject Collection(JsonObject version, string? next) =>
        new() { ["__typename"] = "ArtifactSequence", ["id"] = "c1", ["name"] = "MixCorpus", ["artifacts"] = Versions(next, version) };

    private static JsonObject Versions(string? next, params JsonObject[] versions) =>
        WandbStub.Connection(new VendorPage(versions, next, 0), item => new JsonObject { ["version"] = $"v{item["versionIndex"]}", ["node"] = item });

    private static IEnumerable<int> Sizes(WandbBench bench) => bench.Asked("Runs").Select(asked => asked["first"]!.GetValue<int>());
}
