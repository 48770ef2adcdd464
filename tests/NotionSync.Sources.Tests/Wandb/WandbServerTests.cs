using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>Old servers lack members; uploads under way and deleted versions are listed all the same.</summary>
public sealed class WandbServerTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Document_that_an_old_server_does_not_know_is_asked_for_in_its_light_variant_from_then_on(int status)
    {
        await using var bench = (await WandbBench.StartAsync(("Projects", "one two"))).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (request, _) => Text(request).Contains("sweepName", StringComparison.Ordinal)
            ? WandbStub.Errors("Cannot query field \"sweepName\" on type \"Run\".") with { Status = status }
            : null;

        var read = await bench.ReadAsync("runs");

        // Once for both projects, and again in the next read: what is missing stays missing until the server is updated.
        Assert.Contains("these are missing: sweep, group, tags", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Contains("sweepName", read.Complaints[0], StringComparison.Ordinal);
        Assert.Single(read.Items.OfType<Abstractions.SourceItem.Partial>());
        Assert.Equal(2, read.Records.Count);
        Assert.Equal([true, false, false], bench.Vendor.Requests.Select(request => Text(request).Contains("sweepName", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("artifacts", """{"type":"dataset"}""", "Collections", "tags of versions")]
    [InlineData("registry", null, "Registered", "tags of versions")]
    [InlineData("projects", null, "Projects", "descriptions, owners and counts of runs")]
    [InlineData("comparisons", """{"latest":{"jobType":"eval"},"baseline":{"tags":"b"}}""", "Compared", "groups, tags, commits and curves")]
    public async Task What_an_old_server_lacks_is_told_in_each_read(string kind, string? settings, string operation, string lost)
    {
        await using var bench = (await WandbBench.StartAsync())
            .On("Organization", _ => WandbPagingTests.Organization())
            .On("Registered", _ => WandbStub.Data("organization", new JsonObject { ["orgEntity"] = new JsonObject() }))
            .On("Projects", _ => WandbStub.Data("models", WandbStub.Connection([new JsonObject { ["id"] = "p1", ["name"] = "llm" }])))
            .On("Collections", _ => WandbStub.OfProject())
            .On("Compared", _ => WandbStub.OfProject());
        bench.Vendor.Fault = (request, number) => WandbStub.Operation(request) == operation && !Told(bench, operation) ? WandbStub.Errors("Cannot query field \"lately\".") : null;

        var (first, second) = (await bench.ReadAsync(kind, settings), await bench.ReadAsync(kind, settings));

        Assert.All((ReadResult[])[first, second], read => Assert.Contains(lost, Assert.Single(read.Items.OfType<Abstractions.SourceItem.Partial>()).Warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sweeps", "Sweeps")]
    [InlineData("reports", "Reports")]
    public async Task Server_that_counts_less_lacks_nothing_that_matters(string kind, string operation)
    {
        await using var bench = (await WandbBench.StartAsync()).On(operation, _ => WandbStub.OfProject());
        bench.Vendor.Fault = (request, _) => Text(request).Contains("total", StringComparison.Ordinal) ? WandbStub.Errors("Cannot query field \"total\".") : null;

        var read = await bench.ReadAsync(kind);

        Assert.Empty(read.Complaints);
        Assert.Equal(["acme/llm"], read.Scopes);
    }

    [Fact]
    public async Task Light_variant_is_not_remembered_when_it_is_refused_as_well()
    {
        var isBroken = true;
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));
        bench.Vendor.Fault = (_, _) => isBroken ? WandbStub.Errors("Unknown argument \"filters\" on field \"runs\".") : null;
        Assert.NotEmpty((await bench.ReadAsync("runs")).Complaints);

        isBroken = false;
        Assert.Empty((await bench.ReadAsync("runs")).Complaints);

        Assert.Contains("sweepName", Text(bench.Vendor.Requests[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_refusals_do_not_lead_to_the_light_variant()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => WandbStub.Errors("permission denied"));

        await bench.ReadAsync("runs");

        Assert.Single(bench.Vendor.Requests);
    }

    [Fact]
    public async Task Count_of_a_light_list_is_that_of_the_list_itself()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Runs", _ => WandbStub.OfProject(
            [new("runs", new JsonObject { ["totalCount"] = 2, ["edges"] = new JsonArray(new JsonObject { ["node"] = WandbBench.ARun(1) }) })]));

        Assert.Contains("2 runs", Assert.Single((await bench.ReadAsync("runs")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_of_a_server_that_knows_none_of_an_organization_is_that_of_the_team()
    {
        await using var bench = (await WandbBench.StartAsync(("AppUrl", "https://wandb.example")))
            .On("Organization", _ => WandbPagingTests.Organization())
            .On("Registered", _ => WandbStub.Errors("Cannot query field \"artifactMemberships\" on type \"Entity\"."))
            .On("OldRegistry", _ => WandbStub.OfProject([new("artifactCollections", WandbStub.Connection([OldCollection(WandbStub.Member(3))]))]));

        var read = await bench.ReadAsync("registry");

        Assert.Empty(read.Complaints);
        var member = Assert.Single(read.Records).Data;
        Assert.Equal("model-registry", bench.Asked("OldRegistry").Single()["project"]!.GetValue<string>());
        Assert.Equal("https://wandb.example/acme/registry/model?selectionPath=acme%2Fmodel-registry%2FLLM-Core&view=membership&version=v3", member["url"]!.GetValue<string>());
        Assert.Equal("v3", member["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Server_without_any_registry_says_so_and_nothing_is_called_gone()
    {
        await using var bench = (await WandbBench.StartAsync())
            .On("Organization", _ => WandbStub.Data("entity", new JsonObject { ["organization"] = null }))
            .On("OldRegistry", _ => WandbStub.Data("project", null));

        var read = await bench.ReadAsync("registry");

        Assert.Contains("registry", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Old_collection_with_more_versions_than_are_given_is_told()
    {
        var collection = OldCollection(WandbStub.Member(3));
        collection["artifactMemberships"]!["pageInfo"]!["hasNextPage"] = true;
        await using var bench = (await WandbBench.StartAsync())
            .On("Organization", _ => WandbStub.Data("entity", new JsonObject { ["organization"] = null }))
            .On("OldRegistry", _ => WandbStub.OfProject([new("artifactCollections", WandbStub.Connection([collection]))]));

        Assert.Contains("more than 1000 versions", Assert.Single((await bench.ReadAsync("registry")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_in_a_registry_has_its_aliases_its_artifact_and_the_run_that_made_it()
    {
        await using var bench = (await WandbBench.StartAsync(("AppUrl", "https://wandb.example")))
            .On("Organization", _ => WandbPagingTests.Organization())
            .On("Registered", _ => WandbStub.Data("organization", new JsonObject { ["orgEntity"] = new JsonObject { ["artifactMemberships"] = WandbStub.Connection([WandbStub.Member(3)]) } }));

        var member = Assert.Single((await bench.ReadAsync("registry", """{"registries":["model"]}""")).Records).Data;

        Assert.Equal("""{"name":{"$in":["wandb-registry-model"]}}""", bench.Asked("Registered").Single()["registries"]!.GetValue<string>());
        Assert.Equal(("LLM-Core", "model", "model", "v3"), (Member(member, "name"), Member(member, "registry"), Member(member, "type"), Member(member, "version")));
        Assert.Equal("""["production"]""", member["aliases"]!.ToJsonString());
        Assert.Equal("https://wandb.example/orgs/Acme%20AI/registry/model?selectionPath=acme-ai_abc123%2Fwandb-registry-model%2FLLM-Core&view=membership&version=v3", Member(member, "url"));
        Assert.Equal("https://wandb.example/acme/llm/runs/prep7x1q", Member(member["artifact"]!["run"]!, "url"));
        Assert.Equal("2025-08-02T06:31:00Z", Member(member["artifact"]!["run"]!, "endedAt"));
    }

    [Theory]
    [InlineData("PENDING", 0)]
    [InlineData("DELETED", 0)]
    [InlineData("COMMITTED", 1)]
    public async Task Only_committed_versions_are_taken(string state, int count)
    {
        var artifact = WandbStub.Artifact(1);
        artifact["state"] = state;
        var member = WandbStub.Member(1);
        member["artifact"] = artifact.DeepClone();
        await using var bench = (await WandbBench.StartAsync())
            .On("Organization", _ => WandbPagingTests.Organization())
            .On("Registered", _ => WandbStub.Data("organization", new JsonObject { ["orgEntity"] = new JsonObject { ["artifactMemberships"] = WandbStub.Connection([(JsonObject)member.DeepClone()]) } }))
            .On("Collections", _ => Collections("ArtifactSequence", artifact));

        Assert.Equal(count, (await bench.ReadAsync("artifacts", """{"type":"dataset"}""")).Records.Count);
        Assert.Equal(count, (await bench.ReadAsync("registry")).Records.Count);
    }

    [Fact]
    public async Task Version_that_is_only_linked_into_a_collection_is_a_record_of_its_own_collection_alone()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Collections", _ => Collections("ArtifactPortfolio", WandbStub.Artifact(1)));

        var read = await bench.ReadAsync("artifacts", """{"type":"dataset"}""");

        Assert.Empty(read.Records);
        Assert.Equal(["acme/llm"], read.Scopes);
    }

    [Fact]
    public async Task Version_of_a_dataset_tells_its_size_and_its_origin()
    {
        await using var bench = (await WandbBench.StartAsync(("AppUrl", "https://wandb.example"))).On("Collections", _ => Collections("ArtifactSequence", WandbStub.Artifact(5)));

        var version = Assert.Single((await bench.ReadAsync("artifacts", """{"type":"dataset"}""")).Records).Data;

        Assert.Equal(4_000_000_000_000, version["size"]!.GetValue<long>());
        Assert.Equal("""{"rows":1200000000,"score":"NaN"}""", version["metadata"]!.ToJsonString());
        Assert.Equal("""["clean"]""", version["tags"]!.ToJsonString());
        Assert.Equal("acme/llm/MixCorpus:v5", Member(version, "path"));
        Assert.Equal("https://wandb.example/acme/llm/artifacts/dataset/MixCorpus/v5", Member(version, "url"));
        Assert.Equal("clean-corpus-7", Member(version["run"]!, "displayName"));
    }

    // The first question of an operation is the full one.
    private static bool Told(WandbBench bench, string operation) => bench.Asked(operation).Count > 1;

    private static StubAnswer Collections(string type, JsonObject artifact) => WandbStub.OfProject([new("artifactType", new JsonObject
    {
        ["artifactCollections"] = WandbStub.Connection([new JsonObject
        {
            ["__typename"] = type,
            ["id"] = "c1",
            ["name"] = "MixCorpus",
            ["artifacts"] = WandbStub.Connection([(JsonObject)artifact.DeepClone()]),
        }]),
    })]);

    private static JsonObject OldCollection(JsonObject member) => new()
    {
        ["__typename"] = "ArtifactPortfolio",
        ["name"] = "LLM-Core",
        ["project"] = new JsonObject { ["name"] = "model-registry", ["entity"] = new JsonObject { ["name"] = "acme" } },
        ["artifactMemberships"] = WandbStub.Connection([member]),
    };

    private static string? Member(JsonNode node, string name) => node[name]?.GetValue<string>();

    private static string Text(StubRequest request) => request.Json!["query"]!.GetValue<string>();
}
