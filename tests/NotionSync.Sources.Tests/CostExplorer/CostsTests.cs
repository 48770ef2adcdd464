using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CostExplorer;

public sealed class CostsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 6, 15, 0, TimeSpan.Zero);

    [Fact]
    public async Task Days_of_several_pages_are_put_together_exactly()
    {
        await using var bench = await StartAsync((_, input) => Recorded.Answer(input["NextPageToken"] is null ? "costexplorer/cost-by-service-daily-page1.json" : "costexplorer/cost-by-service-daily-page2.json"));

        var read = await bench.ReadAsync("costs", """{ "by": ["service"], "months": 0, "days": 3 }""");

        Assert.Empty(read.Complaints);
        var compute = Record(read, "Amazon Elastic Compute Cloud - Compute");
        Assert.Equal(["193.536", "201.6", "125.7984"], compute["days"]!.AsArray().Select(day => day!["cost"]!.ToJsonString()));
        Assert.Equal("125.7984", compute["lastDay"]!.ToJsonString());
        Assert.True(compute["days"]![0]!["estimated"]!.GetValue<bool>());
        Assert.Equal("USD", compute["currency"]!.GetValue<string>());
        Assert.Equal(6, read.Records.Count);
        Assert.Equal(["account"], read.Scopes);
        Assert.Equal("""{"Start":"2026-11-20","End":"2026-11-23"}""", bench.Asked[0].Input["TimePeriod"]!.ToJsonString());
    }

    [Fact]
    public async Task Sum_of_the_account_needs_no_groups()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("costexplorer/cost-monthly-total.json"));

        var read = await bench.ReadAsync("costs", """{ "by": [], "months": 3 }""");

        var total = Assert.Single(read.Records).Data;
        Assert.Equal(("total", "6138.2009", "8902.4477"), (total["key"]!.GetValue<string>(), total["monthToDate"]!.ToJsonString(), total["lastMonth"]!.ToJsonString()));
        Assert.Equal([false, false, true], total["months"]!.AsArray().Select(month => month!["estimated"]!.GetValue<bool>()));
        Assert.Equal("""{"Start":"2026-09-01","End":"2026-11-23"}""", Assert.Single(bench.Asked).Input["TimePeriod"]!.ToJsonString());
    }

    [Fact]
    public async Task Tag_s_value_is_told_without_its_prefix_and_what_has_no_tag_is_empty()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("costexplorer/cost-by-tag-and-usage-type.json"));

        var read = await bench.ReadAsync("costs", """{ "by": ["tag:service", "usage_type"], "months": 1 }""");

        Assert.Equal(
            ["service$/EU-DataTransfer-Out-Bytes |EU-DataTransfer-Out-Bytes 77.02", "service$llm-core/EU-BoxUsage:p4d.24xlarge llm-core|EU-BoxUsage:p4d.24xlarge 4102.11", "service$tts-neo/EU-BoxUsage:g5.2xlarge tts-neo|EU-BoxUsage:g5.2xlarge 612.4"],
            read.Records.Select(record => $"{record.Data["key"]} {string.Join('|', record.Data["values"]!.AsArray())} {record.Data["monthToDate"]}"));
        var recorded = Recorded.Exchange("costexplorer/cost-by-tag-and-usage-type.json")["request"]!["body"]!;
        Assert.Equal(recorded["GroupBy"]!.ToJsonString(), bench.Asked[0].Input["GroupBy"]!.ToJsonString());
        Assert.Equal(recorded["TimePeriod"]!.ToJsonString(), bench.Asked[0].Input["TimePeriod"]!.ToJsonString());
    }

    [Fact]
    public async Task Account_is_told_by_its_name()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("costexplorer/cost-by-linked-account.json"));

        var record = Assert.Single((await bench.ReadAsync("costs", """{ "by": ["account"], "months": 1 }""")).Records).Data;

        Assert.Equal(("123456789012", "ai-platform-prod"), (record["key"]!.GetValue<string>(), record["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Nothing_billed_is_no_record()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("costexplorer/empty-result.json"));

        var read = await bench.ReadAsync("costs", """{ "by": [] }""");

        Assert.Empty(read.Records);
        Assert.Empty(read.Complaints);
    }

    [Fact]
    public async Task Group_that_is_absent_from_a_month_that_was_answered_cost_nothing_in_it()
    {
        await using var bench = await StartAsync((_, _) => StubAnswer.Json(JsonNode.Parse("""
            { "ResultsByTime": [
              { "TimePeriod": { "Start": "2026-10-01", "End": "2026-11-01" }, "Groups": [{ "Keys": ["S3"], "Metrics": { "UnblendedCost": { "Amount": "-1.20E-7", "Unit": "USD" } } }] },
              { "TimePeriod": { "Start": "2026-11-01", "End": "2026-11-23" }, "Groups": [], "Estimated": true }] }
            """)!));

        var record = Assert.Single((await bench.ReadAsync("costs", """{ "by": ["service"] }""")).Records).Data;

        Assert.Equal(("-0.00000012", "0"), (record["lastMonth"]!.ToJsonString(), record["monthToDate"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "UnblendedCost": { "Unit": "USD" } }""")]
    [InlineData("""{ "UnblendedCost": { "Amount": "n/a", "Unit": "USD" } }""")]
    public async Task Amount_that_cannot_be_read_is_left_unknown_and_told(string metrics)
    {
        await using var bench = await StartAsync((_, _) => StubAnswer.Json(JsonNode.Parse($$"""
            { "ResultsByTime": [
              { "TimePeriod": { "Start": "2026-10-01", "End": "2026-11-01" }, "Groups": [{ "Keys": ["S3"], "Metrics": { "UnblendedCost": { "Amount": "7", "Unit": "USD" } } }] },
              { "TimePeriod": { "Start": "2026-11-01", "End": "2026-11-23" }, "Groups": [{ "Keys": ["S3"], "Metrics": {{metrics}} }] }] }
            """)!));

        var read = await bench.ReadAsync("costs", """{ "by": ["service"] }""");

        var record = Assert.Single(read.Records).Data;
        Assert.Equal("7", record["lastMonth"]!.ToJsonString());
        Assert.Null(record["monthToDate"]);
        Assert.Null(record["months"]![1]!["cost"]);
        Assert.Contains("'S3' has no UnblendedCost that can be read in the month from 2026-11-01", Assert.Single(read.Items.OfType<SourceItem.Partial>()).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_first_of_a_month_only_the_last_month_is_known()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("costexplorer/empty-result.json"), new(2026, 12, 1, 6, 15, 0, TimeSpan.Zero));

        await bench.ReadAsync("costs", """{ "by": ["service"] }""");
        await bench.ReadAsync("costs", """{ "by": ["service"], "months": 1 }""");

        Assert.Equal("""{"Start":"2026-11-01","End":"2026-12-01"}""", Assert.Single(bench.Asked).Input["TimePeriod"]!.ToJsonString());
    }

    [Fact]
    public async Task Credits_are_left_out_and_filters_are_added()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("costexplorer/empty-result.json"));

        await bench.ReadAsync("costs", """{ "by": ["service"] }""");
        await bench.ReadAsync("costs", """{ "by": ["service"], "leaveOut": [] }""");
        await bench.ReadAsync("costs", """{ "by": ["service"], "filter": { "Dimensions": { "Key": "REGION", "Values": ["eu-west-1"] } } }""");

        Assert.Equal(
            ["""{"Not":{"Dimensions":{"Key":"RECORD_TYPE","Values":["Credit","Refund"]}}}""", null,
                """{"And":[{"Not":{"Dimensions":{"Key":"RECORD_TYPE","Values":["Credit","Refund"]}}},{"Dimensions":{"Key":"REGION","Values":["eu-west-1"]}}]}"""],
            bench.Asked.Select(asked => asked.Input["Filter"]?.ToJsonString()));
    }

    [Fact]
    public async Task Unusual_costs_are_read_with_their_causes()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("costexplorer/anomalies.json"));

        var read = await bench.ReadAsync("anomalies", """{ "leastImpact": 100 }""");

        var record = Assert.Single(read.Records).Data;
        Assert.Equal(("2026-10-05", "2026-10-06", "412.2"), (record["startedOn"]!.GetValue<string>(), record["endedOn"]!.GetValue<string>(), record["Impact"]!["TotalImpact"]!.ToJsonString()));
        Assert.Equal("2026-08-25", bench.Asked[0].Input["DateInterval"]!["StartDate"]!.GetValue<string>());
    }

    private static Task<AwsBench> StartAsync(Func<string, JsonObject, StubAnswer> answer, DateTimeOffset? at = null) => AwsBench.StartAsync("CostExplorer", at ?? At, answer);

    private static JsonObject Record(ReadResult read, string key) => read.Records.Single(record => record.Data["key"]!.GetValue<string>() == key).Data;
}
