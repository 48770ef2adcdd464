using System.Text.Json.Nodes;
using CsCheck;
using NotionSync.Mapping;
using NotionSync.Mapping.Expressions;
using NotionSync.Mapping.Expressions.Functions;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

public sealed class ExpressionLawTests
{
    private static readonly string?[] Words = [null, "NaN", "+Inf", "-Inf"];

    private static readonly Gen<JsonNode?> AnyNumber = Gen.OneOf<JsonNode?>(
        Gen.Double[-1e300, 1e300].Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Int[0, 3].Select(index => (JsonNode?)(Words[index] is { } word ? JsonValue.Create(word) : null)));

    [Fact]
    public void A_sparkline_has_a_bar_or_gap_for_each_of_the_last_values() => AnyNumber.Array[0, 50].Sample(numbers =>
    {
        var line = Evaluate("sparkline(x, `20`)", numbers)!.GetValue<string>();

        Assert.Equal(Math.Min(20, numbers.Length), line.Length);
        Assert.All(line, bar => Assert.Contains(bar, "▁▂▃▄▅▆▇█ "));
    });

    [Fact]
    public void A_slug_is_a_slug_of_itself_and_has_no_loose_dashes() => Gen.String.Sample(text =>
    {
        var slug = Slug.Of(text);

        Assert.Equal(slug, Slug.Of(slug));
        Assert.DoesNotContain("--", slug, StringComparison.Ordinal);
        Assert.False(slug.StartsWith('-') || slug.EndsWith('-'));
    });

    [Fact]
    public void A_truncated_text_fits_and_is_a_beginning_of_the_whole() => Gen.Select(Gen.String, Gen.Int[1, 40]).Sample((text, most) =>
    {
        var cut = TextFunctions.Truncate(text, most);

        Assert.True(cut.Length <= Math.Max(most, 1));
        Assert.True(cut == text || (cut.EndsWith('…') && text.StartsWith(cut[..^1], StringComparison.Ordinal)));
    });

    [Fact]
    public void Rounding_moves_a_number_by_half_a_step_at_most() => Gen.Select(Gen.Double[-1e9, 1e9], Gen.Int[0, 6]).Sample((number, digits) =>
    {
        var rounded = NumberFunctions.Round(number, digits).ToObject<double>();

        Assert.True(Math.Abs(rounded - number) <= 0.5000001 * Math.Pow(10, -digits) + 1e-6);
    });

    [Fact]
    public void An_aggregate_lies_between_the_lowest_and_the_highest() => AnyNumber.Array[0, 20].Sample(numbers =>
    {
        var result = Evaluate("[min_of(x), mean(x), max_of(x)]", numbers)!.AsArray();
        if (result[0] is { } low)
        {
            // A mean of large numbers rounds in its last digit.
            var (least, mean, most) = (Number(low), Number(result[1]!), Number(result[2]!));
            Assert.True(least <= mean + Math.Abs(mean) * 1e-9 + 1e-9 && mean <= most + Math.Abs(mean) * 1e-9 + 1e-9);
        }
        else
        {
            Assert.All(result, Assert.Null);
        }
    });

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode? Evaluate(string expression, JsonNode?[] numbers) =>
        JmesPathExpression.Parse(expression, "P", new SourcePosition("m.yaml", 1, 1))
            .Evaluate(ExpressionInput.From(new JsonObject { ["x"] = new JsonArray([.. numbers.Select(number => number?.DeepClone())]) }));
}
