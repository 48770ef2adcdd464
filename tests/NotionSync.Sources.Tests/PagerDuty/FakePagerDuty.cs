using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>
/// An account that keeps PagerDuty's rules for lists: windows of six months at most, one month unless both ends are given, offsets up to
/// a bound, arrays with a repeated name. It begins with the recorded incidents.
/// </summary>
internal sealed class FakePagerDuty
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(184);

    public List<JsonObject> Incidents { get; } = [.. PagerDutyRecordings.Incidents()];

    public List<JsonObject> LogEntries { get; } = [.. PagerDutyRecordings.Items("log-entries", "log_entries")];

    public List<JsonObject> OnCalls { get; } = [.. PagerDutyRecordings.Items("oncalls", "oncalls")];

    public List<JsonObject> Priorities { get; } = [.. PagerDutyRecordings.Items("priorities", "priorities")];

    public List<JsonObject> Services { get; } = [.. PagerDutyRecordings.Items("services", "services")];

    /// <summary>By the incident's id.</summary>
    public Dictionary<string, List<JsonObject>> Notes { get; } = new() { ["Q0INC20250920A"] = [.. PagerDutyRecordings.Items("incident-notes", "notes")] };

    /// <summary>What offset and limit may reach together.</summary>
    public int MostListed { get; set; } = 10_000;

    public JsonObject Incident(string id) => Incidents.Single(incident => incident["id"]!.GetValue<string>() == id);

    /// <summary>Adds a log entry for an incident.</summary>
    public void Log(string incident, string type, string at)
    {
        var entry = LogEntries[0].DeepClone().AsObject();
        (entry["id"], entry["type"], entry["created_at"]) = ($"R{LogEntries.Count}", type, at);
        entry["incident"]!["id"] = incident;
        LogEntries.Add(entry);
    }

    /// <summary>Answers as the API does.</summary>
    public StubAnswer Answer(StubRequest request) => request.Path.Trim('/').Split('/') switch
    {
        ["incidents"] => Windowed(request, "incidents", Incidents, longest: LongestWindow),
        ["log_entries"] => Windowed(request, "log_entries", [.. LogEntries.OrderByDescending(Begun)], longest: null),
        ["incidents", var id] => Incidents.FirstOrDefault(incident => incident["id"]!.GetValue<string>() == id) is { } incident
            ? StubAnswer.Json(new JsonObject { ["incident"] = incident.DeepClone() })
            : PagerDutyRecordings.Answer("error-404"),
        ["incidents", var id, "log_entries"] => Page(request, "log_entries", [.. LogEntries.Where(entry => entry["incident"]!["id"]!.GetValue<string>() == id)]),
        ["incidents", var id, "notes"] => StubAnswer.Json(new JsonObject { ["notes"] = new JsonArray([.. Notes.GetValueOrDefault(id, []).Select(note => note.DeepClone())]) }),
        ["oncalls"] => Page(request, "oncalls", OnCalls),
        ["priorities"] => Page(request, "priorities", Priorities),
        ["services"] => Page(request, "services", Services),
        _ => PagerDutyRecordings.Answer("error-404"),
    };

    private StubAnswer Windowed(StubRequest request, string member, IReadOnlyList<JsonObject> all, TimeSpan? longest)
    {
        var found = all.Where(item =>
            Holds(request, "team_ids[]", item["teams"]?.AsArray().Select(team => team!["id"]))
            && Holds(request, "service_ids[]", [item["service"]?["id"]])
            && Holds(request, "urgencies[]", [item["urgency"]]));
        if (request.Argument("date_range") == "all")
        {
            return Page(request, member, [.. found.Where(item => request.Query["statuses[]"].Contains(item["status"]!.GetValue<string>()))]);
        }

        if (request.Argument("since") is not { } since || request.Argument("until") is not { } until || !since.EndsWith('Z') || !until.EndsWith('Z'))
        {
            return Refused("One end of the window or its zone is missing: this would be another time than the one that is meant.");
        }

        var (first, last) = (Instant(since), Instant(until));
        return last - first > longest
            ? Refused("The window is too long.")
            : Page(request, member, [.. found.Where(item => Begun(item) >= first && Begun(item) < last)]);
    }

    private static bool Holds(StubRequest request, string filter, IEnumerable<JsonNode?>? values) =>
        !request.Query[filter].Any() || values?.Any(value => request.Query[filter].Contains(value?.ToString())) == true;

    private StubAnswer Page(StubRequest request, string member, IReadOnlyList<JsonObject> items)
    {
        var limit = int.Parse(request.Argument("limit") ?? "25", CultureInfo.InvariantCulture);
        var offset = int.Parse(request.Argument("offset") ?? "0", CultureInfo.InvariantCulture);
        return offset + limit > MostListed
            ? PagerDutyRecordings.Answer("error-400-offset")
            : StubAnswer.Json(new JsonObject
            {
                [member] = new JsonArray([.. items.Skip(offset).Take(limit).Select(item => item.DeepClone())]),
                ["limit"] = limit,
                ["offset"] = offset,
                ["total"] = null,
                ["more"] = offset + limit < items.Count,
            });
    }

    private static StubAnswer Refused(string message) => new(400, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["code"] = 2001 } }.ToJsonString());

    private static DateTimeOffset Begun(JsonObject item) => Instant(item["created_at"]!.GetValue<string>());

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
