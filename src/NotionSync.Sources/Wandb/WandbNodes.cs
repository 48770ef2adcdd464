using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>Makes the nodes of GraphQL answers plain.</summary>
internal static class WandbNodes
{
    /// <summary>The node of an edge as an object of its own, made plain; null when the edge has none.</summary>
    public static JsonObject? Of(JsonObject edge) => edge["node"] is JsonObject node ? (JsonObject)Plain(node)! : null;

    /// <summary>
    /// A copy in which lists by edges are plain lists (what an edge says of its node is among the node's members), aliases and tags are
    /// lists of texts, and times (members that end in <c>At</c>) say their zone, which is UTC when the server named none.
    /// </summary>
    public static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject members when members["edges"] is JsonArray edges => new JsonArray([.. edges.OfType<JsonObject>().Select(Edge).Where(inner => inner is not null)]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Member(member.Key, member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Plain)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Whether a list within a node goes on beyond what was given.</summary>
    public static bool HasMore(JsonNode? connection) => (connection as JsonObject)?["pageInfo"] is JsonObject page && page["hasNextPage"]?.GetValueKind() is System.Text.Json.JsonValueKind.True;

    // What users put in is theirs, whatever it looks like.
    private static JsonNode? Member(string name, JsonNode? value) => name is "config" or "summaryMetrics" or "systemMetrics" or "metadata" or "sampledHistory"
        ? value?.DeepClone()
        : Known(name, Plain(value));

    private static JsonNode? Known(string name, JsonNode? value) => (name, value) switch
    {
        ("aliases" or "tags", JsonArray list) => new JsonArray([.. list.Select(item => item is JsonObject one ? (one["alias"] ?? one["name"])?.DeepClone() : item?.DeepClone())]),
        (_, JsonValue time) when name.EndsWith("At", StringComparison.Ordinal) && SettingsCheck.Text(time) is { } text => UtcText.Of(text) ?? text,
        var (_, plain) => plain,
    };

    private static JsonNode? Edge(JsonObject edge)
    {
        var node = Plain(edge["node"]);
        if (node is JsonObject members)
        {
            foreach (var (name, value) in edge.Where(part => part.Key is not ("node" or "cursor") && !members.ContainsKey(part.Key)))
            {
                members[name] = Plain(value);
            }
        }

        return node;
    }
}
