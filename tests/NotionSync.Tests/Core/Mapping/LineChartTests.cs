using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CsCheck;
using NotionSync.Mapping;
using NotionSync.Mapping.Expressions;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

public sealed class LineChartTests
{
    private static readonly PropertySchema.Files Curve = new() { Name = "Loss curve" };

    [Fact]
    public void A_chart_is_a_value_of_a_files_property_that_carries_its_picture()
    {
        var (value, fault) = ValueReader.Read(Curve, Chart([2.5, 1.2, 0.8]));

        Assert.Null(fault);
        var link = Assert.Single(Assert.IsType<PropertyValue.Files>(value).Links);
        Assert.True(Picture.TryRead(link, out var picture));
        Assert.StartsWith("loss-", picture.Name, StringComparison.Ordinal);
        Assert.Equal("svg", Svg(link).Name.LocalName);
    }

    [Fact]
    public void The_same_points_give_the_same_picture_in_any_order_and_other_points_another_one()
    {
        var one = Link(new JsonArray(Step(0, 2.5), Step(10, 1)));
        var same = Link(new JsonArray(Step(10, 1), Step(0, 2.5)));
        var other = Link(new JsonArray(Step(0, 2.5), Step(10, 1.01)));

        Assert.Equal((one.Name, one.Address), (same.Name, same.Address));
        Assert.NotEqual(one.Name, other.Name);
    }

    [Fact]
    public void A_picture_that_came_back_without_its_content_is_the_same_value_and_another_name_is_not()
    {
        var drawn = new PropertyValue.Files([Link([2.5, 1.2, 0.8])]);

        Assert.Equal(drawn, drawn.Remembered());
        Assert.Equal("", Assert.IsType<PropertyValue.Files>(drawn.Remembered()).Links[0].Address);
        Assert.NotEqual(drawn, new PropertyValue.Files([Link([2.5, 1.2, 0.7])]));
    }

    [Fact]
    public void A_value_can_be_shown_as_text() => Assert.Contains("Amount = 2.5", new PropertyValue.Number(2.5m).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Links_to_elsewhere_are_told_by_their_address_too() => Assert.NotEqual(
        new PropertyValue.FileLink("loss.svg", "https://charts.test/1.svg"), new PropertyValue.FileLink("loss.svg", "https://charts.test/2.svg"));

    [Fact]
    public void A_hundred_thousand_points_give_a_small_picture_that_shows_the_spike()
    {
        var points = new JsonArray([.. Enumerable.Range(0, 100_000).Select(index => (JsonNode)JsonValue.Create(index == 54_321 ? 50 : 1 + (index % 7 / 10d)))]);

        var link = Link(points);

        Assert.InRange(link.Address.Length, 1, 6_000);
        var line = Svg(link).Descendants().Single(element => element.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ');
        Assert.InRange(line.Length, 100, 200);
        Assert.Single(line, point => point.EndsWith(",44", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a < b & \"c\" >\u0001\n\uD800 é漢😀")]
    [InlineData("")]
    [InlineData("…")]
    public void Any_title_makes_a_picture_that_can_be_read(string title)
    {
        var link = Link([1, 2], title);

        Assert.True(Picture.IsName(link.Name));
        Assert.Equal("svg", Svg(link).Name.LocalName);
    }

    [Fact]
    public void Any_numbers_are_drawn_within_the_picture() =>
        Gen.OneOf(Gen.Double, Gen.Double[-1, 1], Gen.Double[1e15, 1e15 + 4], Gen.Const(double.NaN), Gen.Const(-7d)).Array[1, 300].Sample(numbers =>
        {
            if (Chart([.. numbers.Select(number => double.IsFinite(number) ? JsonValue.Create(number) : (JsonNode)JsonValue.Create("NaN"))]) is not { } chart)
            {
                Assert.DoesNotContain(numbers, double.IsFinite);
                return;
            }

            var svg = Svg(Link(chart));
            var places = svg.Descendants().SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "points" or "y" or "cy")
                .SelectMany(attribute => attribute.Value.Split(' ')).Select(place => double.Parse(place.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture));
            Assert.All(places, place => Assert.InRange(place, 0, 270));
        });

    [Theory]
    [InlineData("line_chart(`[\"a\"]`, 'Loss')", "numbers")]
    [InlineData("line_chart(`[{\"step\": \"x\", \"value\": 1}]`, 'Loss')", "numbers")]
    [InlineData("line_chart(`[1]`, missing)", "text")]
    public void What_is_no_point_or_title_is_said(string expression, string wanted)
    {
        var failure = Assert.Throws<ExpressionException>(() => Evaluate(expression, null));

        Assert.Contains(wanted, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "loss.svg", "url": "data:image/svg+xml;base64,PHN2Zy8+"}""")]
    [InlineData("""{"name": "loss-0123456789abcdef.svg", "url": "data:text/html,<p>"}""")]
    public void Other_data_is_no_file(string json)
    {
        var (value, fault) = ValueReader.Read(Curve, JsonNode.Parse(json));

        Assert.Null(value);
        Assert.Contains("line_chart", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'ended': '2025-09-10T05:00:00.000Z', 'history': { 'val_loss': [{ 'step': 0, 'value': 8.01 }, { 'step': 49, 'value': 1.734 }], 'loss': [{ 'step': 0, 'value': 9 }] }", true)]
    [InlineData("'ended': '2025-09-10T05:00:00.000Z', 'history': { 'loss': [{ 'step': 0, 'value': 9 }] }", true)]
    [InlineData("'ended': '2025-09-10T05:00:00.000Z', 'history': {}", false)]
    [InlineData("'status': 'RUNNING', 'history': { 'val_loss': [{ 'step': 0, 'value': 8.01 }] }", false)]
    public void The_loss_curve_of_a_model_is_drawn_when_its_run_has_ended_and_logged_a_loss(string run, bool isDrawn)
    {
        var record = ProductValues.Record("models", "MLflow versions", $"{{ 'key': 'LLM-Core/2', 'name': 'LLM-Core', 'version': '2', 'run': {{ 'metrics': {{}}, {run} }} }}");

        Assert.Equal(isDrawn, ValueReader.Read(Curve, record["Loss curve"]).Value is PropertyValue.Files { Links: [var link] } && Picture.TryRead(link, out _));
    }

    private static JsonObject Step(int step, double value) => new() { ["step"] = step, ["value"] = value };

    private static PropertyValue.FileLink Link(JsonArray points, string title = "Loss") => Link(Chart(points, title));

    private static PropertyValue.FileLink Link(JsonNode? chart) => Assert.Single(Assert.IsType<PropertyValue.Files>(ValueReader.Read(Curve, chart).Value).Links);

    private static JsonNode? Chart(JsonArray points, string title = "Loss") =>
        Evaluate("line_chart(points, title)", new JsonObject { ["points"] = points, ["title"] = title });

    private static JsonNode? Evaluate(string expression, JsonNode? input) =>
        JmesPathExpression.Parse(expression, "values", new SourcePosition("mappings/03-models.yaml", 1, 1)).Evaluate(ExpressionInput.From(input));

    private static XElement Svg(PropertyValue.FileLink link) =>
        Picture.TryRead(link, out var picture) ? XElement.Parse(Encoding.UTF8.GetString(picture.Content.Span)) : throw new InvalidOperationException(link.Name);
}
