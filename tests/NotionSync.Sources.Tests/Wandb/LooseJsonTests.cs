using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NotionSync.Sources.Wandb;

namespace NotionSync.Sources.Tests.Wandb;

public sealed class LooseJsonTests
{
    private static readonly Gen<JsonNode?> Any = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Gen.Int.Select(number => (JsonNode?)number)
        : Gen.OneOf(
            Gen.String.Select(text => (JsonNode?)text),
            Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)number),
            Gen.Bool.Select(flag => (JsonNode?)flag),
            Gen.Const((JsonNode?)null),
            inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Dictionary(Gen.String, inner)[0, 4].Select(members => (JsonNode?)new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))))));

    [Fact]
    public void Json_that_is_strict_is_read_as_it_is() => Any.Sample(node =>
    {
        var text = node?.ToJsonString() ?? "null";

        return LooseJson.TryParse(text, out var read) && JsonNode.DeepEquals(read, JsonNode.Parse(text));
    });

    [Theory]
    [InlineData("""{"loss":NaN}""", """{"loss":"NaN"}""")]
    [InlineData("""{"a":Infinity,"b":-Infinity,"c":[NaN,1]}""", """{"a":"+Inf","b":"-Inf","c":["NaN",1]}""")]
    [InlineData("""{"note":"NaN, \"Infinity\" and \\","x":NaN}""", """{"note":"NaN, \"Infinity\" and \\","x":"NaN"}""")]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("""{"NaN":1}""", """{"NaN":1}""")]
    public void Words_that_json_lacks_become_texts(string written, string meant)
    {
        Assert.True(LooseJson.TryParse(written, out var read));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(meant), read), read?.ToJsonString());
    }

    [Fact]
    public void Control_characters_inside_texts_are_kept()
    {
        Assert.True(LooseJson.TryParse("{\"log\":\"a\tb\u0001c\nd\"}", out var read));

        Assert.Equal("a\tb\u0001c\nd", read!["log"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"\\ud83d\\ude00\"", "\ud83d\ude00")]
    [InlineData("\"\\ud83d!\"", "\ufffd!")]
    [InlineData("\"\\ude00\"", "\ufffd")]
    [InlineData("\"\\ud83d", null)]
    public void Half_of_a_pair_is_replaced(string written, string? meant)
    {
        Assert.Equal(meant is not null, LooseJson.TryParse(written, out var read));

        Assert.Equal(meant, read?.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("loss: 3")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("\"\\")]
    public void What_is_no_json_is_told(string written) => Assert.False(LooseJson.TryParse(written, out _));

    [Fact]
    public void Any_text_is_read_or_refused_without_a_fault() => Gen.String.Sample(text => LooseJson.TryParse(text, out var read) || read is null);

    [Fact]
    public void Deep_nesting_is_read_to_a_bound()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));
        var deeper = string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000));

        Assert.True(LooseJson.TryParse(deep, out _));
        Assert.False(LooseJson.TryParse(deeper, out _));
    }
}
