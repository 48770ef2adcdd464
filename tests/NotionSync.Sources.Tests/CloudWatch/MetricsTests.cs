using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CloudWatch;

public sealed class MetricsTests
{
    private const string Ecs = """
        { "by": ["ClusterName", "ServiceName"], "things": [{ "ClusterName": "ai-prod", "ServiceName": "llm-core" }], "period": 60, "periods": 10,
          "metrics": { "cpu": { "namespace": "AWS/ECS", "metric": "CPUUtilization", "stat": "Average" },
                       "memory": { "namespace": "AWS/ECS", "metric": "MemoryUtilization", "stat": "Average" } } }
        """;

    // Half a minute into the period that is under way.
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1795411230);

    [Fact]
    public async Task Points_of_several_pages_are_put_together_and_the_last_page_s_status_wins()
    {
        await using var bench = await StartAsync((input, _) => Renamed(
            Recorded.Body(input["NextToken"] is null ? "cloudwatch/get-metric-data-page1-partial.json" : "cloudwatch/get-metric-data-page2-complete.json"), input));

        var read = await bench.ReadAsync("metrics", Ecs);

        Assert.Empty(read.Complaints);
        var record = Assert.Single(read.Records).Data;
        Assert.Equal(66.1m, record["cpu"]!.GetValue<decimal>());
        Assert.Equal(72.0m, record["memory"]!.GetValue<decimal>());
        Assert.Equal("2026-11-23T05:19:00Z", record["at"]!.GetValue<string>());
        Assert.Equal("eu-west-1/ai-prod/llm-core", record["key"]!.GetValue<string>());
        Assert.Null(record["missing"]);
        Assert.Equal(["eu-west-1"], read.Scopes);
    }

    [Fact]
    public async Task Periods_are_whole_and_the_one_under_way_is_left_out()
    {
        await using var bench = await StartAsync((input, _) => Renamed(Recorded.Body("cloudwatch/get-metric-data-page2-complete.json"), input));

        await bench.ReadAsync("metrics", Ecs);

        var input = Assert.Single(bench.Asked).Input;
        Assert.Equal((1795410420L, 1795411020L), (input["StartTime"]!.GetValue<long>(), input["EndTime"]!.GetValue<long>()));
        Assert.All(input["MetricDataQueries"]!.AsArray(), query => Assert.Null(query!["MetricStat"]!["Unit"]));
    }

    [Fact]
    public async Task Data_that_stays_partial_gives_no_figure_and_is_told()
    {
        await using var bench = await StartAsync((input, _) =>
        {
            var body = Renamed(Recorded.Body("cloudwatch/get-metric-data-page1-partial.json"), input);
            body.Remove("NextToken");
            return body;
        });

        var read = await bench.ReadAsync("metrics", Ecs);

        var record = Assert.Single(read.Records).Data;
        Assert.Null(record["cpu"]);
        Assert.Equal("partial data", record["missing"]!["cpu"]!.GetValue<string>());
        Assert.Equal(2, read.Items.OfType<SourceItem.Partial>().Count());
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Forbidden_and_failed_metrics_are_told_and_never_zero()
    {
        await using var bench = await StartAsync((input, _) => Renamed(Recorded.Body("cloudwatch/get-metric-data-forbidden-and-messages.json"), input));

        var read = await bench.ReadAsync("metrics", Ecs);

        var record = Assert.Single(read.Records).Data;
        Assert.Equal("""{"cpu":"forbidden","memory":"internal error"}""", record["missing"]!.ToJsonString());
        Assert.True(read.Records[0].IsPartial);
        Assert.Contains(read.Complaints, text => text.Contains("No access to the linked account", StringComparison.Ordinal));
        Assert.Contains(read.Complaints, text => text.Contains("Maximum number of allowed metrics exceeded", StringComparison.Ordinal));
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Metric_without_points_is_named_as_missing_and_a_thing_without_any_is_no_record()
    {
        await using var bench = await StartAsync((input, _) => Recorded.Body("cloudwatch/get-metric-data.json"), DateTimeOffset.FromUnixTimeSeconds(1795411299));
        const string settings = """
            { "by": [], "metrics": { "lat": { "namespace": "AWS/ApplicationELB", "metric": "TargetResponseTime", "stat": "p95" },
                                     "nodata": { "namespace": "AWS/ECS", "metric": "CPUUtilization", "stat": "Average" } } }
            """;

        bench.Vendor.Healthy = request => StubAnswer.Json(Renamed(Recorded.Body("cloudwatch/get-metric-data.json"), AwsStub.Input(request), "lat", "nodata"));
        var read = await bench.ReadAsync("metrics", settings);

        Assert.False(Assert.Single(read.Records).IsPartial);
        var record = read.Records[0].Data;
        // The server sent 0.051000000000000004.
        Assert.Equal("0.051", record["lat"]!.ToJsonString());
        Assert.Equal("""{"nodata":"no points"}""", record["missing"]!.ToJsonString());
        Assert.Empty(read.Complaints);

        bench.Vendor.Healthy = request => StubAnswer.Json(Renamed(Recorded.Body("cloudwatch/get-metric-data.json"), AwsStub.Input(request), "nodata", "nodata"));
        var nothing = await bench.ReadAsync("metrics", settings);
        Assert.Empty(nothing.Records);
        Assert.Equal(["eu-west-1"], nothing.Scopes);
    }

    [Fact]
    public async Task Search_gives_a_record_for_each_thing_it_finds()
    {
        await using var bench = await StartAsync((input, _) => Renamed(Recorded.Body("cloudwatch/get-metric-data-search-expression.json"), input), DateTimeOffset.FromUnixTimeSeconds(1795411299));

        var read = await bench.ReadAsync("metrics", """
            { "by": ["ServiceName"], "searches": { "cpu": { "search": "{AWS/ECS,ClusterName,ServiceName} MetricName=\"CPUUtilization\"", "stat": "Average" } } }
            """);

        Assert.Equal(["eu-west-1/llm-core 66", "eu-west-1/tts-neo 35"], read.Records.Select(record => $"{record.Data["key"]} {record.Data["cpu"]}"));
        var query = Assert.Single(bench.Asked).Input["MetricDataQueries"]![0]!;
        var recorded = Recorded.Exchange("cloudwatch/get-metric-data-search-expression.json")["request"]!["body"]!["MetricDataQueries"]![0]!;
        Assert.Equal(recorded["Expression"]!.GetValue<string>(), query["Expression"]!.GetValue<string>());
        Assert.Equal(recorded["Label"]!.GetValue<string>(), query["Label"]!.GetValue<string>());
    }

    [Fact]
    public async Task Several_metrics_of_one_thing_are_joined_as_told_and_otherwise_reported()
    {
        await using var bench = await StartAsync((input, _) => new JsonObject
        {
            ["MetricDataResults"] = new JsonArray(Series("i-1|/", 1795410900, 71.5, 70), Series("i-1|/data", 1795410900, 83, 82.5), Series("i-2|/", 1795410600, 12)),
        }, DateTimeOffset.FromUnixTimeSeconds(1795411299));

        var joined = await bench.ReadAsync("metrics", Search(", \"join\": \"max\""));
        bench.Vendor.Healthy = _ => StubAnswer.Json(new JsonObject { ["MetricDataResults"] = new JsonArray(Series("i-1", 1795410900, 71.5), Series("i-1", 1795410900, 83), Series("i-2", 1795410900, 12)) });
        var doubled = await bench.ReadAsync("metrics", Search(""));

        Assert.Equal(["eu-west-1/i-1 83", "eu-west-1/i-2 12"], joined.Records.Select(record => $"{record.Data["key"]} {record.Data["disk"]}"));
        Assert.Contains(doubled.Complaints, text => text.Contains("'eu-west-1/i-1'", StringComparison.Ordinal) && text.Contains("join: max", StringComparison.Ordinal));
        Assert.Equal("12", doubled.Records.Single(record => record.Data["key"]!.GetValue<string>() == "eu-west-1/i-2").Data["disk"]!.ToJsonString());

        static string Search(string join) =>
            $$"""{ "by": ["InstanceId"], "searches": { "disk": { "search": "{CWAgent,InstanceId,path} MetricName=\"disk_used_percent\"", "stat": "Maximum"{{join}} } } }""";
        static JsonObject Series(string label, long newest, params double[] values) => new()
        {
            ["Id"] = "s_disk",
            ["Label"] = label,
            ["Timestamps"] = new JsonArray([.. values.Select((_, at) => JsonValue.Create(newest - 300 * at))]),
            ["Values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
            ["StatusCode"] = "Complete",
        };
    }

    [Fact]
    public async Task Expressions_are_asked_beside_their_metrics_with_ids_of_their_own()
    {
        await using var bench = await StartAsync((input, _) => new JsonObject
        {
            ["MetricDataResults"] = new JsonArray([.. input["MetricDataQueries"]!.AsArray().Where(query => query!["ReturnData"]!.GetValue<bool>()).Select(query => new JsonObject
            {
                ["Id"] = query!["Id"]!.GetValue<string>(), ["Timestamps"] = new JsonArray(1795410900), ["Values"] = new JsonArray(5), ["StatusCode"] = "Complete",
            })]),
        }, DateTimeOffset.FromUnixTimeSeconds(1795411299));

        var read = await bench.ReadAsync("metrics", """
            { "by": ["LoadBalancer"], "things": [{ "LoadBalancer": "app/a/1" }, { "LoadBalancer": "app/b/2" }],
              "metrics": { "requests": { "namespace": "AWS/ApplicationELB", "metric": "RequestCount", "stat": "Sum" },
                           "errors": { "namespace": "AWS/ApplicationELB", "metric": "HTTPCode_Target_5XX_Count", "stat": "Sum" } },
              "expressions": { "share": "100 * FILL(errors, 0) / requests" },
              "ranges": { "share_day": { "of": "share", "hours": 24, "points": 24 } } }
            """);

        Assert.Equal(2, read.Records.Count);
        Assert.All(read.Records, record => Assert.Equal("[5]", record.Data["share_day"]!.ToJsonString()));
        var (latest, day) = (bench.Asked[0].Input["MetricDataQueries"]!.AsArray(), bench.Asked[1].Input["MetricDataQueries"]!.AsArray());
        Assert.Equal("100 * FILL(t1_errors, 0) / t1_requests", latest[^1]!["Expression"]!.GetValue<string>());
        Assert.Equal(3600, day[0]!["MetricStat"]!["Period"]!.GetValue<int>());
        Assert.Equal([false, false, true], day.Take(3).Select(query => query!["ReturnData"]!.GetValue<bool>()));
        Assert.Equal(0, bench.Asked[1].Input["StartTime"]!.GetValue<long>() % 3600);
    }

    [Fact]
    public async Task Calls_hold_at_most_500_queries_and_far_fewer_with_expressions()
    {
        await using var bench = await StartAsync((_, _) => new JsonObject { ["MetricDataResults"] = new JsonArray() });
        var things = string.Join(',', Enumerable.Range(0, 600).Select(number => $$"""{ "InstanceId": "i-{{number}}" }"""));
        var plain = $$"""{ "by": ["InstanceId"], "things": [{{things}}], "metrics": { "cpu": { "namespace": "AWS/EC2", "metric": "CPUUtilization", "stat": "Average" } } }""";

        await bench.ReadAsync("metrics", plain);
        var first = bench.Asked.Select(asked => asked.Input["MetricDataQueries"]!.AsArray().Count).ToList();
        await bench.ReadAsync("metrics", plain[..^1] + """, "expressions": { "idle": "100 - cpu" } }""");

        Assert.Equal([500, 100], first);
        Assert.All(bench.Asked.Skip(2), asked => Assert.InRange(asked.Input["MetricDataQueries"]!.AsArray().Count, 2, 50));
    }

    [Fact]
    public async Task Wrong_query_is_found_and_told_and_the_others_are_answered()
    {
        await using var bench = await StartAsync((input, _) => Renamed(Recorded.Body("cloudwatch/get-metric-data-page2-complete.json"), input));
        bench.Vendor.Fault = (request, _) => request.Body.Contains("MemoryUtilization", StringComparison.Ordinal) ? Recorded.Answer("cloudwatch/error-validation.json") : null;

        var read = await bench.ReadAsync("metrics", Ecs);

        Assert.Equal(60.0m, Assert.Single(read.Records).Data["cpu"]!.GetValue<decimal>());
        var failed = Assert.Single(read.Items.OfType<SourceItem.Failed>());
        Assert.Equal("'memory' in eu-west-1", failed.Part);
        Assert.Contains("ValidationError", failed.Reason, StringComparison.Ordinal);
        Assert.Equal("refused", read.Records[0].Data["missing"]!["memory"]!.GetValue<string>());
    }

    [Fact]
    public async Task Unchanged_figures_give_equal_records_whenever_they_are_read()
    {
        await using var bench = await StartAsync((input, _) => Renamed(Recorded.Body("cloudwatch/get-metric-data-page2-complete.json"), input));

        var first = await bench.ReadAsync("metrics", Ecs);
        bench.Time.Now += TimeSpan.FromMinutes(15);
        var second = await bench.ReadAsync("metrics", Ecs);

        Assert.Equal(first.Records.Select(record => record.Data.ToJsonString()), second.Records.Select(record => record.Data.ToJsonString()));
    }

    private static Task<AwsBench> StartAsync(Func<JsonObject, string, JsonObject> answer, DateTimeOffset? at = null) => AwsBench.StartAsync(
        "CloudWatch", at ?? At, (operation, input) => StubAnswer.Json(answer(input, operation)), new Dictionary<string, string?> { ["Region"] = "eu-west-1" });

    // Answers name the ids that were asked for: by place, or those of the recording that are named.
    private static JsonObject Renamed(JsonObject body, JsonObject input, params string[] only)
    {
        var results = body["MetricDataResults"]!.AsArray();
        var ids = input["MetricDataQueries"]!.AsArray().Select(query => query!["Id"]!.GetValue<string>()).ToList();
        if (only.Length > 0)
        {
            body["MetricDataResults"] = new JsonArray([.. only.Select(id => results.First(result => result!["Id"]!.GetValue<string>() == id)!.DeepClone())]);
            results = body["MetricDataResults"]!.AsArray();
        }

        // A result for every id; a search has several results under its one id.
        while (results.Count > ids.Count && ids.Count > 0 && results[^1]!["Id"]!.GetValue<string>() != results[0]!["Id"]!.GetValue<string>())
        {
            results.RemoveAt(results.Count - 1);
        }

        foreach (var (at, result) in results.Index())
        {
            result!["Id"] = ids[Math.Min(at, ids.Count - 1)];
        }

        return body;
    }
}
