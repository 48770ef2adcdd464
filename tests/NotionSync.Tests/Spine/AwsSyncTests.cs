using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Model;
using NotionSync.Sources;

namespace NotionSync.Tests.Spine;

/// <summary>The replayed CloudWatch, Cost Explorer and Prometheus in the rows of the product's own mappings.</summary>
public sealed class AwsSyncTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 20, 0, TimeSpan.Zero));
    private readonly CloudWatchReplay watch = new();
    private readonly CostExplorerReplay costs = new();
    private readonly List<ReplayServer> servers = [];
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var replay in (IReplay[])[watch, costs, new PrometheusReplay(time)])
        {
            servers.Add(await ReplayServer.StartAsync(replay, TestContext.Current.CancellationToken));
        }

        var settings = servers.SelectMany(server => server.Settings).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value));
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSources(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("GPU Utilization > 90%", 93, 90, ">", "Firing", "CWAgent")]
    [InlineData("API Latency P95 > 120 ms", 0.051, 0.12, ">", "OK", "AWS/ApplicationELB")]
    [InlineData("Infra Cost", 6138.2, 10000, ">", "OK", "AWS Billing API")]
    [InlineData("Error Rate 5xx > 0.5%", 0.15, 0.5, ">", "OK", "Metric math")]
    public async Task Alarm_is_a_row_with_its_figure(string metric, double value, double threshold, string comparison, string state, string measuredBy)
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(Number(value), await bench.ShownAsync("metrics", metric, "Value"));
        Assert.Equal(Number(threshold), await bench.ShownAsync("metrics", metric, "Threshold"));
        Assert.Equal(new PropertyValue.Select(comparison), await bench.ShownAsync("metrics", metric, "Operator"));
        Assert.Equal(new PropertyValue.Select(state), await bench.ShownAsync("metrics", metric, "Alert state"));
        Assert.Equal(new PropertyValue.Select(measuredBy), await bench.ShownAsync("metrics", metric, "Measured by"));
        Assert.IsType<PropertyValue.Date>(await bench.ShownAsync("metrics", metric, "Sampled at"));
        Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("metrics", metric, "Trend"));
        Assert.IsType<PropertyValue.Url>(await bench.ShownAsync("metrics", metric, "Dashboard"));
    }

    [Fact]
    public async Task Seed_rows_of_the_same_thing_are_taken_over_and_none_is_doubled()
    {
        await using var bench = await SyncedAsync();

        var pages = await bench.PagesAsync();
        Assert.Equal(
            ["CI/CD Pipeline", "EC2 m6i", "GPU Cluster", "Inference Nodes", "Local RTX 3090", "Mixed GPU Cluster", "Networking", "Storage",
                "build-01", "gpu-node-01", "gpu-node-02", "inference-01", "inference-02", "rag-indexer-01", "storage-01"],
            (await TitlesAsync(bench, "infra", "Resource")).Order(StringComparer.Ordinal));
        Assert.Single(await TitlesAsync(bench, "metrics", "Metric"), title => title.StartsWith("Infra Cost", StringComparison.Ordinal));
        Assert.Equal(4, pages.Keys.Count(row => row.Database == "incidents"));
        Assert.Equal(12, pages.Keys.Count(row => row.Database == "apis"));
    }

    [Fact]
    public async Task Costs_reach_products_resources_and_the_account_s_own_row()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(Number(4102.11), await bench.ShownAsync("products", "LLM-Core", "Monthly cost"));
        Assert.Equal(Number(612.4), await bench.ShownAsync("products", "TTS-Neo", "Monthly cost"));
        Assert.Equal(Number(9.01), await bench.ShownAsync("infra", "GPU Cluster", "Cost per hour"));
        Assert.Equal(Number(6577.3), await bench.ShownAsync("infra", "GPU Cluster", "Monthly cost"));
        Assert.Equal(Number(6138.2), await bench.ShownAsync("metrics", "Infra Cost", "Cost ($)"));
        Assert.Equal(new PropertyValue.Select("8× A100"), await bench.ShownAsync("infra", "GPU Cluster", "Type"));
        // What AWS has no price for keeps that of the documents.
        Assert.Equal(Number(1460), await bench.ShownAsync("infra", "Inference Nodes", "Monthly cost"));
    }

    [Fact]
    public async Task Node_that_only_cloudwatch_sees_is_a_row_and_others_keep_what_prometheus_says()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Select("EC2 instance"), await bench.ShownAsync("infra", "rag-indexer-01", "Type"));
        Assert.Equal(new PropertyValue.Select("Active"), await bench.ShownAsync("infra", "rag-indexer-01", "Status"));
        Assert.Equal(Number(0.263), await bench.ShownAsync("infra", "rag-indexer-01", "CPU utilisation"));
        Assert.Equal(new PropertyValue.Select("Node"), await bench.ShownAsync("infra", "gpu-node-01", "Type"));
        Assert.Equal(Number(0.447), await bench.ShownAsync("infra", "gpu-node-01", "CPU utilisation"));
        Assert.Equal(Number(0.6), await bench.ShownAsync("infra", "GPU Cluster", "CPU utilisation"));
        Assert.Equal(new PropertyValue.Select("eu-west-1"), await bench.ShownAsync("infra", "EC2 m6i", "Region"));
    }

    [Fact]
    public async Task Gateway_is_measured_at_the_load_balancer()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(Number(51), await bench.ShownAsync("apis", "Ocelot API Gateway", "P95 latency (ms)"));
        Assert.Equal(Number(4.5), await bench.ShownAsync("apis", "Ocelot API Gateway", "Request rate (req/s)"));
        Assert.Equal(Number(0.6), await bench.ShownAsync("metrics", "Auth Failures", "Value"));
    }

    [Fact]
    public async Task Nothing_happened_and_nothing_is_written_or_paid()
    {
        await using var bench = await SyncedAsync();
        var paid = costs.Requests;
        time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
        Assert.Equal(paid, costs.Requests);
        Assert.Equal(5, paid);
    }

    [Fact]
    public async Task Alarm_that_goes_off_changes_its_row_alone()
    {
        await using var bench = await SyncedAsync();
        watch.ChangeAlarm("API Latency P95 > 120 ms", alarm => alarm["StateValue"] = "ALARM");
        time.Advance(TimeSpan.FromMinutes(15));

        var sync = await bench.SyncAsync();

        // Its row, and the console's that counts it.
        Assert.Equal(new PropertyValue.Select("Firing"), await bench.ShownAsync("metrics", "API Latency P95 > 120 ms", "Alert state"));
        Assert.Equal(1, sync.Calls.Write);
    }

    [Fact]
    public async Task Cost_that_changes_reaches_its_rows_once_it_may_be_asked_for()
    {
        await using var bench = await SyncedAsync();
        costs.Change("TAG service", "service$tts-neo", group => group["months"]![0] = "700.5000000000");
        time.Advance(TimeSpan.FromHours(11));
        await bench.SyncAsync();
        var early = await bench.ShownAsync("products", "TTS-Neo", "Monthly cost");

        time.Advance(TimeSpan.FromHours(2));
        await bench.SyncAsync();

        Assert.Equal(Number(612.4), early);
        Assert.Equal(Number(700.5), await bench.ShownAsync("products", "TTS-Neo", "Monthly cost"));
    }

    private async Task<SpineBench> SyncedAsync()
    {
        var bench = await SpineBench.StartAsync([.. services.GetServices<ISource>().Where(source => servers.Any(server => server.Source == source.Name))], time: time);
        await bench.ImportAsync();
        var sync = await bench.SyncAsync();
        Assert.Empty(sync.Sources.SelectMany(source => source.Failed));
        return bench;
    }

    private static async Task<List<string>> TitlesAsync(SpineBench bench, string database, string title)
    {
        var known = await bench.KnownAsync(database);
        return [.. (await bench.PagesAsync()).Where(page => page.Key.Database == database).Select(page => ((PropertyValue.Text)page.Value.ValuesByPropertyId[known.Properties[title].Id]).Content)];
    }

    private static PropertyValue Number(double number) => new PropertyValue.Number((decimal)number);
}
