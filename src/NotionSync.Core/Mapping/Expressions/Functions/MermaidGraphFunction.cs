using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Links as a picture that Notion draws from text: <c>mermaid_graph</c>.</summary>
internal static class MermaidGraphFunction
{
    private const string Wanted = "a list of {from, to, label, edges}";
    private const int UsualMost = 200;

    // Mermaid itself draws no more.
    private const int Most = 500;

    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("mermaid_graph", 1, 2, given =>
            given.List(0) is { } parts ? MermaidGraph.Draw([.. parts.SelectMany(part => Edges(given, part))], given.Whole(1, UsualMost, 1, Most)) : null),
    ];

    private static IEnumerable<GraphEdge> Edges(Arguments given, JToken part)
    {
        if (part is not JObject { } members || Text(members, "from") is not { } from || Text(members, "to") is not { } to)
        {
            throw given.Fault(0, Wanted);
        }

        return members["edges"] switch
        {
            null or { Type: JTokenType.Null } => [],
            JArray edges => edges.Select(link => link is JObject ends && Text(ends, "from") is { } start && Text(ends, "to") is { } end
                ? new GraphEdge(new GraphNode(from, start), new GraphNode(to, end), Text(members, "label"))
                : throw given.Fault(0, Wanted)),
            _ => throw given.Fault(0, Wanted),
        };
    }

    private static string? Text(JObject members, string name) => members[name] is { Type: JTokenType.String } text ? text.Value<string>() : null;
}
