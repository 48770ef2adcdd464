using System.Net;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Http;

/// <summary>An answer that the vendor meant.</summary>
/// <param name="Status">The status, 2xx or 304.</param>
/// <param name="Body">The JSON; null when there was none.</param>
/// <param name="Headers">All headers by name, letter case not counted; several values are joined by commas.</param>
/// <param name="ServerTime">The vendor's clock; null when it did not say.</param>
internal sealed record JsonAnswer(HttpStatusCode Status, JsonNode? Body, IReadOnlyDictionary<string, string> Headers, DateTimeOffset? ServerTime)
{
    /// <summary>The body as an object; empty when it is none.</summary>
    public JsonObject Object => Body as JsonObject ?? [];

    /// <summary>The objects of a body that is a list itself; none when it is something else.</summary>
    public IEnumerable<JsonObject> Items() => (Body as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>A list of objects among the body's members; a member that is absent or no list is an empty one.</summary>
    public IEnumerable<JsonObject> Items(string member) => (Object[member] as JsonArray)?.OfType<JsonObject>() ?? [];
}
