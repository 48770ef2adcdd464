using System.Text.Json.Nodes;
using CsCheck;
using NotionSync.Mapping;
using NotionSync.Mapping.Expressions;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

public sealed class MermaidGraphTests
{
    [Fact]
    public void Boxes_stand_in_frames_and_arrows_say_what_they_mean()
    {
        var graph = Draw([Part("Products", "APIs", "offers", ("Chat", "Chat"), ("Chat", "Speech"))]);

        Assert.Equal(
            """
            ```mermaid
            flowchart LR
              subgraph g1["Products"]
                n1["Chat"]
              end
              subgraph g2["APIs"]
                n2["Chat"]
                n3["Speech"]
              end
              n1 -->|"offers"| n2
              n1 -->|"offers"| n3
            ```
            """,
            graph);
    }

    [Theory]
    [InlineData("say \"hi\"", "say #34;hi#34;")]
    [InlineData("a`b<c>&#d\\", "a#96;b#60;c#62;#38;#35;d#92;")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("end", "end")]
    [InlineData("GPU 🖥️ (8× A100) [x] {y} | z", "GPU 🖥️ (8× A100) [x] {y} | z")]
    public void A_name_cannot_end_its_box(string name, string shown) =>
        Assert.Contains($"    n1[\"{shown}\"]\n", Draw([Part("A", "B", null, (name, "x"))]), StringComparison.Ordinal);

    [Fact]
    public void Whatever_a_name_is_each_line_of_the_graph_is_a_box_a_frame_or_an_arrow() =>
        Gen.String.Array[1, 5].Sample(names =>
        {
            var lines = Draw([Part("A", "A", null, [.. names.Select(name => (name, name + "x"))])]).Split('\n');
            Assert.All(lines, line => Assert.Matches("^(```mermaid|flowchart LR|  subgraph g1\\[\"A\"\\]|    n[0-9]+\\[\"[^\"`<>&]*\"\\]|  end|  n[0-9]+ --> n[0-9]+|```)$", line));
        });

    [Theory]
    [InlineData(300, 10, 200)]
    [InlineData(300, 2_000, 200)]
    public void A_graph_that_is_too_large_is_cut_and_says_so(int links, int letters, int most)
    {
        var graph = Draw([Part("A", "B", null, [.. Enumerable.Range(1, links).Select(number => ($"{number:D4}{new string('ü', letters)}", "x"))])]);

        Assert.Equal(most, graph.Split('\n').Count(line => line.Contains("-->", StringComparison.Ordinal)));
        Assert.EndsWith($"\nThis is a part: {most} of {links} links are drawn, since a picture of all could not be read.", graph, StringComparison.Ordinal);
    }

    [Fact]
    public void No_graph_is_larger_than_mermaid_and_a_page_take()
    {
        var graph = Draw([Part("A", "B", new string('l', 80), [.. Enumerable.Range(1, 2_000).Select(number => ($"{number:D4}{new string('"', 80)}", $"{number}"))])], "`500`");

        Assert.True(graph.Length <= 50_200, $"{graph.Length}");
        Assert.True(graph.Split('\n').Length <= 802, $"{graph.Split('\n').Length}");
        Assert.Matches("This is a part: [0-9]+ of 2,000 links", graph);
    }

    [Fact]
    public void Nothing_to_draw_is_said() => Assert.Equal("There are no links to draw yet.", Draw([Part("A", "B", null)]));

    private static JsonObject Part(string from, string to, string? label, params (string From, string To)[] links) => new()
    {
        ["from"] = from,
        ["to"] = to,
        ["label"] = label,
        ["edges"] = new JsonArray([.. links.Select(link => (JsonNode)new JsonObject { ["from"] = link.From, ["to"] = link.To })]),
    };

    private static string Draw(JsonArray parts, string most = "`200`") => JmesPathExpression
        .Parse($"mermaid_graph(parts, {most})", "example", new SourcePosition("m.yaml", 1, 1))
        .Evaluate(ExpressionInput.From(new JsonObject { ["parts"] = parts }))!.GetValue<string>();
}
