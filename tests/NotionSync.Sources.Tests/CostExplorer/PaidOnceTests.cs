using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CostExplorer;

public sealed class PaidOnceTests
{
    private const string ByService = """{ "by": ["service"], "months": 0, "days": 3 }""";

    private static readonly DateTimeOffset At = new(2026, 11, 23, 6, 15, 0, TimeSpan.Zero);

    [Fact]
    public async Task Read_within_the_time_asks_nothing_and_yields_nothing()
    {
        await using var bench = await StartAsync();
        var first = await bench.ReadAsync("costs", """{ "by": ["service"] }""");

        bench.Time.Now += TimeSpan.FromHours(11.9);
        var second = await bench.ReadAsync("costs", """{ "by": ["service"] }""", first.Cursor);
        bench.Time.Now += TimeSpan.FromHours(0.2);
        var third = await bench.ReadAsync("costs", """{ "by": ["service"] }""", second.Cursor);

        Assert.Equal(first.Cursor, Assert.IsType<SourceItem.Next>(Assert.Single(second.Items)).Cursor);
        Assert.Equal(2, bench.Vendor.Requests.Count);
        Assert.NotEqual(first.Cursor, third.Cursor);
    }

    // What a one-shot command does: nothing but the cursor is left of the last run.
    [Fact]
    public async Task Program_that_starts_anew_pays_no_earlier()
    {
        await using var before = await StartAsync();
        var first = await before.ReadAsync("costs", """{ "by": ["service"] }""");
        await using var after = await StartAsync();
        after.Time.Now += TimeSpan.FromHours(2);

        await after.ReadAsync("costs", """{ "by": ["service"] }""", first.Cursor);

        Assert.Empty(after.Vendor.Requests);
    }

    [Fact]
    public async Task Same_question_of_several_blocks_is_paid_once_and_answered_to_each()
    {
        await using var bench = await StartAsync();

        var first = await bench.ReadAsync("costs", ByService);
        bench.Time.Now += TimeSpan.FromHours(1);
        var second = await bench.ReadAsync("costs", ByService);

        Assert.Single(bench.Vendor.Requests);
        Assert.Equal(first.Records.Select(record => record.Data.ToJsonString()), second.Records.Select(record => record.Data.ToJsonString()));
        Assert.Equal(first.Cursor, second.Cursor);
    }

    [Fact]
    public async Task Time_between_questions_can_be_set()
    {
        await using var bench = await StartAsync(new() { ["AskEvery"] = "01:00:00" });
        var first = await bench.ReadAsync("costs", ByService);

        bench.Time.Now += TimeSpan.FromHours(1);
        await bench.ReadAsync("costs", ByService, first.Cursor);

        Assert.Equal(2, bench.Vendor.Requests.Count);
    }

    [Fact]
    public async Task Forecast_takes_what_the_month_has_cost_from_an_answer_that_is_there()
    {
        await using var bench = await StartAsync();
        bench.Vendor.Healthy = request => Recorded.Answer(AwsStub.Operation(request) == "GetCostForecast" ? "costexplorer/cost-forecast-month-end.json" : "costexplorer/cost-monthly-total.json");

        await bench.ReadAsync("costs", """{ "by": [] }""");
        var read = await bench.ReadAsync("forecast");

        var record = Assert.Single(read.Records).Data;
        Assert.Equal(
            ("2026-11", "2284.7713", "6138.2009", "8422.9722", "2101.09", "2468.4", "USD"),
            (record["key"]!.GetValue<string>(), record["cost"]!.ToJsonString(), record["monthToDate"]!.ToJsonString(), record["monthEnd"]!.ToJsonString(), record["low"]!.ToJsonString(), record["high"]!.ToJsonString(), record["currency"]!.GetValue<string>()));
        Assert.Equal(["GetCostAndUsage", "GetCostForecast"], bench.Asked.Select(asked => asked.Operation));
        Assert.Equal("UNBLENDED_COST", bench.Asked[1].Input["Metric"]!.GetValue<string>());
        Assert.Equal("""{"Start":"2026-11-23","End":"2026-12-01"}""", bench.Asked[1].Input["TimePeriod"]!.ToJsonString());
    }

    [Fact]
    public async Task Account_too_young_for_a_forecast_has_none_and_is_not_asked_again()
    {
        await using var bench = await StartAsync();
        bench.Vendor.Healthy = _ => Recorded.Answer("costexplorer/error-data-unavailable.json");

        var first = await bench.ReadAsync("forecast");
        await bench.ReadAsync("forecast", cursor: first.Cursor);
        await bench.ReadAsync("forecast");

        Assert.Empty(first.Complaints);
        Assert.Empty(first.Records);
        Assert.Empty(first.Scopes);
        Assert.Single(bench.Vendor.Requests);
    }

    [Fact]
    public async Task Limit_exceeded_is_throttling_here()
    {
        await using var bench = await StartAsync();
        bench.Vendor.Fault = (_, number) => number == 1 ? Recorded.Answer("costexplorer/error-limit-exceeded.json") : null;

        var read = await bench.ReadAsync("costs", ByService);

        Assert.Empty(read.Complaints);
        Assert.Equal(2, bench.Vendor.Requests.Count);
    }

    [Fact]
    public async Task Data_that_changed_between_pages_is_read_from_the_first_page_on()
    {
        await using var bench = await StartAsync();
        bench.Vendor.Healthy = request => Recorded.Answer(AwsStub.Input(request)["NextPageToken"] is null ? "costexplorer/cost-by-service-daily-page1.json" : "costexplorer/cost-by-service-daily-page2.json");
        bench.Vendor.Fault = (_, number) => number == 2 ? AwsStub.Refusal(400, "RequestChangedException", "changed") : null;

        var read = await bench.ReadAsync("costs", ByService);

        Assert.Empty(read.Complaints);
        Assert.Equal([false, true, false, true], bench.Asked.Select(asked => asked.Input["NextPageToken"] is not null));
        Assert.Equal("193.536", read.Records.Single(record => record.Data["key"]!.GetValue<string>() == "Amazon Elastic Compute Cloud - Compute").Data["days"]![0]!["cost"]!.ToJsonString());
    }

    [Fact]
    public async Task Requests_of_a_day_are_limited()
    {
        await using var bench = await StartAsync(new() { ["MostRequestsPerDay"] = "2" });
        await bench.ReadAsync("costs", """{ "by": ["service"] }""");
        await bench.ReadAsync("costs", """{ "by": ["region"] }""");

        var refused = await bench.ReadAsync("costs", """{ "by": ["account"] }""");
        bench.Time.Now += TimeSpan.FromDays(1);
        var next = await bench.ReadAsync("costs", """{ "by": ["account"] }""");

        Assert.Contains("Sources:CostExplorer:MostRequestsPerDay", refused.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("2026-11-24 06:15", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Null(next.Failure);
        Assert.Equal(3, bench.Vendor.Requests.Count);
    }

    [Fact]
    public async Task Doctor_asks_only_what_is_refused_unpaid()
    {
        await using var bench = await StartAsync();
        bench.Vendor.Healthy = _ => AwsStub.Refusal(400, "ValidationException", "Start date (and hour) should be before end date (and hour)") with
        {
            Headers = new Dictionary<string, string> { ["Date"] = At.ToString("R") },
        };

        Assert.Empty(await bench.Source.CheckAsync(TestContext.Current.CancellationToken));
        Assert.All(bench.Asked.Where(asked => asked.Operation != "GetAnomalies"), asked => Assert.Equal(asked.Input["TimePeriod"]!["Start"]!.ToJsonString(), asked.Input["TimePeriod"]!["End"]!.ToJsonString()));
        Assert.Equal(["GetAnomalies", "GetCostAndUsage", "GetCostForecast"], bench.Asked.Select(asked => asked.Operation).Order());
    }

    [Fact]
    public async Task Requests_are_signed_for_the_region_that_bills()
    {
        await using var bench = await StartAsync();

        await bench.ReadAsync("costs", ByService);

        Assert.Equal("us-east-1/ce", SignatureJudge.Scope(Assert.Single(bench.Vendor.Requests)));
        Assert.Equal("application/x-amz-json-1.1", bench.Vendor.Requests[0].Headers["Content-Type"]);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("", "", false)]
    [InlineData("true", null, true)]
    [InlineData(null, "http://127.0.0.1:9", true)]
    [InlineData("false", "http://127.0.0.1:9", false)]
    public void It_is_off_until_it_is_switched_on(string? enabled, string? address, bool isOn)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Sources:CostExplorer:Enabled"] = enabled, ["Sources:CostExplorer:ServiceUrl"] = address })
            .Build();

        Assert.Equal(isOn, SourceCatalog.Find("CostExplorer")!.WhyOff(configuration) is null);
    }

    private static Task<AwsBench> StartAsync(Dictionary<string, string?>? settings = null) =>
        AwsBench.StartAsync("CostExplorer", At, (_, _) => Recorded.Answer("costexplorer/cost-monthly-total.json"), settings);
}
