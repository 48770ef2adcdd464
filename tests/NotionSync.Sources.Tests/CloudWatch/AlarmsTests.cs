using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CloudWatch;

public sealed class AlarmsTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1795411299);

    [Fact]
    public async Task Alarms_of_all_kinds_become_records_with_times_as_text_and_a_page_for_people()
    {
        await using var bench = await StartAsync();

        var read = await bench.ReadAsync("alarms");

        Assert.Empty(read.Complaints);
        Assert.Equal(5, read.Records.Count);
        var gpu = Alarm(read, "GPU Utilization > 90%");
        Assert.Equal(("metric", "ALARM", "eu-west-1"), (Text(gpu, "type"), Text(gpu, "StateValue"), Text(gpu, "region")));
        Assert.Equal("2026-11-23T05:22:08.8Z", Text(gpu, "stateUpdatedAt"));
        Assert.Equal("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/GPU%20Utilization%20%3E%2090%25", Text(gpu, "url"));
        Assert.Equal("composite", Text(Alarm(read, "LLM-Core degraded"), "type"));
    }

    [Fact]
    public async Task Figure_of_an_alarm_is_read_as_the_alarm_defines_it()
    {
        await using var bench = await StartAsync();

        var read = await bench.ReadAsync("alarms");

        Assert.Equal("93", Alarm(read, "GPU Utilization > 90%")["value"]!.ToJsonString());
        Assert.Equal("2026-11-23T05:15:00Z", Text(Alarm(read, "GPU Utilization > 90%"), "valueAt"));
        Assert.Equal("[88,93]", Alarm(read, "GPU Utilization > 90%")["trend"]!.ToJsonString());
        Assert.Null(Alarm(read, "LLM-Core degraded")["value"]);
        var queries = bench.Asked.Where(asked => asked.Operation == "GetMetricData").SelectMany(asked => asked.Input["MetricDataQueries"]!.AsArray()).ToList();
        Assert.Contains(queries, query => query!["MetricStat"]?["Stat"]?.GetValue<string>() == "p95");
        Assert.Contains(queries, query => query!["Expression"]?.GetValue<string>() == "100*a3_errors/a3_requests");
        Assert.Contains(queries, query => query!["MetricStat"]?["Period"]?.GetValue<int>() == 21600);
        Assert.All(queries, query => Assert.Null(query!["MetricStat"]?["Unit"]));
    }

    [Fact]
    public async Task Types_are_always_named_and_log_alarms_only_on_request()
    {
        await using var bench = await StartAsync();

        await bench.ReadAsync("alarms", """{ "values": false }""");
        bench.Vendor.Healthy = _ => Recorded.Answer("cloudwatch/describe-alarms-log-alarm.json");
        var logs = await bench.ReadAsync("alarms", """{ "values": false, "types": ["metric", "composite", "log"] }""");

        Assert.Equal("""["MetricAlarm","CompositeAlarm"]""", bench.Asked[0].Input["AlarmTypes"]!.ToJsonString());
        Assert.Equal("""["MetricAlarm","CompositeAlarm","LogAlarm"]""", bench.Asked[1].Input["AlarmTypes"]!.ToJsonString());
        Assert.Equal("log", Text(Assert.Single(logs.Records).Data, "type"));
    }

    [Fact]
    public async Task Alarms_without_figures_are_told_all_the_same()
    {
        await using var bench = await StartAsync();
        bench.Vendor.Fault = (request, _) => AwsStub.Operation(request) == "GetMetricData" ? AwsStub.Refusal(400, "AccessDeniedException", "not authorized to perform: cloudwatch:GetMetricData") : null;

        var read = await bench.ReadAsync("alarms");

        Assert.Equal(5, read.Records.Count);
        Assert.Equal(["eu-west-1"], read.Scopes);
        Assert.All(read.Records, alarm => Assert.True(alarm.IsPartial));
        Assert.Contains("Allow cloudwatch:GetMetricData", Assert.Single(read.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarm_on_an_anomaly_band_is_asked_without_its_band()
    {
        await using var bench = await StartAsync();
        bench.Vendor.Fault = (request, _) => AwsStub.Operation(request) != "DescribeAlarms" ? null : StubAnswer.Json(JsonNode.Parse("""
            { "MetricAlarms": [{ "AlarmName": "odd", "AlarmArn": "arn:odd", "StateValue": "OK", "ThresholdMetricId": "band", "Metrics": [
              { "Id": "m1", "ReturnData": true, "MetricStat": { "Metric": { "Namespace": "AWS/EC2", "MetricName": "CPUUtilization", "Dimensions": [] }, "Period": 300, "Stat": "Average", "Unit": "Percent" } },
              { "Id": "band", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)", "ReturnData": true }] }] }
            """)!);

        var read = await bench.ReadAsync("alarms", """{ "trendHours": 0 }""");

        Assert.Empty(read.Complaints);
        Assert.Equal("a0_m1", Assert.Single(Assert.Single(bench.Asked, asked => asked.Operation == "GetMetricData").Input["MetricDataQueries"]!.AsArray())!["Id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Region_that_fails_leaves_the_others_alone()
    {
        await using var bench = await StartAsync("eu-west-1, us-east-1");
        bench.Vendor.Fault = (request, _) => SignatureJudge.Scope(request) == "eu-west-1/monitoring" ? AwsStub.Refusal(400, "OptInRequired", "not opted in") : null;

        var read = await bench.ReadAsync("alarms", """{ "values": false }""");

        Assert.Equal(["us-east-1"], read.Scopes);
        Assert.Equal(5, read.Records.Count);
        Assert.StartsWith("region eu-west-1:", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Equal(["eu-west-1/monitoring", "us-east-1/monitoring"], bench.Vendor.Requests.Select(SignatureJudge.Scope));
    }

    [Fact]
    public async Task Dashboards_are_read_in_one_region_only_and_one_that_vanishes_is_no_fault()
    {
        await using var bench = await StartAsync("eu-west-1, us-east-1");

        var read = await bench.ReadAsync("dashboards", """{ "widgets": true }""");
        bench.Vendor.Fault = (request, _) => AwsStub.Operation(request) == "GetDashboard" ? Recorded.Answer("cloudwatch/error-dashboard-not-found.json") : null;
        var vanished = await bench.ReadAsync("dashboards", """{ "widgets": true }""");

        var record = read.Records[0].Data;
        Assert.Equal("GPU utilisation", record["widgets"]![0]!["properties"]!["title"]!.GetValue<string>());
        Assert.EndsWith("#dashboards/dashboard/ai-platform-overview", Text(record, "url"), StringComparison.Ordinal);
        Assert.Equal(["account"], read.Scopes);
        Assert.Empty(vanished.Complaints);
        Assert.All(bench.Vendor.Requests, request => Assert.Equal("eu-west-1/monitoring", SignatureJudge.Scope(request)));
    }

    private static Task<AwsBench> StartAsync(string region = "eu-west-1") => AwsBench.StartAsync("CloudWatch", At, Answer, new Dictionary<string, string?> { ["Region"] = region });

    private static StubAnswer Answer(string operation, JsonObject input) => operation switch
    {
        "DescribeAlarms" => Recorded.Answer("cloudwatch/describe-alarms.json"),
        "ListDashboards" => Recorded.Answer("cloudwatch/list-dashboards.json"),
        "GetDashboard" => Recorded.Answer("cloudwatch/get-dashboard.json"),
        _ => StubAnswer.Json(new JsonObject
        {
            ["MetricDataResults"] = new JsonArray([.. input["MetricDataQueries"]!.AsArray().Where(query => query!["MetricStat"]?["Metric"]?["Namespace"]?.GetValue<string>() == "CWAgent").Select(query => new JsonObject
            {
                ["Id"] = query!["Id"]!.GetValue<string>(), ["Label"] = "GPU", ["Timestamps"] = new JsonArray(1795410900, 1795407300), ["Values"] = new JsonArray(93, 88), ["StatusCode"] = "Complete",
            })]),
        }),
    };

    private static JsonObject Alarm(ReadResult read, string name) => read.Records.Single(record => Text(record.Data, "AlarmName") == name).Data;

    private static string? Text(JsonObject record, string member) => record[member]?.GetValue<string>();
}
