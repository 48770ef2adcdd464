using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Properties;

namespace NotionSync.Tests.Notion.Properties;

public sealed class PropertyLawTests
{
    private static readonly PropertyCodecs Codecs = new();
    private static readonly ImmutableArray<PropertySchema.SelectOption> Options = [new("Production", "green"), new("Beta", null)];

    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Select(Gen.DateTime[new DateTime(1990, 1, 1), new DateTime(2090, 1, 1)], Gen.Int[-14, 14], (instant, offset) =>
            new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Unspecified), TimeSpan.FromHours(offset)));

    private static readonly Gen<PropertyValue> Date =
        Gen.Select(Instant, Instant, Gen.Bool, Gen.Bool, PropertyValue (start, end, hasEnd, hasTime) => new PropertyValue.Date(start, hasEnd ? end : null, hasTime));

    private static readonly Gen<string> OptionName = Gen.OneOf(Gen.OneOf("production", "BETA", "Beta", " ", "other"), Gen.String[Gen.Char.AlphaNumeric, 0, 20]);
    private static readonly Gen<PropertyValue> Empty = Gen.Const<PropertyValue>(PropertyValue.Empty.Value);

    private static readonly (PropertySchema Schema, Gen<PropertyValue> Value)[] Kinds =
    [
        (new PropertySchema.Title { Name = "P" }, Gen.String.Select(PropertyValue (text) => new PropertyValue.Text(text))),
        (new PropertySchema.Text { Name = "P" }, Gen.String[0, 9_000].Select(PropertyValue (text) => new PropertyValue.Text(text))),
        (new PropertySchema.Number("percent") { Name = "P" }, Gen.Decimal.Select(PropertyValue (amount) => new PropertyValue.Number(amount))),
        (new PropertySchema.Number("number") { Name = "P" }, Gen.Select(Gen.Long, Gen.Int[0, 12], PropertyValue (digits, scale) => new PropertyValue.Number(digits / (decimal)Math.Pow(10, scale)))),
        (new PropertySchema.Select(Options) { Name = "P" }, OptionName.Select(PropertyValue (name) => new PropertyValue.Select(name))),
        (new PropertySchema.MultiSelect(Options) { Name = "P" }, OptionName.Array[0, 5].Select(PropertyValue (names) => new PropertyValue.MultiSelect([.. names]))),
        (new PropertySchema.Date { Name = "P" }, Date),
        (new PropertySchema.Checkbox { Name = "P" }, Gen.Bool.Select(PropertyValue (ticked) => new PropertyValue.Checkbox(ticked))),
        (new PropertySchema.Url { Name = "P" }, Gen.String[Gen.Char.AlphaNumeric, 0, 30].Select(PropertyValue (path) => new PropertyValue.Url($" https://example.test/{path}"))),
        (new PropertySchema.Files { Name = "P" }, Gen.Select(Gen.String[0, 9], Gen.Int[0, 9], (name, page) => new PropertyValue.FileLink(name, $"https://example.test/{page}?x={page}"))
            .Array[0, 4].Select(PropertyValue (links) => new PropertyValue.Files([.. links]))),
        (new PropertySchema.Relation("models", "Back") { Name = "P" }, Gen.Guid.Array[0, 5].Select(PropertyValue (ids) => new PropertyValue.Relation([.. ids.Select(id => id.ToString("N").ToUpperInvariant())]))),
    ];

    public static TheoryData<int> Every => [.. Enumerable.Range(0, Kinds.Length)];

    [Theory]
    [MemberData(nameof(Every))]
    public void What_is_written_is_read_back_as_its_normal_form(int kind)
    {
        var (schema, values) = Kinds[kind];
        Gen.OneOf(values, Empty).Sample(value =>
        {
            var normal = Codecs.Normalize(schema, value);
            if (Codecs.Refusal(schema, normal) is null)
            {
                Assert.Equal(normal, ReadBack(schema, value));
            }
        }, iter: 300);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Normal_form_of_a_normal_form_is_itself(int kind)
    {
        var (schema, values) = Kinds[kind];
        Gen.OneOf(values, Empty).Sample(value =>
        {
            var normal = Codecs.Normalize(schema, value);
            Assert.Equal(normal, Codecs.Normalize(schema, normal));
        }, iter: 300);
    }

    [Fact]
    public void Split_text_joins_back_and_every_segment_fits_and_no_pair_is_cut() =>
        Gen.Select(Gen.Int[0, 3], Gen.OneOf("a", "😀", "é", "漢"), Gen.Int[0, 5_000]).Sample((lead, letter, count) =>
        {
            var text = new string('x', lead) + string.Concat(Enumerable.Repeat(letter, count));

            var segments = RichTextSegments.Split(text).Select(segment => segment.Text.Content).ToList();

            Assert.Equal(text, string.Concat(segments));
            Assert.All(segments, segment => Assert.InRange(segment.Length, 1, NotionLimits.TextCharacters));
            Assert.DoesNotContain(segments, segment => char.IsLowSurrogate(segment[0]));
        });

    private static PropertyValue ReadBack(PropertySchema schema, PropertyValue value)
    {
        var codec = Codecs[schema.Kind];
        var sent = Codecs.EncodeValue(new WrittenValue(schema, value))[codec.Type.Name];
        if (sent is System.Text.Json.Nodes.JsonArray texts && schema.Kind is PropertyKind.Title or PropertyKind.Text)
        {
            foreach (var segment in (System.Text.Json.Nodes.JsonArray)sent!)
            {
                segment!["plain_text"] = segment["text"]!["content"]!.GetValue<string>();
            }
        }

        var answer = new System.Text.Json.Nodes.JsonObject { ["id"] = "x", ["type"] = codec.Type.Name, [codec.Type.Name] = sent?.DeepClone() };
        return Codecs.DecodeValue(JsonSerializer.Deserialize(answer.ToJsonString(), NotionJson.Default.PageProperty)!);
    }
}
