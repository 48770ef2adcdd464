using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Aws;

public sealed class AwsRefusalTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1795411299);

    [Fact]
    public async Task Throttling_is_waited_out_though_its_status_is_400()
    {
        await using var bench = await StartAsync((_, number) => number < 3 ? Recorded.Answer("cloudwatch/error-throttling.json") : null);

        var read = await bench.ReadAsync("dashboards");

        Assert.Empty(read.Complaints);
        Assert.Equal(3, bench.Vendor.Requests.Count);
    }

    [Fact]
    public async Task Token_that_expired_is_renewed_and_the_request_repeated_once()
    {
        await using var bench = await StartAsync((_, number) => number == 1 ? Recorded.Answer("cloudwatch/error-expired-token.json") : null);

        var read = await bench.ReadAsync("dashboards");

        Assert.Empty(read.Complaints);
        Assert.Equal(2, bench.Vendor.Requests.Count);
    }

    [Fact]
    public async Task Token_that_stays_expired_is_told_after_one_repetition()
    {
        await using var bench = await StartAsync((_, _) => Recorded.Answer("cloudwatch/error-expired-token.json"));

        var read = await bench.ReadAsync("dashboards");

        Assert.Contains("ExpiredToken", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Contains("Sources:CloudWatch:Profile", read.Complaints[0], StringComparison.Ordinal);
        Assert.Equal(2, bench.Vendor.Requests.Count);
    }

    [Theory]
    [InlineData("AccessDeniedException", "Allow cloudwatch:ListDashboards")]
    [InlineData("UnrecognizedClientException", "AWS does not know these credentials")]
    [InlineData("InvalidSignatureException", "the clock here is off")]
    [InlineData("OptInRequired", "has not switched this service")]
    public async Task Refusal_that_stays_says_what_to_do_and_is_not_repeated(string code, string fix)
    {
        await using var bench = await StartAsync((_, _) => AwsStub.Refusal(400, code, "no"));

        var read = await bench.ReadAsync("dashboards");

        Assert.Contains(fix, Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Single(bench.Vendor.Requests);
    }

    [Fact]
    public async Task Neither_keys_nor_tokens_are_ever_shown()
    {
        const string Session = "FwoGZXIvYXdzEBYaDsession-token-of-the-test";
        await using var bench = await StartAsync(
            (request, _) => AwsStub.Refusal(403, "Refused", $"key AKIAIOSFODNN7EXAMPLE, other key ASIAZZZZZZZZZZZZZZZZ, secret {AwsBench.Secret}, token {request.Headers["X-Amz-Security-Token"]}"),
            new Dictionary<string, string?> { ["SessionToken"] = Session });

        var read = await bench.ReadAsync("dashboards");

        Assert.Equal(Session, bench.Vendor.Requests[0].Headers["X-Amz-Security-Token"]);
        Assert.All(new[] { "AKIAIOSFODNN7EXAMPLE", "ASIAZZZZZZZZZZZZZZZZ", AwsBench.Secret, Session }, secret => Assert.DoesNotContain(secret, read.Complaints[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x-amzn-query-error", "Throttling;Sender")]
    [InlineData("x-amzn-errortype", "com.amazon.coral.service#ThrottlingException:http://internal.amazon.com/coral/")]
    [InlineData(null, "com.amazonaws.cloudwatch#ThrottlingException")]
    public async Task Code_is_found_wherever_it_stands(string? header, string value)
    {
        await using var bench = await StartAsync((_, number) => number > 1 ? null : header is null
            ? new StubAnswer(400, new JsonObject { ["__type"] = value, ["Message"] = "Rate exceeded" }.ToJsonString())
            : new StubAnswer(400, "{}") { Headers = new Dictionary<string, string> { [header] = value } });

        Assert.Empty((await bench.ReadAsync("dashboards")).Complaints);
    }

    [Fact]
    public async Task Requests_ask_for_the_old_codes_and_name_the_protocol_s_version()
    {
        await using var bench = await StartAsync((_, _) => null);

        await bench.ReadAsync("dashboards");

        var headers = Assert.Single(bench.Vendor.Requests).Headers;
        Assert.Equal(
            ("application/x-amz-json-1.0", "GraniteServiceVersion20100801.ListDashboards", "true"),
            (headers["Content-Type"], headers["X-Amz-Target"], headers["x-amzn-query-mode"]));
    }

    private static Task<AwsBench> StartAsync(Func<StubRequest, int, object?> fault, IReadOnlyDictionary<string, string?>? settings = null) => StartedAsync(fault, settings);

    private static async Task<AwsBench> StartedAsync(Func<StubRequest, int, object?> fault, IReadOnlyDictionary<string, string?>? settings)
    {
        var bench = await AwsBench.StartAsync("CloudWatch", At, (_, _) => Recorded.Answer("cloudwatch/list-dashboards.json"), settings);
        bench.Vendor.Fault = fault;
        return bench;
    }
}
