using System.Text.Json.Nodes;
using NotionSync.Abstractions;

namespace NotionSync.Tests.Sources.Prometheus;

public sealed class RulesAlertsTargetsTests
{
    [Fact]
    public async Task Alerting_rule_has_threshold_state_and_the_worst_value()
    {
        var rules = Records(await ReadAsync(new StubPrometheus().Answers("rules.json"), "rules"));

        var gpu = rules.Single(rule => rule["name"]!.GetValue<string>() == "GpuUtilizationHigh");
        Assert.Equal("prom/rules/seed.yml/seed-alerts/GpuUtilizationHigh/0", gpu["key"]!.GetValue<string>());
        Assert.Equal(("alerting", "firing", "ok", ">", 90.0, 95.0, 0.0), (Text(gpu, "type"), Text(gpu, "state"), Text(gpu, "health"), Text(gpu, "operator"),
            Number(gpu, "threshold"), Number(gpu, "value"), Number(gpu, "duration")));
        Assert.Equal("2026-11-23T05:25:52.7278543Z", Text(gpu, "lastEvaluation"));
        Assert.Equal("2026-11-23T05:15:14.7260073Z", Text(gpu["alerts"]![0]!.AsObject(), "activeAt"));

        var latency = rules.Single(rule => rule["name"]!.GetValue<string>() == "ApiLatencyHigh");
        Assert.Equal(0.22062499999999993, Number(latency, "value"));
        Assert.Equal(3, latency["alerts"]!.AsArray().Count);
    }

    [Fact]
    public async Task Rule_that_cannot_be_evaluated_says_why()
    {
        var rules = Records(await ReadAsync(new StubPrometheus().Answers("rules.json"), "rules"));

        var broken = rules.Single(rule => rule["name"]!.GetValue<string>() == "BrokenRule");
        Assert.Equal("err", Text(broken, "health"));
        Assert.StartsWith("found duplicate series", Text(broken, "lastError"), StringComparison.Ordinal);
        Assert.InRange(Text(broken, "lastError").Length, 250, 300);
        Assert.False(broken.ContainsKey("threshold"));
        Assert.False(broken.ContainsKey("value"));
    }

    [Fact]
    public async Task Recording_rule_has_neither_state_nor_alerts()
    {
        var rules = Records(await ReadAsync(new StubPrometheus().Answers("rules.json"), "rules"));

        var recording = rules.Where(rule => Text(rule, "type") == "recording").ToList();
        Assert.Equal(2, recording.Count);
        Assert.All(recording, rule => Assert.False(rule.ContainsKey("state") || rule.ContainsKey("alerts") || rule.ContainsKey("threshold")));
    }

    [Fact]
    public async Task Rules_of_one_type_are_given_even_if_the_store_answers_both()
    {
        var stub = new StubPrometheus().Answers("rules.json");

        var rules = Records(await ReadAsync(stub, "rules", """{"type":"alert"}"""));

        Assert.Equal("?type=alert", Assert.Single(stub.Requests).Uri.Query);
        Assert.Equal(["alerting"], rules.Select(rule => Text(rule, "type")).Distinct());
    }

    [Fact]
    public async Task Rules_of_one_name_in_a_group_are_told_apart_by_a_number()
    {
        var stub = new StubPrometheus().Answers(_ => StubPrometheus.Json(
            """{"status":"success","data":{"groups":[{"name":"g","file":"f","rules":[{"name":"A","type":"alerting","query":"a > 1"},{"name":"B","type":"alerting","query":"b"},{"name":"A","type":"alerting","query":"a > 2"}]}]}}"""));

        Assert.Equal(["f/g/A/0", "f/g/B/0", "f/g/A/1"], Records(await ReadAsync(stub, "rules")).Select(rule => Text(rule, "key")));
    }

    [Theory]
    [InlineData("a > 5", """{"alertname":"x","severity":"info"}|firing|7;{"alertname":"y","severity":"critical"}|pending|99""", 7)]
    [InlineData("a > 5", """{"alertname":"x","severity":"warning"}|firing|70;{"alertname":"y","severity":"critical"}|firing|6""", 6)]
    [InlineData("a > 5", """{"alertname":"x"}|firing|7;{"alertname":"y"}|firing|8""", 8)]
    [InlineData("a < 5", """{"alertname":"x"}|firing|1;{"alertname":"y"}|firing|2""", 1)]
    public async Task Value_of_a_rule_is_that_of_the_most_severe_alert(string query, string alerts, double expected)
    {
        var listed = string.Join(',', alerts.Split(';').Select(alert => alert.Split('|'))
            .Select(parts => $$$"""{"labels":{{{parts[0]}}},"state":"{{{parts[1]}}}","value":"{{{parts[2]}}}e+00"}"""));
        var stub = new StubPrometheus().Answers(_ => StubPrometheus.Json(
            $$$"""{"status":"success","data":{"groups":[{"name":"g","file":"f","rules":[{"name":"A","type":"alerting","query":"{{{query}}}","alerts":[{{{listed}}}]}]}]}}"""));

        Assert.Equal(expected, Number(Assert.Single(Records(await ReadAsync(stub, "rules"))), "value"));
    }

    [Fact]
    public async Task Alerts_are_keyed_by_their_whole_label_set()
    {
        var alerts = Records(await ReadAsync(new StubPrometheus().Answers("alerts.json"), "alerts"));

        Assert.Equal(4, alerts.Count);
        Assert.Equal(4, alerts.Select(alert => Text(alert, "key")).Distinct().Count());
        Assert.All(alerts, alert => Assert.Matches("^[0-9a-f]{16}$", Text(alert, "key")));
        var tts = alerts.Single(alert => alert["labels"]!["service"]?.GetValue<string>() == "tts");
        Assert.Equal(("ApiLatencyHigh", "firing", 0.1702594339622641, "2026-11-23T05:15:16.7260073Z"), (Text(tts, "name"), Text(tts, "state"), Number(tts, "value"), Text(tts, "activeAt")));
    }

    [Fact]
    public async Task Alert_key_does_not_depend_on_the_order_of_labels_or_the_state()
    {
        var stub = new StubPrometheus();
        stub.Answers(_ => StubPrometheus.Json(stub.Requests.Count == 1
            ? """{"status":"success","data":{"alerts":[{"labels":{"a":"1","b":"2"},"state":"pending","value":"1"}]}}"""
            : """{"status":"success","data":{"alerts":[{"labels":{"b":"2","a":"1"},"state":"firing","value":"2"},{"labels":{"b":"2","a":"1"},"state":"pending","value":"3"}]}}"""));
        var source = stub.Source();

        var before = Assert.Single(Records(await ReadAsync(source, "alerts", null)));
        var after = Assert.Single(Records(await ReadAsync(source, "alerts", null)));

        Assert.Equal(Text(before, "key"), Text(after, "key"));
        Assert.Equal("firing", Text(after, "state"));
    }

    [Fact]
    public async Task Targets_are_listed_with_health_and_the_dead_one_says_why()
    {
        var items = await ReadAsync(new StubPrometheus().Answers("targets-active.json"), "targets");

        var targets = Records(items);
        Assert.Equal(["dead-target/http://127.0.0.1:19199/metrics", "gateway/http://127.0.0.1:19105/metrics", "node/http://127.0.0.1:19100/metrics", "prometheus/http://127.0.0.1:19090/metrics"],
            targets.Select(target => Text(target, "key")));
        Assert.Equal(["down", "up", "up", "up"], targets.Select(target => Text(target, "health")));
        Assert.Contains("connection refused", Text(targets[0], "lastError"), StringComparison.Ordinal);
        Assert.Equal("2026-11-23T05:25:53.2897995Z", Text(targets[0], "lastScrape"));
        Assert.Equal("eu-west-1", targets[2]["labels"]!["region"]!.GetValue<string>());
        Assert.False(targets[0].ContainsKey("discoveredLabels"));
        Assert.Equal(new SourceItem.ScopeRead("prometheus"), items[^1]);
    }

    [Fact]
    public async Task Labels_before_relabelling_are_given_when_wanted()
    {
        var targets = Records(await ReadAsync(new StubPrometheus().Answers("targets-active.json"), "targets", """{"discoveredLabels":true}"""));

        Assert.Equal("127.0.0.1:19199", targets[0]["discoveredLabels"]!["__address__"]!.GetValue<string>());
    }

    [Fact]
    public async Task Target_that_was_never_scraped_has_no_last_scrape_and_two_of_one_address_are_reported()
    {
        var stub = new StubPrometheus().Answers(_ => StubPrometheus.Json("""
            {"status":"success","data":{"activeTargets":[
              {"scrapePool":"a","scrapeUrl":"http://a/metrics","health":"unknown","lastScrape":"0001-01-01T00:00:00Z"},
              {"scrapePool":"b","scrapeUrl":"http://b/metrics","health":"up","labels":{"x":"1"}},
              {"scrapePool":"b","scrapeUrl":"http://b/metrics","health":"down","labels":{"x":"2"}}]}}
            """));

        var items = await ReadAsync(stub, "targets");

        Assert.False(Assert.Single(Records(items)).ContainsKey("lastScrape"));
        Assert.Equal("target 'b/http://b/metrics'", Assert.Single(items.OfType<SourceItem.Failed>()).Part);
        Assert.DoesNotContain(items, item => item is SourceItem.ScopeRead);
    }

    [Fact]
    public async Task Store_without_targets_is_told_as_such()
    {
        var fault = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(new StubPrometheus().Answers("err-unknown-route.txt"), "targets"));

        Assert.Contains("has no such call: 404 page not found", fault.Message, StringComparison.Ordinal);
    }

    private static Task<List<SourceItem>> ReadAsync(StubPrometheus stub, string kind, string? settings = null) => ReadAsync(stub.Source(), kind, settings);

    private static async Task<List<SourceItem>> ReadAsync(ISource source, string kind, string? settings) =>
        await source.ReadAsync(new(kind, settings is null ? null : JsonNode.Parse(settings)!.AsObject(), DateTimeOffset.UnixEpoch, null), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    private static List<JsonObject> Records(IEnumerable<SourceItem> items) => [.. items.OfType<SourceItem.Found>().Select(item => item.Record.Data)];

    private static string Text(JsonObject record, string member) => record[member]!.GetValue<string>();

    private static double Number(JsonObject record, string member) => record[member]!.GetValue<double>();
}
