using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>Members of an answer that this version does not know.</summary>
internal static class OtherMembers
{
    /// <summary>Adds them to a record as they were sent; what the record has already stays.</summary>
    public static JsonObject With(this JsonObject record, Dictionary<string, JsonElement>? others)
    {
        foreach (var (name, value) in others ?? [])
        {
            record.TryAdd(name, JsonNode.Parse(value.GetRawText()));
        }

        return record;
    }
}
