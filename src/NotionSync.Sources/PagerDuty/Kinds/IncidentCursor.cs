using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>Where the last read of incidents ended.</summary>
/// <param name="At">What happened up to then has been read.</param>
/// <param name="Open">A mark of each incident that was open, by id: it tells whether the incident is still the same.</param>
internal sealed record IncidentCursor(DateTimeOffset At, IReadOnlyDictionary<string, string> Open)
{
    /// <summary>Reads a cursor.</summary>
    /// <returns>Null when it is none of ours: then everything is read.</returns>
    public static IncidentCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var node = JsonNode.Parse(text) as JsonObject ?? [];
            return node.Instant("at") is { } at && node.Member("open") is { } open ? new IncidentCursor(at, open.ToDictionary(entry => entry.Key, entry => open.Text(entry.Key))) : null;
        }
        catch (JsonException)
        {
            // A cursor of another version; reading everything again is always right.
            return null;
        }
    }

    /// <summary>The cursor as text, the same for the same state.</summary>
    public override string ToString() => new JsonObject
    {
        ["at"] = At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["open"] = new JsonObject(Open.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value))),
    }.ToJsonString();

    /// <summary>Sixteen digits that stand for all that an incident says.</summary>
    public static string Mark(JsonObject incident) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(incident.ToJsonString())))[..16];
}
