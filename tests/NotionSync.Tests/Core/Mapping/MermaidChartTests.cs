using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using NotionSync.Mapping;
using NotionSync.Mapping.Expressions;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

public sealed class MermaidChartTests
{
    [Fact]
    public void A_chart_has_its_range_its_line_and_its_words() => Assert.Equal(
        """
        ```mermaid
        xychart-beta
          title "P95 latency (ms)"
          y-axis 40 --> 63.12
          line [48, 63.12, 40]
        ```
        Oldest first: 3 values from 40 to 63.12 ms, the last 40 ms.
        """,
        Draw([48, "NaN", 63.1234, null, 40], "P95 latency", "ms"));

    [Theory]
    [InlineData(5, "0 --> 10")]
    [InlineData(0, "0 --> 1")]
    [InlineData(-5, "-10 --> 0")]
    public void A_figure_that_stands_still_lies_in_the_middle_of_a_range(double figure, string range) =>
        Assert.Contains($"  y-axis {range}\n", Draw([figure, figure], "Flat"), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_drawn_of_fewer_than_two_figures_or_of_those_that_no_chart_can_say()
    {
        Assert.Null(Draw([], "Empty"));
        Assert.Null(Draw([1, null, "NaN"], "One"));
        Assert.Null(Draw([1e300, 1], "Far"));
    }

    [Fact]
    public void A_title_cannot_end_its_quotes() =>
        Assert.Contains("  title \"a #34;b#34; #96;c#96;\"\n", Draw([1, 2], "a \"b\" `c`"), StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_measured_the_figures_have_no_exponent_and_lie_in_the_range() =>
        Gen.Double[-1e15, 1e15].Array[2, 300].Sample(values =>
        {
            var chart = Draw([.. values.Select(value => (JsonNode?)value)], "Any")!;
            var lines = chart.Split('\n');
            var line = lines.Single(text => text.StartsWith("  line [", StringComparison.Ordinal))["  line [".Length..^1];
            var range = lines.Single(text => text.StartsWith("  y-axis ", StringComparison.Ordinal))["  y-axis ".Length..].Split(" --> ");

            Assert.Matches("^(-?[0-9]+([.][0-9]+)?(, )?)+$", line);
            double[] drawn = [.. line.Split(", ").Select(Number)];
            Assert.InRange(drawn.Length, Math.Min(values.Length, 100), 200);
            Assert.All(drawn, figure => Assert.InRange(figure, Number(range[0]), Number(range[1])));
        });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string? Draw(JsonArray values, string title, string? unit = null) => JmesPathExpression
        .Parse("mermaid_chart(numbers, title, unit)", "example", new SourcePosition("m.yaml", 1, 1))
        .Evaluate(ExpressionInput.From(new JsonObject { ["numbers"] = values, ["title"] = title, ["unit"] = unit }))?.GetValue<string>();
}
