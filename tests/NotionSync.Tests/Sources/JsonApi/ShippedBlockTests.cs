using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Sources;
using NotionSync.Sources.JsonApi;
using NotionSync.Tests.Core.Mapping;
using NotionSync.Tests.Spine;

namespace NotionSync.Tests.Sources.JsonApi;

/// <summary>Each shipped block for an API by mapping alone, over HTTP against a hand-made answer of the API's documented form.</summary>
public sealed class ShippedBlockTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public Task Grafana_gives_metrics_their_dashboards() => SyncAsync(new JsonApiReplay("Grafana", "/api/search", Fixture("grafana"), "Token"), async bench =>
    {
        Assert.Equal(new PropertyValue.Url("link://grafana/d/gpu/gpu-dashboard"), await bench.ShownAsync("metrics", "GPU Utilization", "Dashboard"));
        Assert.Equal(new PropertyValue.Url("link://grafana/d/auth/auth-failures"), await bench.ShownAsync("metrics", "Auth Failures", "Dashboard"));
        await bench.AssertWholeAsync();
    });

    [Fact]
    public Task LangFuse_gives_traces_and_cost_of_the_latest_day() => SyncAsync(Demo("LangFuse"), async bench =>
    {
        Assert.Equal(new PropertyValue.Number(1532), await bench.ShownAsync("metrics", "LLM traces per day", "Value"));
        Assert.Equal(new PropertyValue.Number(102.19m), await bench.ShownAsync("metrics", "LLM traces per day", "Cost ($)"));
        Assert.Equal(new PropertyValue.Text("█▁▄"), await bench.ShownAsync("metrics", "LLM traces per day", "Trend"));
        Assert.Equal(new PropertyValue.Select("Connected"), await bench.ShownAsync("integrations", "LangFuse", "Integration status"));
        Assert.Equal(new PropertyValue.Text("langfuse/http/traces-per-day"), await bench.ShownAsync("metrics", "LLM traces per day", "Sync key"));
    });

    [Fact]
    public Task Loki_gives_the_errors_of_the_last_hour() => SyncAsync(new JsonApiReplay("Loki", "/loki/api/v1/query", Fixture("loki")), async bench =>
    {
        Assert.Equal(new PropertyValue.Number(42), await bench.ShownAsync("metrics", "Log errors per hour", "Value"));
        Assert.Equal(PropertyValue.Date.At(new DateTimeOffset(2025, 11, 23, 9, 0, 0, TimeSpan.Zero)), await bench.ShownAsync("metrics", "Log errors per hour", "Sampled at"));
    });

    [Fact]
    public Task Elasticsearch_gives_a_row_per_index_with_its_health() => SyncAsync(new JsonApiReplay("Elasticsearch", "/_cat/indices", Fixture("elasticsearch"), "Token"), async bench =>
    {
        Assert.Equal(new PropertyValue.Number(7.3m), await bench.ShownAsync("metrics", "Log index api-gateway-2026.11 (GB)", "Value"));
        Assert.Equal(new PropertyValue.Select("Pending"), await bench.ShownAsync("metrics", "Log index auth-2026.11 (GB)", "Alert state"));
        Assert.Equal(new PropertyValue.Text("Pending: a replica is missing, wanted all (Elasticsearch)"), await bench.ShownAsync("metrics", "Log index auth-2026.11 (GB)", "Why"));
        Assert.DoesNotContain((await bench.PagesAsync()).Keys, row => row.Key.Value.Contains("security", StringComparison.Ordinal));
    });

    [Fact]
    public Task Jenkins_gives_pipelines_and_their_runs() => SyncAsync(new JsonApiReplay("Jenkins", "/api/json", Fixture("jenkins"), "Username", "Password"), async bench =>
    {
        const string failed = "deploy-llm #41 (hotfix)";
        Assert.Equal(new PropertyValue.Select("Pipeline"), await bench.ShownAsync("pipelines", "deploy-llm", "Kind"));
        Assert.Equal(new PropertyValue.Select("Running"), await bench.ShownAsync("pipelines", "deploy-llm #42", "Status"));
        Assert.Equal(new PropertyValue.Text("9f2c1d0a7b"), await bench.ShownAsync("pipelines", "deploy-llm #42", "Commit"));
        Assert.Equal(new PropertyValue.Select("Failed"), await bench.ShownAsync("pipelines", failed, "Status"));
        Assert.Equal(PropertyValue.Date.At(new DateTimeOffset(2025, 11, 22, 8, 3, 0, TimeSpan.Zero)), await bench.ShownAsync("pipelines", failed, "Ended"));
        Assert.Equal(new PropertyValue.Checkbox(false), await bench.ShownAsync("pipelines", failed, "Succeeded"));
        var parent = (await bench.RowAsync("pipelines", "deploy-llm")).PageId!;
        Assert.Equal(new PropertyValue.Relation([parent]), await bench.ShownAsync("pipelines", failed, "Parent"));
        Assert.Equal(3, (await bench.PagesAsync()).Keys.Count(row => row.Key.Value.StartsWith("jenkins/", StringComparison.Ordinal)));
    });

    [Theory]
    [InlineData("gpu-node-01", "GPU node", "Active", null, 96, 8, 1204.1)]
    [InlineData("inference-02", "Node", "Degraded", "It takes no new pods (Kubernetes): cordoned", 16, null, 68.7)]
    [InlineData("inference-03", "Node", "Down", "Not ready (Kubernetes): Kubelet stopped posting node status.", 16, null, 68.7)]
    public Task Kubernetes_gives_nodes_with_state_and_capacity(string node, string type, string status, string? why, int cpus, int? gpus, double memory) =>
        SyncAsync(new JsonApiReplay("Kubernetes", "/api/v1/nodes", Fixture("kubernetes"), "Token"), async bench =>
        {
            Assert.Equal(new PropertyValue.Select(type), await bench.ShownAsync("infra", node, "Type"));
            Assert.Equal(new PropertyValue.Select(status), await bench.ShownAsync("infra", node, "Status"));
            Assert.Equal(why is null ? PropertyValue.Empty.Value : new PropertyValue.Text(why), await bench.ShownAsync("infra", node, "Why"));
            Assert.Equal(new PropertyValue.Number(cpus), await bench.ShownAsync("infra", node, "CPUs"));
            Assert.Equal(gpus is { } count ? new PropertyValue.Number(count) : PropertyValue.Empty.Value, await bench.ShownAsync("infra", node, "GPUs"));
            Assert.Equal(new PropertyValue.Number((decimal)memory), await bench.ShownAsync("infra", node, "Memory (GB)"));
        });

    [Fact]
    public Task Pinecone_gives_datasets_their_index() => SyncAsync(Demo("Pinecone"), async bench =>
    {
        Assert.Equal(new PropertyValue.Text("Pinecone docembed-v3 (1024 dimensions, cosine)"), await bench.ShownAsync("datasets", "DocEmbed v3", "Embeddings index"));
        Assert.Equal(new PropertyValue.Text("512 tokens, 64 overlap"), await bench.ShownAsync("datasets", "DocEmbed v3", "RAG chunking"));
        await bench.AssertWholeAsync();
    });

    [Fact]
    public Task Weaviate_gives_datasets_their_index() => SyncAsync(Demo("Weaviate"), async bench =>
    {
        Assert.Equal(new PropertyValue.Text("Weaviate FaceFrames (multi2vec-clip, hnsw, cosine)"), await bench.ShownAsync("datasets", "FaceData v2", "Embeddings index"));
        Assert.Equal(new PropertyValue.Text("1 frame per second"), await bench.ShownAsync("datasets", "FaceData v2", "RAG chunking"));
        Assert.Equal(new PropertyValue.Text("Weaviate MixCorpus_v5 (none, flat, dot)"), await bench.ShownAsync("datasets", "MixCorpus v5", "Embeddings index"));
    });

    [Fact]
    public void Every_shipped_block_is_tried_here() =>
        Assert.Equal(
            ["Elasticsearch", "Grafana", "Jenkins", "Kubernetes", "LangFuse", "Loki", "Pinecone", "Weaviate"],
            MappedSources.OfKind(JsonApiServices.Kind, ProductFiles.Files).Select(source => source.Name).Order(StringComparer.Ordinal));

    private async Task SyncAsync(IReplay api, Func<SpineBench, Task> check)
    {
        await using var server = await ReplayServer.StartAsync(api, TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(server.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSources(configuration, MappedSources.OfKind(JsonApiServices.Kind, ProductFiles.Files))
            .BuildServiceProvider();
        await using var bench = await SpineBench.StartAsync([services.GetServices<ISource>().Single(source => source.Name == api.Source)], time: time);
        await bench.ImportAsync();
        var first = await bench.SyncAsync();
        Assert.Empty(first.Sources.SelectMany(source => source.Failed));
        await check(bench);
        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
    }

    private static IReplay Demo(string source) => JsonApiReplay.OfDemo.Single(api => api.Source == source);

    private static JsonNode Fixture(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(ProductFiles.Root, "tests", "NotionSync.Tests", "Fixtures", "http", $"{name}.json")))!;
}
