using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>How the history of incidents is read whole.</summary>
public sealed class IncidentHistoryTests
{
    private static readonly JsonObject Bare = new() { ["timeline"] = false, ["notes"] = false, ["onCall"] = false };

    [Fact]
    public async Task Every_window_has_both_ends_in_utc_and_is_at_most_six_months_long()
    {
        await using var bench = await PagerDutyBench.StartAsync();

        var read = await bench.ReadAsync();

        Assert.Empty(read.Complaints);
        var windows = Windows(read);
        Assert.Equal(9, windows.Count);
        Assert.All(windows, window => Assert.InRange(window.Until - window.Since, TimeSpan.Zero, TimeSpan.FromDays(184)));
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.Since));
        Assert.All(read.Requests.Where(request => request.Argument("since") is not null), request => Assert.Equal("UTC", request.Argument("time_zone")));
    }

    [Fact]
    public async Task Each_quarter_is_a_scope_so_that_what_left_the_history_is_not_called_gone()
    {
        await using var bench = await PagerDutyBench.StartAsync();

        var all = await bench.ReadAsync();
        var lately = await bench.ReadAsync(settings: new JsonObject { ["days"] = 90 });

        Assert.Equal(["Q0INC20250920A", "Q0INC20250929B", "Q0INC20251004C", "Q0INC20251005D"], all.Ids());
        Assert.Equal(["account/2025-Q3", "account/2025-Q3", "account/2025-Q4", "account/2025-Q4"], all.Records.Select(record => record.Scope));
        Assert.Contains("account/2025-Q3", all.Scopes);
        Assert.Equal(["account/2026-Q3", "account/2026-Q4"], lately.Scopes);
        Assert.Empty(lately.Sweepable);
    }

    [Fact]
    public async Task Open_incidents_are_read_however_old()
    {
        await using var bench = await PagerDutyBench.StartAsync(("HistoryDays", "30"));

        var read = await bench.ReadAsync();

        Assert.Equal(["Q0INC20250929B", "Q0INC20251004C"], read.Ids());
        var open = Assert.Single(read.Requests, request => request.Argument("date_range") == "all");
        Assert.Equal(["acknowledged", "triggered"], open.Query["statuses[]"].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Quarter_with_more_than_ten_thousand_incidents_is_read_to_its_end()
    {
        await using var bench = await PagerDutyBench.StartAsync(("HistoryDays", "30"));
        Fill(bench.Account, count: 10_450, each: TimeSpan.FromSeconds(7));

        var read = await bench.ReadAsync(settings: Bare);

        Assert.Empty(read.Complaints);
        Assert.Equal(10_450, read.Ids().Count(id => id.StartsWith("QBULK", StringComparison.Ordinal)));
        Assert.Equal(10_450, read.Ids().Distinct().Count(id => id.StartsWith("QBULK", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Refusal_at_the_bound_is_no_fault_while_the_list_can_be_read_on()
    {
        await using var bench = await PagerDutyBench.StartAsync(("HistoryDays", "30"));
        bench.Account.MostListed = 200;
        // Three begin at each instant, so that a list may be cut between two of the same instant.
        Fill(bench.Account, count: 450, each: TimeSpan.FromSeconds(7), together: 3);

        var read = await bench.ReadAsync(settings: Bare);

        Assert.Empty(read.Complaints);
        Assert.Equal(450, read.Ids().Where(id => id.StartsWith("QBULK", StringComparison.Ordinal)).Distinct().Count());
        Assert.Contains("account/2026-Q4", read.Scopes);
    }

    [Fact]
    public async Task More_at_one_instant_than_can_be_listed_is_told_and_nothing_is_called_gone()
    {
        await using var bench = await PagerDutyBench.StartAsync(("HistoryDays", "30"));
        bench.Account.MostListed = 200;
        Fill(bench.Account, count: 450, each: TimeSpan.FromSeconds(7), together: 450);

        var read = await bench.ReadAsync(settings: Bare);

        Assert.Contains("at most 10000", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
        Assert.Null(read.Cursor);
    }

    [Fact]
    public async Task Incident_whose_log_is_refused_is_named_and_looked_at_again_and_the_others_are_read()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Fault = (request, _) => request.Path == "/incidents/Q0INC20250929B/log_entries" ? PagerDutyRecordings.Answer("error-404") : null;

        var read = await bench.ReadAsync();
        bench.Fault = (_, _) => null;
        var next = await bench.ReadAsync(read.Cursor);

        Assert.StartsWith("incident Q0INC20250929B: ", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Equal(["Q0INC20250920A", "Q0INC20251004C", "Q0INC20251005D"], read.Ids());
        Assert.DoesNotContain("account/2025-Q3", read.Scopes);
        Assert.Contains("Q0INC20250929B", next.Ids());
        Assert.DoesNotContain("Q0INC20250920A", next.Ids());
    }

    [Fact]
    public async Task Other_filters_are_other_scopes()
    {
        await using var bench = await PagerDutyBench.StartAsync(("Teams", "PTINFRA, PTMLOPS"));

        var ofTeams = await bench.ReadAsync();
        var ofServices = await bench.ReadAsync(settings: new JsonObject { ["teams"] = new JsonArray("PTINFRA"), ["services"] = new JsonArray("PSAVATR") });

        Assert.Equal(["Q0INC20250920A", "Q0INC20250929B"], ofTeams.Ids());
        Assert.All(ofTeams.Scopes, scope => Assert.StartsWith("teams=PTINFRA,PTMLOPS/", scope, StringComparison.Ordinal));
        Assert.Equal(["Q0INC20250929B"], ofServices.Ids());
        Assert.All(ofServices.Scopes, scope => Assert.StartsWith("teams=PTINFRA services=PSAVATR/", scope, StringComparison.Ordinal));
        Assert.Contains(ofServices.Requests, request => request.Query["service_ids[]"].SequenceEqual(["PSAVATR"]));
    }

    [Fact]
    public async Task Same_account_gives_the_same_records()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        var first = await bench.ReadAsync();
        bench.Time.Now += TimeSpan.FromMinutes(30);
        bench.Account.OnCalls.Reverse();

        var second = await bench.ReadAsync();

        Assert.Equal(first.Records.Select(record => record.Data.ToJsonString()), second.Records.Select(record => record.Data.ToJsonString()));
    }

    private static List<(DateTimeOffset Since, DateTimeOffset Until)> Windows(ReadResult read) =>
    [
        .. read.Requests
            .Where(request => request.Path == "/incidents" && request.Argument("since") is not null)
            .Select(request => (Instant(request.Argument("since")!), Instant(request.Argument("until")!))),
    ];

    private static DateTimeOffset Instant(string text)
    {
        Assert.EndsWith("Z", text, StringComparison.Ordinal);
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Fill(FakePagerDuty account, int count, TimeSpan each, int together = 1)
    {
        var start = new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero);
        account.Incidents.AddRange(Enumerable.Range(0, count).Select(number => new JsonObject
        {
            ["id"] = $"QBULK{number}",
            ["status"] = "resolved",
            ["teams"] = new JsonArray(),
            ["created_at"] = (start + (number / together * each)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        }));
    }
}
