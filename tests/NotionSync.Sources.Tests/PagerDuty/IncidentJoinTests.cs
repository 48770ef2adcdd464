using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>What is added to an incident, by recorded answers.</summary>
public sealed class IncidentJoinTests
{
    private const string Resolved = "Q0INC20250920A";
    private const string Open = "Q0INC20250929B";

    [Fact]
    public async Task Times_and_people_come_from_the_log()
    {
        await using var bench = await PagerDutyBench.StartAsync();

        var incident = (await bench.ReadAsync()).Record(Resolved);

        Assert.Equal("2025-09-20T03:59:00Z", incident["acknowledged_at"]!.GetValue<string>());
        Assert.Equal("Mina Ops", incident["acknowledged_by"]!.GetValue<string>());
        Assert.Equal("2025-09-20T05:02:30Z", incident["ended_at"]!.GetValue<string>());
        Assert.Equal("Mina Ops", incident["resolved_by"]!.GetValue<string>());
        Assert.Equal("https://acme-ai.pagerduty.com/incidents/Q0INC20250920A", incident["url"]!.GetValue<string>());
        Assert.Equal(["trigger", "notify", "acknowledge", "resolve"], Timeline(incident, "type"));
        Assert.Null(incident["timeline"]![0]!["by"]);
    }

    [Theory]
    [InlineData("acknowledge_log_entry")]
    [InlineData("acknowledgement_log_entry")]
    public async Task Both_names_of_an_acknowledgement_are_known(string type)
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Account.LogEntries.Single(entry => entry["id"]!.GetValue<string>() == "R0LOG102C")["type"] = type;

        var incident = (await bench.ReadAsync()).Record(Open);

        Assert.Equal("2025-09-29T14:59:00Z", incident["acknowledged_at"]!.GetValue<string>());
        Assert.Contains("acknowledge", Timeline(incident, "type"));
    }

    [Fact]
    public async Task First_acknowledgement_and_last_resolution_count()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Account.Log(Resolved, "resolve_log_entry", "2025-09-20T04:10:00Z");
        bench.Account.Log(Resolved, "acknowledge_log_entry", "2025-09-20T04:20:00Z");
        bench.Account.Incident(Resolved).Remove("resolved_at");

        var incident = (await bench.ReadAsync()).Record(Resolved);

        Assert.Equal("2025-09-20T03:59:00Z", incident["acknowledged_at"]!.GetValue<string>());
        Assert.Equal("2025-09-20T05:02:30Z", incident["ended_at"]!.GetValue<string>());
        Assert.Equal(["trigger", "notify", "acknowledge", "resolve", "acknowledge", "resolve"], Timeline(incident, "type"));
    }

    [Fact]
    public async Task Resolution_without_its_time_falls_back_to_the_last_change_of_status()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Account.Incident(Resolved).Remove("resolved_at");

        var incident = (await bench.ReadAsync(settings: new JsonObject { ["timeline"] = false })).Record(Resolved);

        Assert.Equal("2025-09-20T05:02:30Z", incident["ended_at"]!.GetValue<string>());
        Assert.False(incident.ContainsKey("acknowledged_at"));
        Assert.False(incident.ContainsKey("timeline"));
    }

    [Fact]
    public async Task Open_incident_has_no_end() => await ReadOneAsync(Open, incident =>
    {
        Assert.False(incident.ContainsKey("ended_at"));
        Assert.False(incident.ContainsKey("resolved_by"));
    });

    [Fact]
    public async Task Notes_are_given_with_their_authors() => await ReadOneAsync(Resolved, incident =>
        Assert.Equal(["Runbook: runbooks/llm-leak.md", "Fixed with gradient checkpointing"], incident["notes"]!.AsArray().Select(note => note!["text"]!.GetValue<string>())));

    [Fact]
    public async Task Only_open_incidents_say_who_is_on_call()
    {
        await using var bench = await PagerDutyBench.StartAsync();

        var read = await bench.ReadAsync();

        Assert.Equal(["Mina Ops"], OnCall(read.Record(Open)));
        Assert.False(read.Record(Resolved).ContainsKey("on_call"));
        Assert.Single(read.Requests, request => request.Path == "/oncalls");
    }

    [Fact]
    public async Task On_call_is_the_first_level_and_a_permanent_duty_counts()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        var permanent = bench.Account.OnCalls[1].DeepClone().AsObject();
        permanent["escalation_policy"]!["id"] = "PEPAIPL";
        var second = bench.Account.OnCalls[0].DeepClone().AsObject();
        (second["escalation_level"], second["user"]!["id"], second["user"]!["summary"]) = (2, "PUBACKUP", "Bea Backup");
        bench.Account.OnCalls.AddRange([permanent, second]);

        var incident = (await bench.ReadAsync()).Record(Open);

        Assert.Equal(["Dee DevOps", "Mina Ops"], OnCall(incident));
        Assert.Null(incident["on_call"]![0]!["schedule"]);
        Assert.Null(incident["on_call"]![0]!["until"]);
    }

    [Fact]
    public async Task Right_that_lacks_for_on_calls_costs_their_names_and_a_warning_only()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        bench.Fault = (request, _) => request.Path == "/oncalls" ? PagerDutyStub.Refusal(403, "u+secret") : null;

        var read = await bench.ReadAsync();

        Assert.Equal(4, read.Records.Count);
        Assert.Contains("onCall: false", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.False(read.Record(Open).ContainsKey("on_call"));
    }

    [Fact]
    public async Task Priorities_are_ranked_as_the_account_lists_them() => await ReadOneAsync(Open, incident => Assert.Equal(2, incident["priority"]!["rank"]!.GetValue<int>()));

    [Fact]
    public async Task Incident_without_a_priority_keeps_its_urgency_alone()
    {
        await using var bench = await PagerDutyBench.StartAsync();
        foreach (var incident in bench.Account.Incidents)
        {
            incident["priority"] = null;
        }

        var read = await bench.ReadAsync();

        Assert.Empty(read.Complaints);
        Assert.Null(read.Record(Open)["priority"]);
        Assert.Equal("high", read.Record(Open)["urgency"]!.GetValue<string>());
        Assert.DoesNotContain(read.Requests, request => request.Path == "/priorities");
    }

    [Fact]
    public async Task Calls_that_are_switched_off_are_not_made()
    {
        await using var bench = await PagerDutyBench.StartAsync();

        var read = await bench.ReadAsync(settings: new JsonObject { ["timeline"] = false, ["notes"] = false, ["onCall"] = false });

        Assert.Equal(4, read.Records.Count);
        Assert.Equal(["incidents", "priorities"], read.Requests.Select(request => request.Path.Trim('/')).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task ReadOneAsync(string id, Action<JsonObject> check)
    {
        await using var bench = await PagerDutyBench.StartAsync();

        check((await bench.ReadAsync()).Record(id));
    }

    private static IEnumerable<string> Timeline(JsonObject incident, string member) => incident["timeline"]!.AsArray().Select(entry => entry![member]!.GetValue<string>());

    private static IEnumerable<string> OnCall(JsonObject incident) => incident["on_call"]!.AsArray().Select(person => person!["name"]!.GetValue<string>());
}
