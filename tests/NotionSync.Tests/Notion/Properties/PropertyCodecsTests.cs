using System.Text.Json;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api;
using NotionSync.Notion.Properties;

namespace NotionSync.Tests.Notion.Properties;

public sealed class PropertyCodecsTests
{
    private static readonly PropertyCodecs Codecs = new();

    [Theory]
    [InlineData("2026-11-23T10:20:30.500+02:00", "2026-11-23T08:20:00+00:00", true)]
    [InlineData("2026-11-23T10:20:00.000Z", "2026-11-23T10:20:00+00:00", true)]
    [InlineData("2026-11-23", "2026-11-23T00:00:00+00:00", false)]
    public void Dates_are_read_to_the_minute_in_utc(string start, string instant, bool hasTime) =>
        Assert.Equal(
            new PropertyValue.Date(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), null, hasTime),
            Read($$$"""{"type":"date","date":{"start":"{{{start}}}","end":null,"time_zone":null}}"""));

    [Theory]
    [InlineData("0.1")]
    [InlineData("0.30000000000000004")]
    [InlineData("12345678901234567890")]
    public void Numbers_are_compared_as_the_double_that_comes_back(string number)
    {
        var written = new PropertyValue.Number(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(Codecs.Normalize(new PropertySchema.Number("number") { Name = "P" }, written), Read($$"""{"type":"number","number":{{number}}}"""));
    }

    [Fact]
    public void Relation_that_notion_cut_is_marked_and_never_written_back()
    {
        var value = Read("""{"type":"relation","relation":[{"id":"59833787-2cf9-4fdf-8782-e53db20768a5"}],"has_more":true}""");

        Assert.Equal(new PropertyValue.Relation(["59833787-2cf9-4fdf-8782-e53db20768a5"], Truncated: true), value);
        Assert.Contains("cut by Notion", Codecs.Refusal(new PropertySchema.Relation("models", "M") { Name = "P" }, value)!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"rollup","rollup":{"type":"number","number":8,"function":"sum"}}""", 8)]
    [InlineData("""{"type":"formula","formula":{"type":"number","number":8}}""", 8)]
    public void Computed_numbers_are_shown(string json, int number) =>
        Assert.Equal(new PropertyValue.Computed(new PropertyValue.Number(number)), Read(json));

    [Fact]
    public void Computed_value_that_notion_gives_up_on_is_no_zero() =>
        Assert.IsType<PropertyValue.Other>(Assert.IsType<PropertyValue.Computed>(Read("""{"type":"rollup","rollup":{"type":"unsupported","unsupported":{}}}""")).Shown);

    [Fact]
    public void Value_of_an_unknown_type_is_kept_as_its_json() =>
        Assert.Equal(new PropertyValue.Other("""{"a":[1]}"""), Read("""{"type":"hologram","hologram":{"a":[1]}}"""));

    [Fact]
    public void Property_ids_are_decoded_and_unknown_types_are_told_apart()
    {
        var source = JsonSerializer.Deserialize(
            """{"id":"d","properties":{"Cost":{"id":"f%5C%5C%3Ap","name":"Cost","description":null,"type":"number","number":{"format":"dollar"}},"X":{"id":"x","name":"X","type":"hologram","hologram":{}}}}""",
            NotionJson.Default.DataSource)!;

        var properties = source.Properties.Select(property => Codecs.DecodeSchema(property.Key, property.Value)).ToList();

        Assert.Equal(new PropertySnapshot(@"f\\:p", "Cost", "", PropertyKind.Number) { Format = "dollar" }, properties[0]);
        Assert.Equal(PropertyKind.Other, properties[1].Kind);
    }

    [Fact]
    public void Refusals_say_what_is_wrong()
    {
        Assert.Equal("The option 'a,b' holds a comma, which Notion does not allow in options. Replace it in the mapping.", Refusal(new PropertySchema.Select([]) { Name = "P" }, new PropertyValue.Select("a,b")));
        Assert.Equal("The text has 200001 characters; Notion takes 200000. Shorten it in the mapping.", Refusal(new PropertySchema.Text { Name = "P" }, new PropertyValue.Text(new string('x', 200_001))));
        Assert.Equal("'/x' is no absolute address. Give it a scheme and a host, e.g. https://….".Replace("/x", "x", StringComparison.Ordinal), Refusal(new PropertySchema.Url { Name = "P" }, new PropertyValue.Url("x")));
        Assert.Equal("'P' is a number property and cannot hold a text value.", Refusal(new PropertySchema.Number("number") { Name = "P" }, new PropertyValue.Text("x")));
        Assert.Contains("101 rows", Refusal(new PropertySchema.Relation("m", "M") { Name = "P" }, new PropertyValue.Relation([.. Enumerable.Range(0, 101).Select(_ => Guid.NewGuid().ToString())])), StringComparison.Ordinal);
        Assert.Contains("computed by Notion", Refusal(new PropertySchema.Formula("1") { Name = "P" }, new PropertyValue.Number(1)), StringComparison.Ordinal);
        Assert.Null(Codecs.Refusal(new PropertySchema.Text { Name = "P" }, new PropertyValue.Text(new string('x', 200_000))));
    }

    [Fact]
    public void Every_property_type_has_one_codec() =>
        Assert.All(Enum.GetValues<PropertyKind>().Where(kind => kind is not PropertyKind.Other), kind => Assert.Equal(kind, Codecs[kind].Kind));

    private static string Refusal(PropertySchema schema, PropertyValue value) => Codecs.Refusal(schema, Codecs.Normalize(schema, value))!;

    private static PropertyValue Read(string json) => Codecs.DecodeValue(JsonSerializer.Deserialize(json, NotionJson.Default.PageProperty)!);
}
