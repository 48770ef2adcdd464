using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Mapping.Expressions;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

public sealed class ExpressionTests
{
    private static readonly SourcePosition Place = new("m.yaml", 3, 9);

    [Theory]
    [InlineData("a - b + c", "14")]
    [InlineData("a - b - c", "-4")]
    [InlineData("a / b * c", "24")]
    [InlineData("a * d.e", "80")]
    [InlineData("d.e * a", "80")]
    [InlineData("list[0] * a", "24")]
    [InlineData("(a) * (b)", "24")]
    [InlineData("a*b", "24")]
    [InlineData("-a + b", "-5")]
    [InlineData("list[*]", "[3,1,2]")]
    [InlineData("d.*", "[10]")]
    [InlineData("*.e", "[10]")]
    [InlineData("[a, b][*]", "[8,3]")]
    [InlineData("a == `8`", "true")]
    [InlineData("list[?@ == `2`]", "[2]")]
    [InlineData("contains(list, a - b - c + `5`)", "true")]
    [InlineData("length(list) == b", "true")]
    [InlineData("sort_by(rows, &n)[*].n", "[0.5,0.9,1]")]
    [InlineData("max([a, `2.5`])", "8")]
    [InlineData("'a * b, let $x = `1`'", "\"a * b, let $x = `1`\"")]
    [InlineData("let $x = a, $y = $x * b, $z = [$x, $y] in $z", "[8,24]")]
    [InlineData("let $x = let $y = a, $w = b in [$y, $w], $z = b in [$x, $z]", "[[8,3],3]")]
    [InlineData("{in: a, let: b}", "{\"in\":8,\"let\":3}")]
    public void The_language_behaves_as_people_expect(string expression, string expected)
    {
        const string input = """{ "a": 8, "b": 3, "c": 9, "d": { "e": 10 }, "list": [3, 1, 2], "rows": [{ "n": 1 }, { "n": 0.9 }, { "n": 0.5 }] }""";

        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), Evaluate(expression, input)!.ToJsonString());
    }

    [Theory]
    [InlineData("a *", "m.yaml:3:9: 'P': the expression ends too early.")]
    [InlineData("a b", "m.yaml:3:9: 'P': 'b' cannot stand at character 3.")]
    [InlineData("a * b ) c", "m.yaml:3:9: 'P': ')' cannot stand at character 7.")]
    [InlineData("let $x = a, $y = b, $z = c in $x ]", "m.yaml:3:9: 'P': ']' cannot stand at character 34.")]
    [InlineData("a >\n 5", "m.yaml:3:9: 'P': '5' cannot stand at character 6; numbers are written in backticks: `5`.")]
    [InlineData("lenght(a)", "m.yaml:3:9: 'P': there is no function 'lenght'. Did you mean 'length'?")]
    [InlineData("round(a, `1`, `2`)", "m.yaml:3:9: 'P': the function round expects at most 2 arguments but 3 were supplied.")]
    [InlineData("`\"2025-09-10T08:30:00Z\"`", "m.yaml:3:9: 'P': dates are written in single quotes, not in backticks.")]
    public void A_slip_is_named_with_place_property_and_reason(string expression, string expected) =>
        Assert.Equal(expected, Assert.Throws<ExpressionException>(() => JmesPathExpression.Parse(expression, "P", Place)).Message);

    [Theory]
    [InlineData("round('many')", "m.yaml:3:9: 'P': round wants a number as argument 1 and was given \"many\".")]
    [InlineData("date_add('2025-01-01', `1`, 'fortnight')", "m.yaml:3:9: 'P': date_add wants seconds, minutes, hours, days, weeks, months or years as argument 3 and was given \"fortnight\".")]
    [InlineData("iso_date('soon')", "m.yaml:3:9: 'P': iso_date wants a date as argument 1 and was given \"soon\".")]
    [InlineData("regex_match('a', '(?<=b)a')", "m.yaml:3:9: 'P': regex_match wants a regular expression without look-around or back references")]
    [InlineData("$missing", "m.yaml:3:9: 'P': the variable '$missing' is not defined.")]
    [InlineData("`1` / `0`", "m.yaml:3:9: 'P': expression")]
    public void A_failure_on_a_record_is_named_with_place_property_and_reason(string expression, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ExpressionException>(() => Evaluate(expression, "{}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("round(x, `2`)")]
    [InlineData("scale(x, `100`)")]
    [InlineData("divide(x, `2`)")]
    [InlineData("clamp(x, `0`, `1`)")]
    [InlineData("abs(x)")]
    [InlineData("parse_number(x)")]
    public void Not_a_number_is_handed_on(string expression)
    {
        Assert.Equal("NaN", Evaluate(expression, """{ "x": "NaN" }""")!.GetValue<string>());
        Assert.Null(Evaluate(expression, "{}"));
    }

    [Theory]
    [InlineData("links.\"P95 (ms)\"[*].x", false, "P95 (ms)")]
    [InlineData("mean(links.APIs[].Uptime) || links.Incidents[0]", false, "APIs,Incidents")]
    [InlineData("'links.X now samples'", false, "")]
    [InlineData("hours_between(Started, now)", true, "")]
    [InlineData("sparkline(samples.Value[].value)", true, "")]
    [InlineData("row.now || row.samples", false, "")]
    public void What_a_result_depends_on_is_known(string text, bool onTime, string relations)
    {
        var expression = JmesPathExpression.Parse(text, "P", Place);

        Assert.Equal(onTime, expression.DependsOnTime);
        Assert.Equal(relations, string.Join(',', expression.Relations.Order(StringComparer.Ordinal)));
        Assert.Equal((text, Place), (expression.Text, expression.Position));
    }

    [Fact]
    public void Results_are_free_of_binary_noise_and_large_numbers_survive()
    {
        Assert.Equal("87.23", Evaluate("score * `100`", """{ "score": 0.8723 }""")!.ToJsonString());
        Assert.Equal("0.3", Evaluate("a + b", """{ "a": 0.1, "b": 0.2 }""")!.ToJsonString());
        Assert.Equal("17179869184", Evaluate("bytes", """{ "bytes": 17179869184 }""")!.ToJsonString());
        Assert.Equal("9223372036854775807", Evaluate("id", """{ "id": 9223372036854775807 }""")!.ToJsonString());
        Assert.Equal("1E+300", Evaluate("x", """{ "x": 1e300 }""")!.ToJsonString());
        Assert.Equal("2025-09-10T08:30:00.5Z", Evaluate("at", """{ "at": "2025-09-10T08:30:00.5Z" }""")!.GetValue<string>());
    }

    [Fact]
    public void One_expression_serves_many_threads()
    {
        var expression = JmesPathExpression.Parse("let $x = n, $y = $x * `2` in [$y, $.n]", "P", Place);

        Parallel.For(0, 20_000, number =>
            Assert.Equal($"[{number * 2},{number}]", expression.Evaluate(ExpressionInput.From(new JsonObject { ["n"] = number }))!.ToJsonString()));
    }

    private static JsonNode? Evaluate(string expression, string input) =>
        JmesPathExpression.Parse(expression, "P", Place).Evaluate(ExpressionInput.From(JsonNode.Parse(input)));
}
