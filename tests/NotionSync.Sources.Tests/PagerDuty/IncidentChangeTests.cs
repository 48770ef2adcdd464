using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>What a read with a cursor finds.</summary>
public sealed class IncidentChangeTests
{
    private const string Acknowledged = "Q0INC20250929B";
    private const string Triggered = "Q0INC20251004C";

    [Fact]
    public async Task Nothing_happened_and_nothing_is_given()
    {
        await using var bench = await ReadOnceAsync();

        var read = await bench.AgainAsync();

        Assert.Empty(read.Items.OfType<Abstractions.SourceItem.Found>());
        Assert.Empty(read.Scopes);
        Assert.NotNull(read.Cursor);
        Assert.DoesNotContain(read.Requests, request => request.Path.StartsWith("/incidents/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reassigned_incident_is_given_though_the_log_is_silent()
    {
        await using var bench = await ReadOnceAsync();
        bench.Account.Incident(Triggered)["assignments"]![0]!["assignee"]!["summary"] = "Ivo Infra";

        var read = await bench.AgainAsync();

        Assert.Equal([Triggered], read.Ids());
        Assert.Equal(["trigger", "notify"], read.Record(Triggered)["timeline"]!.AsArray().Select(entry => entry!["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Change_of_shift_gives_the_open_incidents_alone()
    {
        await using var bench = await ReadOnceAsync();
        bench.Account.OnCalls[0]["user"]!["summary"] = "Ivo Infra";

        Assert.Equal([Acknowledged, Triggered], (await bench.AgainAsync()).Ids());
    }

    [Fact]
    public async Task Incident_that_is_not_listed_as_open_any_more_is_looked_up()
    {
        await using var bench = await ReadOnceAsync();
        var incident = bench.Account.Incident(Acknowledged);
        (incident["status"], incident["resolved_at"]) = ("resolved", "2026-11-23T05:27:00Z");

        var first = await bench.AgainAsync();
        var second = await bench.AgainAsync();

        Assert.Equal([Acknowledged], first.Ids());
        Assert.Equal("2026-11-23T05:27:00Z", first.Record(Acknowledged)["ended_at"]!.GetValue<string>());
        Assert.Empty(second.Records);
        Assert.DoesNotContain(second.Requests, request => request.Path == $"/incidents/{Acknowledged}");
    }

    [Fact]
    public async Task Note_on_an_incident_that_is_over_is_found_by_the_log()
    {
        await using var bench = await ReadOnceAsync();
        bench.Account.Log("Q0INC20251005D", "annotate_log_entry", "2026-11-23T05:30:00Z");

        Assert.Equal(["Q0INC20251005D"], (await bench.AgainAsync()).Ids());
    }

    [Fact]
    public async Task Reopened_incident_is_given_and_held_open()
    {
        await using var bench = await ReadOnceAsync();
        bench.Account.Incident("Q0INC20250920A")["status"] = "triggered";

        Assert.Equal(["Q0INC20250920A"], (await bench.AgainAsync()).Ids());
        Assert.Contains("Q0INC20250920A", bench.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_incident_is_given_even_when_it_is_over_already()
    {
        await using var bench = await ReadOnceAsync();
        var incident = bench.Account.Incident("Q0INC20251005D").DeepClone().AsObject();
        (incident["id"], incident["created_at"]) = ("QNEW", "2026-11-23T05:27:30Z");
        bench.Account.Incidents.Add(incident);

        var read = await bench.AgainAsync();

        Assert.Equal(["QNEW"], read.Ids());
        Assert.Equal("account/2026-Q4", read.Records[0].Scope);
    }

    [Fact]
    public async Task Incident_that_is_lost_is_no_fault_and_is_left_to_the_next_whole_read()
    {
        await using var bench = await ReadOnceAsync();
        var scope = (await bench.ReadAsync()).Records.Single(record => $"{record.Data["id"]}" == Acknowledged).Scope;
        bench.Account.Incidents.Remove(bench.Account.Incident(Acknowledged));

        var read = await bench.AgainAsync();

        Assert.Empty(read.Records);
        Assert.Empty(read.Complaints);
        Assert.DoesNotContain(Acknowledged, bench.Cursor, StringComparison.Ordinal);

        // Its scope is read to the end without it: that is how a row's end is told.
        var whole = await bench.ReadAsync();
        Assert.Equal("account/2025-Q3", scope);
        Assert.Contains(scope, whole.Scopes);
        Assert.DoesNotContain(Acknowledged, whole.Ids());
    }

    [Fact]
    public async Task Log_entries_of_what_is_not_asked_for_are_passed_over()
    {
        var settings = new JsonObject { ["services"] = new JsonArray("PSAVATR"), ["urgencies"] = new JsonArray("high") };
        await using var bench = await ReadOnceAsync(settings);
        bench.Account.Log("Q0INC20251005D", "annotate_log_entry", "2026-11-23T05:30:00Z");
        bench.Account.LogEntries[^1]["service"]!["id"] = "PSCOSTS";
        bench.Account.Log("Q0INC20251004C", "annotate_log_entry", "2026-11-23T05:30:00Z");
        bench.Account.LogEntries[^1]["service"]!["id"] = "PSAVATR";

        Assert.DoesNotContain("Q0INC20251005D", (await bench.AgainAsync()).Ids());
        Assert.DoesNotContain("Q0INC20251004C", (await bench.AgainAsync()).Ids());
    }

    [Fact]
    public async Task Log_that_is_too_long_is_read_in_halves()
    {
        await using var bench = await ReadOnceAsync(new JsonObject { ["timeline"] = false });
        for (var minute = 0; minute < 30; minute++)
        {
            for (var entry = 0; entry < 20; entry++)
            {
                bench.Account.Log("Q0INC20251005D", "annotate_log_entry", $"2026-11-23T05:{26 + minute}:{entry:00}Z");
            }
        }

        bench.Bench.Time.Now += TimeSpan.FromHours(1);
        bench.Account.MostListed = 200;

        var read = await bench.AgainAsync();

        Assert.Empty(read.Complaints);
        Assert.Equal(["Q0INC20251005D"], read.Ids());
    }

    [Theory]
    [InlineData("not even JSON")]
    [InlineData("[]")]
    [InlineData("""{"watermark":7}""")]
    public async Task Cursor_of_another_kind_reads_everything(string cursor)
    {
        await using var bench = await PagerDutyBench.StartAsync();

        Assert.Equal(4, (await bench.ReadAsync(cursor)).Records.Count);
    }

    private static async Task<Again> ReadOnceAsync(JsonObject? settings = null)
    {
        var bench = await PagerDutyBench.StartAsync();
        var read = await bench.ReadAsync(settings: settings);
        Assert.Empty(read.Complaints);
        return new Again(bench, settings) { Cursor = read.Cursor! };
    }

    /// <summary>A source that has read once, and reads on from there five minutes later each time.</summary>
    private sealed class Again(PagerDutyBench bench, JsonObject? settings) : IAsyncDisposable
    {
        public PagerDutyBench Bench => bench;

        public FakePagerDuty Account => bench.Account;

        public required string Cursor { get; set; }

        public async Task<Contract.ReadResult> AgainAsync()
        {
            bench.Time.Now += TimeSpan.FromMinutes(5);
            var read = await bench.ReadAsync(Cursor, settings);
            Cursor = read.Cursor ?? Cursor;
            return read;
        }

        public Task<Contract.ReadResult> ReadAsync() => bench.ReadAsync(settings: settings);

        public ValueTask DisposeAsync() => bench.DisposeAsync();
    }
}
