using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.PagerDuty;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>How PagerDuty is addressed, signed in to, and how it says no.</summary>
public sealed class PagerDutyWordsTests
{
    [Theory]
    [InlineData("""{"error":{"message":"Authentication failed","code":2006}}""", "2006", "Authentication failed")]
    [InlineData("""{"error":{"message":"Invalid","code":2001,"errors":["Too long","Too wide"]}}""", "2001", "Invalid Too long Too wide")]
    [InlineData("""{"error":{"message":"Invalid","errors":{"since":["is late"],"until":["is early"]}}}""", "", "Invalid since: is late until: is early")]
    [InlineData("""{"error":"access denied"}""", "", "access denied")]
    [InlineData("""{"message":"other"}""", "", "")]
    public void Every_form_of_a_refusal_is_read(string body, string code, string message)
    {
        var words = PagerDutyWords.Of(JsonNode.Parse(body));

        Assert.Equal((code, message), (words.Code, words.Message));
    }

    [Theory]
    [InlineData("u+key-of-an-account", "Token token=u+key-of-an-account")]
    [InlineData("pdus+of-an-app", "Bearer pdus+of-an-app")]
    [InlineData("pdeu+of-an-app", "Bearer pdeu+of-an-app")]
    public async Task Keys_and_tokens_are_sent_each_in_its_way(string token, string header)
    {
        await using var bench = await PagerDutyBench.StartAsync(("Token", token));

        var read = await bench.ReadAsync("services", null, null);

        Assert.Equal(header, read.Requests[0].Headers["Authorization"]);
        Assert.Equal("application/vnd.pagerduty+json;version=2", read.Requests[0].Headers["Accept"]);
    }

    [Fact]
    public async Task Wait_until_the_limit_is_reset_is_kept()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Fault = (_, number) => number == 1 ? PagerDutyRecordings.Answer("error-429") : null;

        var read = await bench.ReadAsync("services", null, null);

        Assert.Equal(4, read.Records.Count);
        Assert.Contains(bench.Time.Delays, delay => delay >= TimeSpan.FromSeconds(7) && delay < TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Refused_key_names_the_key_and_the_region()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Fault = (_, _) => PagerDutyRecordings.Answer("error-401");

        var read = await bench.ReadAsync();

        Assert.Contains("Authentication failed", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("Sources:PagerDuty:Token", read.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("Sources:PagerDuty:Region", read.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "https://api.pagerduty.com/")]
    [InlineData("US", null, "https://api.pagerduty.com/")]
    [InlineData("eu", null, "https://api.eu.pagerduty.com/")]
    [InlineData("eu", "https://proxy.example/pagerduty", "https://proxy.example/pagerduty")]
    public void Region_names_the_host_and_an_address_wins(string? region, string? address, string expected) =>
        Assert.Equal(expected, new PagerDutyOptions { Region = region ?? "us", BaseUrl = address }.Address.AbsoluteUri);

    [Theory]
    [InlineData("Region", "mars", "Sources:PagerDuty:Region")]
    [InlineData("HistoryDays", "0", "Sources:PagerDuty:HistoryDays")]
    [InlineData("Token", "Bearer of-something", "Sources:PagerDuty:Token")]
    public void Wrong_settings_are_told_by_their_keys(string key, string value, string named)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(PagerDutyStub.Configuration(new Uri("https://api.example"), "key")) { [$"Sources:PagerDuty:{key}"] = value }).Build();
        using var services = new ServiceCollection().AddSources(configuration).BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PagerDutyOptions>>().Value);

        Assert.StartsWith(named, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"days":0}""", "/days")]
    [InlineData("""{"days":"90"}""", "/days")]
    [InlineData("""{"teams":"PTMLOPS"}""", "/teams")]
    [InlineData("""{"services":[]}""", "/services")]
    [InlineData("""{"urgencies":["highest"]}""", "/urgencies")]
    [InlineData("""{"onCall":"no"}""", "/onCall")]
    [InlineData("""{"oncall":false}""", "/oncall")]
    public async Task Wrong_settings_of_a_block_are_told_by_their_place(string settings, string path)
    {
        await using var bench = await PagerDutyBench.StartAsync();

        Assert.Equal(path, Assert.Single(bench.Source.CheckSettings("incidents", JsonNode.Parse(settings)!.AsObject())).Path);
    }

    [Fact]
    public async Task Check_tells_each_right_that_lacks_and_what_that_costs()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Fault = (request, _) => request.Path is "/oncalls" or "/services" ? PagerDutyStub.Refusal(403, "u+secret") : new Contract.StubAnswer(200, "{}");

        var findings = await bench.Source.CheckAsync(TestContext.Current.CancellationToken);

        var rights = findings.Where(finding => finding.Where == "Sources:PagerDuty:Token").ToList();
        Assert.Equal(2, rights.Count);
        Assert.All(rights, finding => Assert.Equal(Severity.Warning, finding.Severity));
        Assert.Contains("oncalls.read", rights[0].Fix, StringComparison.Ordinal);
        Assert.Contains("services.read", rights[1].Fix, StringComparison.Ordinal);
    }
}
