using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CloudWatch;

/// <summary>Figures arrive minutes after their period, some of them never. The answers are made by hand.</summary>
public sealed class LateFiguresTests
{
    private const string Requests = """
        { "by": ["LoadBalancer"], "searches": {
          "requests": { "search": "{AWS/ApplicationELB,LoadBalancer} MetricName=\"RequestCount\"", "stat": "Sum" },
          "errors": { "search": "{AWS/ApplicationELB,LoadBalancer} MetricName=\"HTTPCode_ELB_5XX_Count\"", "stat": "Sum" } } }
        """;

    // 05:20:05, five seconds after a period ended.
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1795411205);

    [Theory]
    [InlineData("", 1795410900L)]
    [InlineData(""", "offsetSeconds": 0""", 1795411200L)]
    [InlineData(""", "offsetSeconds": 600""", 1795410600L)]
    public async Task Period_is_left_alone_until_it_has_settled(string setting, long end)
    {
        await using var bench = await StartAsync();

        await bench.ReadAsync("metrics", Requests[..Requests.LastIndexOf('}')] + setting + "}");
        await bench.ReadAsync("alarms", "{ \"trendHours\": 24" + setting + "}");

        Assert.Equal([end, end], bench.Asked.Where(asked => asked.Operation == "GetMetricData").Take(2).Select(asked => asked.Input["EndTime"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Settle_time_is_a_number_of_seconds_up_to_an_hour()
    {
        await using var bench = await StartAsync();

        var faults = bench.Source.CheckSettings("alarms", JsonNode.Parse("""{ "offsetSeconds": 3601 }""")!.AsObject())
            .Concat(bench.Source.CheckSettings("metrics", JsonNode.Parse(Requests[..Requests.LastIndexOf('}')] + """, "offsetSeconds": "3m" }""")!.AsObject()));

        Assert.Equal(["'3601' is not a number of seconds from 0 to 3600.", "'3m' is not a number of seconds from 0 to 3600."], faults.Select(fault => fault.What));
    }

    [Fact]
    public async Task Figures_of_one_record_are_all_of_one_period()
    {
        await using var bench = await StartAsync(("s_requests", "app/a", [100, 90, 80]), ("s_errors", "app/a", [null, null, 40]), ("s_requests", "app/b", [10, 9, 8]), ("s_errors", "app/b", [2, null, 4]));

        var read = await bench.ReadAsync("metrics", Requests);

        var (a, b) = (read.Records[0].Data, read.Records[1].Data);
        Assert.Equal("2026-11-23T05:10:00Z", a["at"]!.GetValue<string>());
        Assert.Equal("100", a["requests"]!.ToJsonString());
        Assert.Null(a["errors"]);
        Assert.Equal("""{"errors":"no points"}""", a["missing"]!.ToJsonString());
        Assert.Equal(("10", "2"), (b["requests"]!.ToJsonString(), b["errors"]!.ToJsonString()));
        Assert.Equal(["eu-west-1"], read.Scopes);
    }

    [Fact]
    public async Task Alarm_with_short_periods_is_looked_back_for_a_quarter_of_an_hour()
    {
        await using var bench = await StartAsync();

        await bench.ReadAsync("alarms", """{ "trendHours": 0 }""");

        var spans = bench.Asked.Where(asked => asked.Operation == "GetMetricData").ToDictionary(
            asked => asked.Input["MetricDataQueries"]![0]!["MetricStat"]!["Period"]!.GetValue<int>(),
            asked => asked.Input["EndTime"]!.GetValue<long>() - asked.Input["StartTime"]!.GetValue<long>());
        Assert.Equal(900, spans[10]);
        Assert.Equal(900, spans[60]);
        Assert.Equal(900, spans[300]);
    }

    private static Task<AwsBench> StartAsync(params (string Id, string Label, double?[] NewestFirst)[] series) => AwsBench.StartAsync(
        "CloudWatch", At, (operation, _) => StubAnswer.Json(operation == "DescribeAlarms" ? Alarms() : Data(series)), new Dictionary<string, string?> { ["Region"] = "eu-west-1" });

    private static JsonObject Alarms() => new()
    {
        ["MetricAlarms"] = new JsonArray([.. new[] { 300, 60, 10 }.Select(period => new JsonObject
    {
        ["AlarmName"] = $"every {period}", ["AlarmArn"] = $"arn:{period}", ["StateValue"] = "OK", ["Namespace"] = "AWS/EC2", ["MetricName"] = "CPUUtilization",
        ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "InstanceId", ["Value"] = "i-1" }), ["Statistic"] = "Average", ["Period"] = period,
    })])
    };

    private static JsonObject Data((string Id, string Label, double?[] NewestFirst)[] series) => new()
    {
        ["MetricDataResults"] = new JsonArray([.. series.Select(one =>
        {
            var points = one.NewestFirst.Index().Where(point => point.Item is not null).ToList();
            return new JsonObject
            {
                ["Id"] = one.Id,
                ["Label"] = one.Label,
                ["Timestamps"] = new JsonArray([.. points.Select(point => JsonValue.Create(1795410600 - 300 * point.Index))]),
                ["Values"] = new JsonArray([.. points.Select(point => JsonValue.Create(point.Item!.Value))]),
                ["StatusCode"] = "Complete",
            };
        })]),
    };
}
