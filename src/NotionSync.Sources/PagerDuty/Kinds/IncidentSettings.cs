using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>What a block asks of incidents: its <c>read</c> section, completed by the configuration.</summary>
internal sealed record IncidentSettings
{
    private static readonly string[] Lists = ["teams", "services", "urgencies"];
    private static readonly string[] Switches = ["timeline", "notes", "onCall"];

    /// <summary>How far back.</summary>
    public required int Days { get; init; }

    /// <summary>Ids of teams; empty for all.</summary>
    public required ImmutableArray<string> Teams { get; init; }

    /// <summary>Ids of services; empty for all.</summary>
    public required ImmutableArray<string> Services { get; init; }

    /// <summary><c>high</c>, <c>low</c>; empty for both.</summary>
    public required ImmutableArray<string> Urgencies { get; init; }

    /// <summary>Whether log entries are read: who acknowledged and resolved, when, and the timeline.</summary>
    public required bool HasTimeline { get; init; }

    /// <summary>Whether notes are read.</summary>
    public required bool HasNotes { get; init; }

    /// <summary>Whether open incidents name who is on call.</summary>
    public required bool HasOnCall { get; init; }

    /// <summary>The filter as query parameters, each with a leading ampersand.</summary>
    public string Query => $"{TeamQuery}{PagerDutyQuery.List("service_ids", Services)}{PagerDutyQuery.List("urgencies", Urgencies)}";

    /// <summary>The part of the filter that log entries know too.</summary>
    public string TeamQuery => PagerDutyQuery.List("team_ids", Teams);

    /// <summary>The scope of an incident: what is filtered by, and the quarter.</summary>
    public string Scope(Quarter quarter) => $"{PagerDutyQuery.Scope(("teams", Teams), ("services", Services), ("urgencies", Urgencies))}/{quarter}";

    /// <summary>Whether an incident that was read by its id is among what the block asks for.</summary>
    public bool Covers(JsonObject incident) =>
        (Services.IsEmpty || Services.Contains(incident.Id("service")))
        && (Urgencies.IsEmpty || Urgencies.Contains(incident.Text("urgency")))
        && (Teams.IsEmpty || incident.Objects("teams").Any(team => Teams.Contains(team.Text("id"))));

    /// <summary>The settings of a block; they have been checked.</summary>
    public static IncidentSettings From(JsonObject? section, PagerDutyOptions options) => new()
    {
        Days = section?["days"] is JsonValue days ? days.GetValue<int>() : options.HistoryDays,
        Teams = PagerDutyQuery.Ids(section, "teams") is { IsEmpty: false } teams ? teams : [.. options.TeamIds],
        Services = PagerDutyQuery.Ids(section, "services"),
        Urgencies = PagerDutyQuery.Ids(section, "urgencies"),
        HasTimeline = IsOn(section, "timeline"),
        HasNotes = IsOn(section, "notes"),
        HasOnCall = IsOn(section, "onCall"),
    };

    /// <summary>What is wrong with a block's settings.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject? section)
    {
        section ??= [];
        foreach (var fault in SettingsCheck.Unknown(section, "", ["days", .. Lists, .. Switches]).Concat(Lists.SelectMany(name => PagerDutyQuery.CheckIds(section, name))))
        {
            yield return fault;
        }

        if (section.ContainsKey("days") && !(section["days"] is JsonValue days && days.TryGetValue<int>(out var count) && count is >= 1 and <= PagerDutyOptions.MostHistoryDays))
        {
            yield return new("/days", "'days' is no whole number of days.", $"Give 1 to {PagerDutyOptions.MostHistoryDays}, or leave it out for {PagerDutyOptions.Section}:HistoryDays.");
        }

        foreach (var name in PagerDutyQuery.Ids(section, "urgencies").Where(name => name is not ("high" or "low")))
        {
            yield return new("/urgencies", $"'{name}' is no urgency.", "They are 'high' and 'low'.");
        }

        foreach (var name in Switches.Where(name => section.ContainsKey(name) && section[name]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)))
        {
            yield return new($"/{name}", $"'{name}' is neither true nor false.", "Write true or false; true is the default.");
        }
    }

    private static bool IsOn(JsonObject? section, string name) => section?[name]?.GetValueKind() is not JsonValueKind.False;
}
