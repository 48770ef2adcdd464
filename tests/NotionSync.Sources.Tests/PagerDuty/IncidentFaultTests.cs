using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>One incident that PagerDuty cannot tell of leaves the others alone; all of them in a row end the read.</summary>
public sealed class IncidentFaultTests
{
    private const string Open = "Q0INC20250929B";

    [Theory]
    [InlineData("log_entries", 500)]
    [InlineData("log_entries", 503)]
    [InlineData("notes", 500)]
    [InlineData("notes", 0)]
    public async Task Incident_that_PagerDuty_fails_at_is_named_and_the_others_are_read(string detail, int status)
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Fault = (request, _) => request.Path == $"/incidents/{Open}/{detail}" ? status == 0 ? StubSilence.Nothing : PagerDutyStub.Refusal(status, "") : null;

        var first = await bench.ReadAsync();
        bench.Fault = (_, _) => null;
        var second = await bench.ReadAsync(first.Cursor);

        Assert.Null(first.Failure);
        Assert.Equal(3, first.Records.Count);
        Assert.StartsWith($"incident {Open}: ", Assert.Single(first.Complaints), StringComparison.Ordinal);
        Assert.DoesNotContain("account/2025-Q3", first.Scopes);
        Assert.Equal([Open], second.Ids());
    }

    [Fact]
    public async Task Third_incident_in_a_row_that_PagerDuty_fails_at_ends_the_read()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Fault = (request, _) => request.Path.EndsWith("/notes", StringComparison.Ordinal) ? PagerDutyStub.Refusal(500, "") : null;

        var read = await bench.ReadAsync();

        Assert.Equal(2, read.Items.OfType<SourceItem.Failed>().Count());
        Assert.Contains("3 incidents in a row", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Null(read.Cursor);
    }

    [Fact]
    public async Task Incident_that_cannot_be_looked_up_is_looked_up_again()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        var first = await bench.ReadAsync();
        var incident = bench.Account.Incident(Open);
        (incident["status"], incident["resolved_at"]) = ("resolved", "2026-11-23T05:27:00Z");
        bench.Fault = (request, _) => request.Path == $"/incidents/{Open}" ? PagerDutyStub.Refusal(502, "") : null;

        var broken = await bench.ReadAsync(first.Cursor);
        bench.Fault = (_, _) => null;
        var mended = await bench.ReadAsync(broken.Cursor);

        Assert.Null(broken.Failure);
        Assert.StartsWith($"incident {Open}: ", Assert.Single(broken.Complaints), StringComparison.Ordinal);
        Assert.Equal([Open], mended.Ids());
    }
}
