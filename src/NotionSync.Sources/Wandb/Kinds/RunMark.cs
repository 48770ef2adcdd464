using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>How far a project's runs were read: by the server's own times, so that its clock is the only one that counts.</summary>
internal sealed class RunMark
{
    /// <summary>Creation and sign of life may be stored a little later than they say.</summary>
    private static readonly TimeSpan CreatedOverlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan BeatOverlap = TimeSpan.FromMinutes(10);

    private readonly SortedSet<string> open = new(StringComparer.Ordinal);
    private DateTimeOffset? created;
    private DateTimeOffset? beat;

    /// <summary>Short ids of runs that had not ended when they were last seen.</summary>
    public IReadOnlyCollection<string> Open => open;

    /// <summary>Where it begins; a project that had no run is read whole again.</summary>
    public static RunMark? From(JsonNode? node) => node is JsonObject mark && UtcText.Parse(SettingsCheck.Text(mark["created"])) is { } created
        ? new RunMark(SettingsCheck.Texts(mark["open"])) { created = created, beat = UtcText.Parse(SettingsCheck.Text(mark["beat"])) }
        : null;

    /// <summary>Nothing was read yet.</summary>
    public RunMark(params IEnumerable<string> open) => this.open.UnionWith(open);

    /// <summary>Takes note of a run.</summary>
    public void Take(JsonObject run)
    {
        created = Later(created, run["createdAt"]);
        beat = Later(beat, run["heartbeatAt"]);
        if (SettingsCheck.Text(run["name"]) is { } name)
        {
            _ = RunRecord.IsOpen(SettingsCheck.Text(run["state"])) ? open.Add(name) : open.Remove(name);
        }
    }

    /// <summary>Forgets a run that is no longer to be found; whether it is gone only a whole read can tell.</summary>
    public void Forget(string name) => open.Remove(name);

    /// <summary>The filter that finds what may have changed since. Dates as texts: at a number servers fail.</summary>
    /// <param name="hasBeats">Whether the server filters by the last sign of life.</param>
    public JsonObject Filter(bool hasBeats) => new()
    {
        ["$or"] = new JsonArray(
        [
            Since("createdAt", created!.Value - CreatedOverlap),
            new JsonObject { ["state"] = new JsonObject { ["$in"] = new JsonArray("running", "pending", "preempting") } },
            .. hasBeats && beat is { } last ? new JsonNode[] { Since("heartbeatAt", last - BeatOverlap) } : [],
        ]),
    };

    /// <summary>As JSON, for a cursor; null when there is nothing to go on from.</summary>
    public JsonObject? ToJson() => created is not { } at ? null : new JsonObject
    {
        ["created"] = UtcText.Of(at),
        ["beat"] = beat is { } last ? UtcText.Of(last) : null,
        ["open"] = new JsonArray([.. open.Select(name => JsonValue.Create(name))]),
    };

    private static JsonObject Since(string field, DateTimeOffset at) => new() { [field] = new JsonObject { ["$gte"] = UtcText.Of(at) } };

    private static DateTimeOffset? Later(DateTimeOffset? known, JsonNode? time) => UtcText.Parse(SettingsCheck.Text(time)) is { } at && !(at <= known) ? at : known;
}
