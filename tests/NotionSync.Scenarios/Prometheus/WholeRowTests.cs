using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Scenarios.Product;

namespace NotionSync.Scenarios.Prometheus;

/// <summary>From a real Prometheus to the rows that staff see, by the commands that an operator runs.</summary>
public sealed class WholeRowTests(RealPrometheus prometheus) : IClassFixture<RealPrometheus>
{
    private const string Apis = "API & Integration Registry";
    private const string Infra = "Infra & DevOps Tracker";

    // The one node with an exporter of its own, which the test stops.
    private const string RealNode = "build-01";

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task Rows_hold_what_prometheus_says_and_a_stopped_exporter_turns_its_row_down()
    {
        RealPrometheus.SkipUnlessInstalled();
        await using var product = await Notionsync.WithEmptyWorkspaceAsync();
        product.Settings["Sources__Prometheus__BaseUrl"] = prometheus.Address.ToString();
        using var eyes = new NotionEyes(product.Server);
        await product.DoAsync("import");
        await SettledAsync();

        var first = await product.DoAsync("sync");
        var apis = await eyes.RowsAsync(Apis);
        var infra = await eyes.RowsAsync(Infra);

        Assert.Empty(first["sources"]!.AsArray().SelectMany(source => source!["failed"]!.AsArray()));
        var cores = await AskAsync("count by (instance) (node_cpu_seconds_total{job=\"node\", mode=\"idle\"})", "instance");
        var memory = await AskAsync("max by (instance) (node_memory_MemTotal_bytes{job=\"node\"})", "instance");
        Assert.NotEmpty(cores);
        Assert.All(cores, node =>
        {
            var row = infra[node.Key.Replace(":9100", "", StringComparison.Ordinal)];
            Assert.Equal("Active", row["Status"]!.GetValue<string>());
            Assert.Equal(node.Value, row["CPUs"]!.GetValue<double>());
            Assert.Equal(memory[node.Key] / 1e9, row["Memory (GB)"]!.GetValue<double>(), 0.06);
        });

        // Figures that move are held against what Prometheus says of the same minutes.
        var p95 = await AskAsync("1000 * histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket[5m])))", "service");
        Assert.Equal(p95["chatbot"], apis["Chatbot API"]["P95 latency (ms)"]!.GetValue<double>(), p95["chatbot"] * 0.2);
        Assert.Equal(p95["tts"], apis["TTS API"]["P95 latency (ms)"]!.GetValue<double>(), p95["tts"] * 0.2);

        await prometheus.StopNodeExporterAsync();
        await DownAsync();
        await product.DoAsync("sync");
        var after = await eyes.RowsAsync(Infra);

        Assert.Equal(infra.Keys.Order(), after.Keys.Order());
        Assert.Equal("Down", after[RealNode]["Status"]!.GetValue<string>());
        Assert.Contains("up is 0", after[RealNode]["Why"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Live", after[RealNode]["Source state"]!.GetValue<string>());
        Assert.Equal("Active", after["gpu-node-01"]["Status"]!.GetValue<string>());
    }

    // The source asks for figures of half a minute ago, so that all of them are there; so all targets must have been scraped by then.
    private async Task SettledAsync()
    {
        string[] queries = ["node_memory_MemTotal_bytes{job=\"node\"} offset 1s", "rate(http_requests_total{code=\"200\"}[1m] offset 1s)"];
        foreach (var query in queries)
        {
            await UntilAsync(async () =>
                await CountAsync(query.Replace("offset 1s", "offset 35s", StringComparison.Ordinal)) is var then
                && then > 0
                && then >= await CountAsync(query));
        }
    }

    private async Task<double> CountAsync(string query) => (await AskAsync($"count({query})", "nothing")).Values.SingleOrDefault();

    // As above: the stop must be half a minute old.
    private Task DownAsync() => UntilAsync(async () =>
        (await AskAsync("up{job=\"node\"} offset 35s", "instance")).GetValueOrDefault($"{RealNode}:9100", 1) == 0);

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (!await isSo())
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<Dictionary<string, double>> AskAsync(string query, string label)
    {
        var answer = JsonNode.Parse(await Http.GetStringAsync(new Uri(prometheus.Address, $"api/v1/query?query={Uri.EscapeDataString(query)}"), TestContext.Current.CancellationToken))!;
        return answer["data"]!["result"]!.AsArray().ToDictionary(
            series => series!["metric"]![label]?.GetValue<string>() ?? "",
            series => double.Parse(series!["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture));
    }
}
