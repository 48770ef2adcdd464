using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("prop(\"Cost\") * 2 + 1", """{"type":"number","number":25}""")]
    [InlineData("1 + 2 * 3 ^ 2", """{"type":"number","number":19}""")]
    [InlineData("round(prop(\"Cost\") / 7, 2)", """{"type":"number","number":1.71}""")]
    [InlineData("if(prop(\"Cost\") > 10, \"dear\", \"cheap\")", """{"type":"string","string":"dear"}""")]
    [InlineData("prop(\"Cost\") >= 12 and not prop(\"Done\")", """{"type":"boolean","boolean":true}""")]
    [InlineData("prop(\"Done\") ? 1 : 0", """{"type":"number","number":0}""")]
    [InlineData("concat(upper(prop(\"Name\")), \" \", format(prop(\"Cost\")))", """{"type":"string","string":"ONE 12"}""")]
    [InlineData("prop(\"Name\").lower().replaceAll(\"o\", \"0\")", """{"type":"string","string":"0ne"}""")]
    [InlineData("dateBetween(prop(\"When\"), parseDate(\"2026-01-01\"), \"days\")", """{"type":"number","number":59}""")]
    [InlineData("dateAdd(prop(\"When\"), 1, \"months\")", """{"type":"date","date":{"start":"2026-04-01","end":null,"time_zone":null}}""")]
    [InlineData("formatDate(prop(\"When\"), \"YYYY-MM\")", """{"type":"string","string":"2026-03"}""")]
    [InlineData("empty(prop(\"Stage\"))", """{"type":"boolean","boolean":true}""")]
    [InlineData("[3, 1, 2].sort().map(current * 2).join(\"-\")", """{"type":"string","string":"2-4-6"}""")]
    [InlineData("let(x, prop(\"Cost\"), x + x)", """{"type":"number","number":24}""")]
    [InlineData("ifs(prop(\"Cost\") > 100, \"a\", prop(\"Cost\") > 10, \"b\", \"c\")", """{"type":"string","string":"b"}""")]
    [InlineData("prop(\"Cost\") / 0", """{"type":"number","number":null}""")]
    [InlineData("day(prop(\"When\"))", """{"type":"number","number":7}""")]
    public async Task Formula_gives(string expression, string expected)
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await AFormulaAsync(notion, expression);

        var row = await notion.ARowNamedAsync(source, "One", """ "Cost":{"number":12},"When":{"date":{"start":"2026-03-01"}} """);
        var page = await notion.OkAsync("GET", $"/v1/pages/{row}");

        Assert.Equal(expected, page.Property("F")["formula"]!.ToJsonString());
    }

    [Theory]
    [InlineData("prop(\"Nope\") + 1")]
    [InlineData("1 +")]
    [InlineData("nonsense(1)")]
    [InlineData("round()")]
    [InlineData("(1")]
    [InlineData("let(a, 1, b)")]
    public async Task Formula_is_refused(string expression)
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");

        var body = new JsonObject { ["properties"] = new JsonObject { ["F"] = new JsonObject { ["formula"] = new JsonObject { ["expression"] = expression } } } };
        var refused = await notion.RefusedAsync(400, "PATCH", $"/v1/data_sources/{source}", body.ToJsonString());

        Assert.Equal("validation_error", refused.Code);
    }

    [Fact]
    public async Task Formula_is_read_back_with_tokens_and_parentheses_and_can_be_sent_back()
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await AFormulaAsync(notion, "prop(\"Cost\") * 2 + 1");

        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{source}");
        var shown = schema.Property("F")["formula"]!["expression"]!.GetValue<string>();
        var body = new JsonObject { ["properties"] = new JsonObject { ["F"] = new JsonObject { ["formula"] = new JsonObject { ["expression"] = shown } } } };
        var again = await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", body.ToJsonString());

        Assert.StartsWith("({{notion:block_property:", shown);
        Assert.EndsWith("}} * 2) + 1", shown);
        Assert.Equal(shown, again.Property("F")["formula"]!["expression"]!.GetValue<string>());
    }

    [Fact]
    public async Task Formula_can_be_read_back_by_name_and_follows_a_rename()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { FormulasReadBackByName = true });
        var source = await AFormulaAsync(notion, "prop(\"Cost\") * 2");

        var schema = await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Cost":{"name":"Price"}}}""");

        Assert.Equal("prop(\"Price\") * 2", schema.Property("F")["formula"]!["expression"]!.GetValue<string>());
    }

    [Fact]
    public async Task Filter_on_a_formula_is_refused()
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await AFormulaAsync(notion, "1");

        var refused = await notion.RefusedAsync(400, "POST", $"/v1/data_sources/{source}/query", """{"filter":{"property":"F","formula":{"number":{"equals":1}}}}""");

        Assert.Equal("Unable to filter based on a formula of unknown type", refused.Message);
    }

    private static async Task<string> AFormulaAsync(LocalNotion notion, string expression)
    {
        var formula = new JsonObject { ["formula"] = new JsonObject { ["expression"] = expression } };
        var (_, source) = await notion.ADatabaseAsync("Things",
            $$$"""{"F":{{{formula.ToJsonString()}}},"Name":{"title":{}},"Cost":{"number":{}},"Done":{"checkbox":{}},"When":{"date":{}},"Stage":{"select":{}} }""");
        return source;
    }
}
