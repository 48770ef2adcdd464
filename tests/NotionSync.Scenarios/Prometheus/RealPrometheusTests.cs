using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources;

namespace NotionSync.Scenarios.Prometheus;

/// <summary>Reads a real Prometheus through the real source, and asks Prometheus itself for the same figures at the same instant.</summary>
public sealed class RealPrometheusTests(RealPrometheus prometheus) : IClassFixture<RealPrometheus>
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task Figures_of_services_are_those_of_prometheus_itself()
    {
        RealPrometheus.SkipUnlessInstalled();
        const string P95 = "1000 * histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket[30s])))";
        const string Rate = "sum by (service) (rate(http_requests_total[30s]))";
        var at = default(DateTimeOffset);
        // A scrape that a busy machine makes late bends the quantile until it has left the window.
        await UntilAsync(
            async () => await AskAsync(P95, "service", at = await ServerTimeAsync()), figures => figures.Count == 7 && figures.Values.All(figure => figure is >= 10 and <= 200));

        var records = await RecordsAsync("series", at, new JsonObject
        {
            ["by"] = new JsonArray("service"),
            ["window"] = "30s",
            ["offsetSeconds"] = 0,
            ["queries"] = new JsonObject { ["p95"] = P95.Replace("30s", "$window", StringComparison.Ordinal), ["rate"] = Rate },
        });

        Assert.Equal(["avatar", "chatbot", "llm", "metrics", "rag", "stt", "tts"], records.Select(record => record["key"]!.GetValue<string>()));
        Assert.Equal(await AskAsync(P95, "service", at), Figures(records, "p95"));
        Assert.Equal(await AskAsync(Rate, "service", at), Figures(records, "rate"));
        Assert.All(Figures(records, "p95"), figure => Assert.InRange(figure.Value, 10, 200));
    }

    [Fact]
    public async Task Range_is_that_of_prometheus_itself()
    {
        RealPrometheus.SkipUnlessInstalled();
        var at = await ServerTimeAsync();

        var record = Assert.Single(await RecordsAsync("series", at, JsonNode.Parse(
            """{"by":[],"offsetSeconds":0,"ranges":{"gpu":{"query":"avg(DCGM_FI_DEV_GPU_UTIL)","hours":0.01,"points":36}}}""")!.AsObject()));

        var end = at.ToUnixTimeSeconds();
        var answer = await GetAsync($"query_range?query=avg(DCGM_FI_DEV_GPU_UTIL)&start={end - 35}&end={end}&step=1");
        var expected = answer["data"]!["result"]![0]!["values"]!.AsArray().Select(pair => double.Parse(pair![1]!.GetValue<string>(), CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, record["gpu"]!.AsArray().Select(number => number!.GetValue<double>()));
    }

    [Fact]
    public async Task Rules_and_alerts_are_those_of_prometheus_itself()
    {
        RealPrometheus.SkipUnlessInstalled();
        var at = await ServerTimeAsync();

        var rules = await RecordsAsync("rules", at, null);
        var alerts = await RecordsAsync("alerts", at, null);

        var gpu = rules.Single(rule => rule["name"]!.GetValue<string>() == "GpuUtilizationHigh");
        Assert.Equal(("firing", ">", 90.0, 95.0), (gpu["state"]!.GetValue<string>(), gpu["operator"]!.GetValue<string>(), gpu["threshold"]!.GetValue<double>(), gpu["value"]!.GetValue<double>()));
        Assert.Contains(alerts, alert => alert["name"]!.GetValue<string>() == "GpuUtilizationHigh" && alert["labels"]!["gpu"]!.GetValue<string>() == "0");
        Assert.Equal((await GetAsync("rules"))["data"]!["groups"]!.AsArray().Sum(group => group!["rules"]!.AsArray().Count), rules.Count);
    }

    [Fact]
    public async Task Exporter_that_stops_is_down_and_still_listed()
    {
        RealPrometheus.SkipUnlessInstalled();
        var settings = JsonNode.Parse("""{"by":["instance"],"offsetSeconds":0,"queries":{"up":"max by (instance) (up{job=\"node\"})"}}""")!.AsObject();
        var before = await UntilAsync(UpAsync, figures => figures["build-01:9100"] == 1);

        await prometheus.StopNodeExporterAsync();
        var after = await UntilAsync(UpAsync, figures => figures["build-01:9100"] == 0);

        Assert.Equal((1, 0, 1), (before["build-01:9100"], before["inference-02:9100"], before["storage-01:9100"]));
        Assert.Equal(before.Keys, after.Keys);
        var target = (await RecordsAsync("targets", await ServerTimeAsync(), null)).Single(target => target["labels"]!["instance"]!.GetValue<string>() == "build-01:9100");
        Assert.Equal("down", target["health"]!.GetValue<string>());
        Assert.Contains("connection refused", target["lastError"]!.GetValue<string>(), StringComparison.Ordinal);

        async Task<SortedDictionary<string, double>> UpAsync() => Figures(await RecordsAsync("series", await ServerTimeAsync(), settings), "up");
    }

    [Fact]
    public async Task Wrong_query_is_told_in_the_servers_own_words_and_the_others_go_on()
    {
        RealPrometheus.SkipUnlessInstalled();

        var items = await ItemsAsync("series", await ServerTimeAsync(), JsonNode.Parse(
            """{"by":["service"],"offsetSeconds":0,"queries":{"good":"up{job=\"services\"}","wrong":"sum by (service) (up) nonsense","mixed":"up * on (job) up"}}""")!.AsObject());

        Assert.Equal(["query 'mixed'", "query 'wrong'"], items.OfType<SourceItem.Failed>().Select(failed => failed.Part).Order());
        Assert.Contains(items.OfType<SourceItem.Failed>(), failed => failed.Reason.Contains("parse error", StringComparison.Ordinal));
        Assert.Equal(7, items.OfType<SourceItem.Found>().Count());
    }

    [Fact]
    public async Task Doctor_finds_nothing_wrong()
    {
        RealPrometheus.SkipUnlessInstalled();

        Assert.Empty(await Source().CheckAsync(TestContext.Current.CancellationToken));
    }

    private ISource Source() => new ServiceCollection()
        .AddSources(new ConfigurationBuilder().AddInMemoryCollection([new("Sources:Prometheus:BaseUrl", prometheus.Address.AbsoluteUri)]).Build())
        .BuildServiceProvider()
        .GetServices<ISource>()
        .Single(source => source.Name == "Prometheus");

    private async Task<List<SourceItem>> ItemsAsync(string kind, DateTimeOffset at, JsonObject? settings) =>
        await Source().ReadAsync(new(kind, settings, at, null), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    private async Task<List<JsonObject>> RecordsAsync(string kind, DateTimeOffset at, JsonObject? settings)
    {
        var items = await ItemsAsync(kind, at, settings);
        Assert.True(items[^1] is SourceItem.ScopeRead, string.Join('\n', items.Where(item => item is not SourceItem.Found)));
        return [.. items.OfType<SourceItem.Found>().Select(item => item.Record.Data)];
    }

    // So long ago that every scrape that had begun by then is over.
    private async Task<DateTimeOffset> ServerTimeAsync()
    {
        var answer = await GetAsync("query?query=time()");
        return DateTimeOffset.FromUnixTimeSeconds((long)answer["data"]!["result"]![0]!.GetValue<double>() - 4);
    }

    private async Task<SortedDictionary<string, double>> AskAsync(string promql, string label, DateTimeOffset at)
    {
        var answer = await GetAsync($"query?query={Uri.EscapeDataString(promql)}&time={at.ToUnixTimeSeconds()}");
        return new(
            answer["data"]!["result"]!.AsArray().ToDictionary(
                series => series!["metric"]![label]!.GetValue<string>(), series => double.Parse(series!["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture)),
            StringComparer.Ordinal);
    }

    private async Task<JsonNode> GetAsync(string call) =>
        JsonNode.Parse(await Http.GetStringAsync($"{prometheus.Address}api/v1/{call}", TestContext.Current.CancellationToken))!;

    private static SortedDictionary<string, double> Figures(IEnumerable<JsonObject> records, string member) =>
        new(records.ToDictionary(record => record["key"]!.GetValue<string>(), record => record[member]!.GetValue<double>()), StringComparer.Ordinal);

    private static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await read() is var value && holds(value))
            {
                return value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, limit.Token);
        }
    }
}
