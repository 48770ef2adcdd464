using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CloudWatch;

/// <summary>What a fault costs, and what it leaves alone. The answers are made by hand.</summary>
public sealed class WholeReadTests
{
    private const string Cpu = """
        { "by": ["InstanceId"], "alarms": true, "searches": { "cpu": { "search": "{AWS/EC2,InstanceId} MetricName=\"CPUUtilization\"", "stat": "Average" } } }
        """;

    [Fact]
    public async Task Region_s_alarms_are_read_to_their_end_even_when_a_figure_is_refused()
    {
        await using var bench = await StartAsync((operation, input) => operation == "DescribeAlarms"
            ? StubAnswer.Json(new JsonObject { ["MetricAlarms"] = new JsonArray(Alarm("good", "CPUUtilization"), Alarm("bad", "Broken")) })
            : input.ToJsonString().Contains("Broken", StringComparison.Ordinal)
                ? AwsStub.Refusal(400, "ValidationError", "The metric is broken")
                : StubAnswer.Json(Data("a0", 1, 2)));

        var read = await bench.ReadAsync("alarms");

        Assert.Equal(["eu-west-1"], read.Scopes);
        Assert.Equal(2, read.Records.Count);
        var failed = Assert.Single(read.Items.OfType<SourceItem.Failed>());
        Assert.Equal("figures of alarms in eu-west-1", failed.Part);
        Assert.Contains("bad: ", failed.Reason, StringComparison.Ordinal);
        Assert.Equal("7", read.Records[0].Data["value"]!.ToJsonString());
        Assert.Equal([false, true], read.Records.Select(record => record.IsPartial));
    }

    [Fact]
    public async Task Figures_are_told_without_their_alarms_when_these_may_not_be_read()
    {
        await using var bench = await StartAsync((operation, _) => operation == "DescribeAlarms"
            ? AwsStub.Refusal(400, "AccessDeniedException", "not authorized to perform: cloudwatch:DescribeAlarms")
            : StubAnswer.Json(Data("s_cpu", 1, 2)));

        var read = await bench.ReadAsync("metrics", Cpu);

        Assert.Null(read.Failure);
        var record = Assert.Single(read.Records).Data;
        Assert.Equal("7", record["cpu"]!.ToJsonString());
        Assert.Null(record["alarms"]);
        Assert.Equal("refused", record["missing"]!["alarms"]!.GetValue<string>());
        var failed = Assert.Single(read.Items.OfType<SourceItem.Failed>());
        Assert.Contains("cloudwatch:DescribeAlarms", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["eu-west-1"], read.Scopes);
    }

    [Fact]
    public async Task Searches_share_a_call_only_while_it_stays_below_the_most_points()
    {
        await using var bench = await StartAsync((_, _) => StubAnswer.Json(new JsonObject { ["MetricDataResults"] = new JsonArray() }));
        var searches = string.Join(',', Enumerable.Range(0, 6).Select(number =>
            $$$"""  "m{{{number}}}": { "search": "{AWS/EC2,InstanceId} MetricName=\"M{{{number}}}\"", "stat": "Average" } """));

        await bench.ReadAsync("metrics", $$"""{ "by": ["InstanceId"], "periods": 60, "searches": { {{searches}} } }""");

        // 500 series of 60 points each: three searches come to 90,000.
        Assert.Equal([3, 3], bench.Asked.Select(asked => asked.Input["MetricDataQueries"]!.AsArray().Count));
    }

    [Fact]
    public async Task Answer_that_comes_near_the_most_points_may_be_cut_and_is_told()
    {
        await using var bench = await StartAsync((_, _) => StubAnswer.Json(Data("s_cpu", 101, 1000)));

        var read = await bench.ReadAsync("metrics", Cpu.Replace("\"alarms\": true, ", "", StringComparison.Ordinal));

        Assert.Contains("100800", Assert.Single(read.Items.OfType<SourceItem.Partial>()).Warning, StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    private static Task<AwsBench> StartAsync(Func<string, JsonObject, StubAnswer> answer) => AwsBench.StartAsync(
        "CloudWatch", DateTimeOffset.FromUnixTimeSeconds(1795411299), answer, new Dictionary<string, string?> { ["Region"] = "eu-west-1" });

    private static JsonObject Alarm(string name, string metric) => new()
    {
        ["AlarmName"] = name,
        ["AlarmArn"] = $"arn:{name}",
        ["StateValue"] = "OK",
        ["Namespace"] = "AWS/EC2",
        ["MetricName"] = metric,
        ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "InstanceId", ["Value"] = "i-1" }),
        ["Statistic"] = "Average",
        ["Period"] = 300,
    };

    private static JsonObject Data(string id, int series, int points) => new()
    {
        ["MetricDataResults"] = new JsonArray([.. Enumerable.Range(0, series).Select(number => new JsonObject
        {
            ["Id"] = id,
            ["Label"] = $"i-{number}",
            ["Timestamps"] = new JsonArray([.. Enumerable.Range(0, points).Select(at => JsonValue.Create(1795410600 - 300 * at))]),
            ["Values"] = new JsonArray([.. Enumerable.Range(0, points).Select(_ => JsonValue.Create(7))]),
            ["StatusCode"] = "Complete",
        })]),
    };
}
