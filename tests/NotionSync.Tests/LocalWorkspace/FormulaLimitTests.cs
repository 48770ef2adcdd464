using System.Text.Json.Nodes;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class FormulaLimitTests
{
    [Fact]
    public async Task Formulas_that_would_read_each_other_in_a_circle_are_refused()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"A":{"formula":{"expression":"1"}}}""");
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", Formula("B", "prop(\"A\")"));
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", Formula("C", "prop(\"A\") + prop(\"B\")"));

        await notion.RefusedAsync(400, "PATCH", $"/v1/data_sources/{source}", Formula("A", "prop(\"B\")"));
        await notion.RefusedAsync(400, "PATCH", $"/v1/data_sources/{source}", Formula("A", "if(true, 1, prop(\"C\"))"));
        var row = await notion.ARowNamedAsync(source, "One");

        var page = await notion.OkAsync("GET", $"/v1/pages/{row}");
        Assert.Equal(2, page.Property("C")["formula"]!["number"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("(", 20_000)]
    [InlineData("!", 20_000)]
    [InlineData("-", 20_000)]
    [InlineData("2^", 20_000)]
    [InlineData("1+", 20_000)]
    [InlineData("abs(", 10_000)]
    [InlineData("true?1:", 6_000)]
    public async Task Formula_that_nests_too_deep_is_refused(string part, int times)
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");

        var refused = await notion.RefusedAsync(400, "PATCH", $"/v1/data_sources/{source}", Formula("F", string.Concat(Enumerable.Repeat(part, times)) + "1"));

        Assert.Equal("validation_error", refused.Code);
    }

    [Fact]
    public async Task Formula_of_three_hundred_steps_is_kept_and_computed()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");

        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", Formula("F", string.Concat(Enumerable.Repeat("1 + ", 299)) + "1"));
        var page = await notion.OkAsync("GET", $"/v1/pages/{await notion.ARowNamedAsync(source, "One")}");

        Assert.Equal(300, page.Property("F")["formula"]!["number"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("dateAdd(now(), 100000, \"years\")")]
    [InlineData("dateSubtract(now(), 900000000000000, \"days\")")]
    [InlineData("fromTimestamp(1000000000000000000)")]
    [InlineData("sign(sqrt(-1))")]
    [InlineData("if(test(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\"), 1, 2)")]
    [InlineData("length(padStart(\"a\", 2000000000, \"bc\")) > 100000")]
    [InlineData("length(padEnd(\"a\", 2000000000, \"b\").repeat(9000)) > 100000")]
    public async Task What_cannot_be_computed_is_answered_without_an_error(string expression)
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", Formula("F", expression));

        var page = await notion.OkAsync("GET", $"/v1/pages/{await notion.ARowNamedAsync(source, "One")}");

        var formula = page.Property("F")["formula"]!;
        var value = formula[formula["type"]!.GetValue<string>()];
        Assert.True(value is null || value.ToJsonString() == "false", formula.ToJsonString());
    }

    [Fact]
    public async Task Markdown_nests_as_deep_as_people_write_and_no_deeper()
    {
        await using var notion = await LocalNotion.StartAsync();

        await notion.OkAsync("POST", "/v1/pages", Page(string.Join('\n', Enumerable.Range(0, 20).Select(level => $"{new string('\t', level)}- {level}"))));
        await notion.RefusedAsync(400, "POST", "/v1/pages", Page(string.Join('\n', Enumerable.Range(0, 100).Select(level => $"{new string('\t', level)}- {level}"))));
        await notion.RefusedAsync(400, "POST", "/v1/pages", Page(string.Concat(Enumerable.Repeat("<callout>\n", 2_000))));

        string Page(string markdown) => new JsonObject
        {
            ["parent"] = new JsonObject { ["type"] = "page_id", ["page_id"] = notion.Home },
            ["markdown"] = markdown,
        }.ToJsonString();
    }

    private static string Formula(string name, string expression) => new JsonObject
    {
        ["properties"] = new JsonObject { [name] = new JsonObject { ["formula"] = new JsonObject { ["expression"] = expression } } },
    }.ToJsonString();
}
