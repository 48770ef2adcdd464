using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Model;

namespace NotionSync.Tests.Spine;

/// <summary>People may move an incident on; its source moves it back only when it fires again.</summary>
public sealed class HandOverTests
{
    private const string Incidents = """
        database: { id: incidents, title: Incidents }
        properties:
          Incident: { type: title, writer: prometheus }
          Severity: { type: text, writer: prometheus }
          Status:
            type: select
            writer: prometheus
            options: [Active, Acknowledged, Mitigated, Resolved, Closed]
            people: { may_set: [Mitigated, Closed], until: [Active] }
          Is open: { type: number, writer: us, value: 'if(contains(`["Active", "Acknowledged", "Mitigated"]`, Status), `1`, `0`)' }
        sources:
          - source: Prometheus
            kind: series
            read: { by: [incident], queries: { a: up } }
            key: key
            values: { Incident: key, Status: status, Severity: severity }
        """;

    private readonly FakePrometheus source = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_a_person_set_stands_and_is_no_drift_and_what_is_computed_from_it_follows()
    {
        await using var bench = await SyncedAsync("Active");

        var intake = await SetAsync(bench, "Closed");
        await SourceAsync(bench, "Acknowledged");
        await SourceAsync(bench, "Resolved");

        Assert.Equal(0, intake.Sources.Sum(entry => entry.Drift));
        Assert.Equal("Closed", await StatusAsync(bench));
        Assert.Equal(new PropertyValue.Number(0), await bench.ShownAsync("incidents", "INC-1", "Is open"));
    }

    [Fact]
    public async Task Source_moves_it_on_but_not_back()
    {
        await using var bench = await SyncedAsync("Active");
        await SetAsync(bench, "Mitigated");

        await SourceAsync(bench, "Acknowledged");
        var stands = await StatusAsync(bench);
        await SourceAsync(bench, "Resolved");

        Assert.Equal(("Mitigated", "Resolved"), (stands, await StatusAsync(bench)));
    }

    [Fact]
    public async Task Source_that_says_the_same_as_before_leaves_it_and_other_values_of_the_row_are_written()
    {
        await using var bench = await SyncedAsync("Active");
        await SetAsync(bench, "Mitigated");

        var report = await SourceAsync(bench, "Active", severity: "High");

        Assert.Equal(1, report.Calls.Write);
        Assert.Equal("Mitigated", await StatusAsync(bench));
        Assert.Equal(new PropertyValue.Text("High"), await bench.ShownAsync("incidents", "INC-1", "Severity"));
    }

    [Fact]
    public async Task Incident_that_fires_again_is_active_again()
    {
        await using var bench = await SyncedAsync("Resolved");
        await SetAsync(bench, "Closed");

        await SourceAsync(bench, "Active");
        var fired = await StatusAsync(bench);
        await SourceAsync(bench, "Resolved");

        Assert.Equal("Active", fired);
        Assert.Equal("Resolved", await StatusAsync(bench));
    }

    [Fact]
    public async Task Incident_that_fires_again_after_others_of_its_values_is_active_again()
    {
        await using var bench = await SyncedAsync("Active");
        await SetAsync(bench, "Mitigated");
        await SourceAsync(bench, "Acknowledged");
        var between = await StatusAsync(bench);

        await SourceAsync(bench, "Active");

        Assert.Equal(("Mitigated", "Active"), (between, await StatusAsync(bench)));
    }

    [Fact]
    public async Task Value_that_people_may_not_set_is_put_back_as_ever()
    {
        await using var bench = await SyncedAsync("Active");
        await SetAsync(bench, "Mitigated");

        var intake = await SetAsync(bench, "Resolved");

        Assert.Equal(1, intake.Sources.Sum(entry => entry.Drift));
        Assert.Equal("Active", await StatusAsync(bench));
    }

    [Fact]
    public async Task Value_that_the_source_itself_wrote_is_the_sources_to_change()
    {
        await using var bench = await SyncedAsync("Closed");

        await SourceAsync(bench, "Resolved");

        Assert.Equal("Resolved", await StatusAsync(bench));
    }

    [Theory]
    [InlineData("Active", "Acknowledged", "Closed")]
    [InlineData("Resolved", "Active", "Active")]
    public async Task It_stands_after_a_lost_state_until_the_source_moves(string before, string then, string expected)
    {
        await using var bench = await SyncedAsync(before);
        await SetAsync(bench, "Closed");
        await bench.LoseStateAsync();
        var import = await bench.ImportAsync();

        var again = await bench.SyncAsync();
        var stands = await StatusAsync(bench);
        await SourceAsync(bench, then);

        Assert.Equal((0, 0), (import.Calls.Write, (int)again.Calls.Write));
        Assert.Equal(("Closed", expected), (stands, await StatusAsync(bench)));
    }

    private static JsonObject Text(string option) => new() { ["select"] = new JsonObject { ["name"] = option } };

    private static async Task<string> StatusAsync(SpineBench bench) =>
        Assert.IsType<PropertyValue.Select>(await bench.ShownAsync("incidents", "INC-1", "Status")).Option;

    private async Task<Sync.RunReport> SetAsync(SpineBench bench, string status)
    {
        time.Advance(TimeSpan.FromHours(2));
        await bench.PersonEditsAsync("incidents", "INC-1", "Status", Text(status));
        return await bench.IntakeAsync();
    }

    private async Task<Sync.RunReport> SourceAsync(SpineBench bench, string status, string severity = "Low")
    {
        source.Series("incident", new JsonObject { ["key"] = "INC-1", ["status"] = status, ["severity"] = severity });
        return await bench.SyncAsync();
    }

    private async Task<SpineBench> SyncedAsync(string status)
    {
        var bench = await SpineBench.StartAsync([source], ACatalog.Of(Incidents), time);
        await bench.ImportAsync();
        await SourceAsync(bench, status);
        Assert.Equal(status, await StatusAsync(bench));
        return bench;
    }
}
