using System.Globalization;
using System.Text;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>A box of a graph.</summary>
/// <param name="Group">The frame in which it stands.</param>
/// <param name="Name">What is written on it; unique in its group.</param>
internal sealed record GraphNode(string Group, string Name);

/// <summary>An arrow of a graph.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Label">What is written at it; null for nothing.</param>
internal sealed record GraphEdge(GraphNode From, GraphNode To, string? Label);

/// <summary>Draws a graph as markdown with a block of Mermaid; the same edges give the same text, in whatever order the sources gave them.</summary>
internal static class MermaidGraph
{
    // What Mermaid draws at most, and what a page takes in one block and one call (a line is counted as a block until it is read).
    private const int MostCharacters = 50_000;
    private const int MostLines = 800;

    /// <summary>The graph, and a line that says what was left out.</summary>
    /// <param name="edges">Where not all can be drawn, the first ones are.</param>
    /// <param name="most">How many are drawn at most.</param>
    public static string Draw(IReadOnlyList<GraphEdge> edges, int most)
    {
        GraphEdge[] all = [.. edges.Distinct()];
        if (all.Length == 0)
        {
            return "There are no links to draw yet.";
        }

        var drawn = Math.Min(most, all.Length);
        var text = Graph(all[..drawn]);
        while (drawn > 1 && (text.Length > MostCharacters || text.AsSpan().Count('\n') > MostLines))
        {
            drawn = drawn * 9 / 10;
            text = Graph(all[..drawn]);
        }

        return drawn == all.Length ? text : string.Create(
            CultureInfo.InvariantCulture, $"{text}\nThis is a part: {drawn:N0} of {all.Length:N0} links are drawn, since a picture of all could not be read.");
    }

    private static string Graph(IReadOnlyCollection<GraphEdge> edges)
    {
        var nodes = edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().ToList();
        string[] groups = [.. nodes.Select(node => node.Group).Distinct()];
        var ids = nodes
            .OrderBy(node => Array.IndexOf(groups, node.Group))
            .ThenBy(node => node.Name, StringComparer.Ordinal)
            .Select((node, index) => (node, index))
            .ToDictionary(entry => entry.node, entry => string.Create(CultureInfo.InvariantCulture, $"n{entry.index + 1}"));

        var text = new StringBuilder("```mermaid\nflowchart LR\n");
        foreach (var (index, group) in groups.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph g{index + 1}[{MermaidText.Quoted(group)}]\n");
            foreach (var (node, id) in ids.Where(entry => entry.Key.Group == group).OrderBy(entry => entry.Key.Name, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {id}[{MermaidText.Quoted(node.Name)}]\n");
            }

            text.Append("  end\n");
        }

        foreach (var edge in edges)
        {
            var arrow = string.IsNullOrEmpty(edge.Label) ? "-->" : $"-->|{MermaidText.Quoted(edge.Label)}|";
            text.Append(CultureInfo.InvariantCulture, $"  {ids[edge.From]} {arrow} {ids[edge.To]}\n");
        }

        return text.Append("```").ToString();
    }
}
