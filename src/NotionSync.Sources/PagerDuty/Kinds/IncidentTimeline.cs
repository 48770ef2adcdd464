using System.Text.Json.Nodes;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>Reads from log entries what happened to an incident, and when.</summary>
internal static class IncidentTimeline
{
    private const string Suffix = "_log_entry";

    /// <summary>What happened, the oldest first: <c>{at, type, text, by}</c>.</summary>
    public static JsonArray Of(IEnumerable<JsonObject> entries) => new([.. entries
        .OrderBy(entry => entry.Instant("created_at") ?? DateTimeOffset.MaxValue)
        .ThenBy(entry => entry.Text("id"), StringComparer.Ordinal)
        .Select(entry => new JsonObject
        {
            ["at"] = entry["created_at"]?.DeepClone(),
            ["type"] = Type(entry),
            ["text"] = entry.Text("summary"),
            ["by"] = Person(entry.Member("agent")),
        })]);

    /// <summary>Adds when, and by whom, the incident was acknowledged first and resolved last; what is not known is left out.</summary>
    public static void AddTimes(JsonObject incident)
    {
        var timeline = incident.Objects("timeline").ToList();
        var acknowledged = timeline.FirstOrDefault(entry => entry.Text("type") == "acknowledge");
        var acknowledgement = incident.Objects("acknowledgements").OrderBy(entry => entry.Text("at"), StringComparer.Ordinal).FirstOrDefault();
        Set(incident, "acknowledged_at", acknowledged?["at"] ?? acknowledgement?["at"]);
        Set(incident, "acknowledged_by", acknowledged?["by"] ?? Person(acknowledgement?.Member("acknowledger")));
        if (IncidentJoin.IsOpen(incident))
        {
            return;
        }

        // 'resolved_at' is younger than many accounts' proxies and recordings.
        var resolved = timeline.LastOrDefault(entry => entry.Text("type") == "resolve");
        Set(incident, "ended_at", incident["resolved_at"] ?? resolved?["at"] ?? incident["last_status_change_at"]);
        Set(incident, "resolved_by", resolved?["by"] ?? Person(incident.Member("last_status_change_by")));
    }

    /// <summary>A note: <c>{at, by, text}</c>.</summary>
    public static JsonObject Note(JsonObject note) => new()
    {
        ["at"] = note["created_at"]?.DeepClone(),
        ["by"] = note.Member("user")?.Text("summary"),
        ["text"] = note.Text("content"),
    };

    // The document names the entry of an acknowledgement in two ways.
    private static string Type(JsonObject entry) => entry.Text("type") switch
    {
        var type when type.StartsWith("acknowledge", StringComparison.Ordinal) => "acknowledge",
        var type when type.EndsWith(Suffix, StringComparison.Ordinal) => type[..^Suffix.Length],
        var type => type,
    };

    // An agent may be a service or an integration too.
    private static JsonNode? Person(JsonObject? agent) => agent?.Text("type").StartsWith("user", StringComparison.Ordinal) == true ? agent.Text("summary") : null;

    private static void Set(JsonObject incident, string name, JsonNode? value)
    {
        if (value is not null)
        {
            incident[name] = value.DeepClone();
        }
    }
}
