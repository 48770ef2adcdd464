using System.Text.RegularExpressions;

namespace NotionSync.Tests.LocalWorkspace.Preview;

public sealed partial class PreviewViewTests
{
    private const string Schema = """
        {"Name":{"title":{}},"Cost":{"number":{"format":"dollar"}},"Stage":{"select":{"options":[{"name":"Live","color":"green"},{"name":"Beta","color":"blue"},{"name":"Dead","color":"red"}]}},
        "When":{"date":{}},"Share":{"number":{"format":"percent"}},"Done":{"checkbox":{}}}
        """;

    [Fact]
    public async Task Table_shows_the_columns_of_its_view_in_their_order_and_width_and_no_hidden_ones()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "One", cost: 1234.5, stage: "Live");
        var view = await browser.AViewAsync(database, source, "table", """
            {"type":"table","properties":[{"property_id":"title","visible":true},{"property_id":"Share","visible":true},{"property_id":"Cost","visible":true,"width":120},
            {"property_id":"Stage","visible":false},{"property_id":"When","visible":false},{"property_id":"Done","visible":false}]}
            """);

        var html = await browser.ShowViewAsync(database, view);

        Assert.Equal(["Name", "Share", "Cost"], Columns().Matches(html).Select(match => match.Groups[1].Value));
        Assert.Contains("min-width:120px", html, StringComparison.Ordinal);
        Assert.Contains("$1,234.50", html, StringComparison.Ordinal);
        Assert.DoesNotContain("option-green", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grouped_table_has_a_head_with_the_count_for_each_option_and_one_for_rows_without()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "One", stage: "Beta");
        await ARowAsync(browser, source, "Two", stage: "Beta");
        await ARowAsync(browser, source, "Three");
        var view = await browser.AViewAsync(database, source, "table", """{"type":"table","group_by":{"type":"select","property_id":"Stage","sort":{"type":"manual"}}}""");

        Assert.Equal(["Live 0", "Beta 2", "Dead 0", "No Stage 1"], Groups(await browser.ShowViewAsync(database, view)));
    }

    [Fact]
    public async Task Board_leaves_out_empty_groups_when_its_view_hides_them_and_sorts_them_as_it_says()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "One", stage: "Beta");
        await ARowAsync(browser, source, "Two", stage: "Live");
        var view = await browser.AViewAsync(database, source, "board",
            """{"type":"board","group_by":{"type":"select","property_id":"Stage","sort":{"type":"descending"},"hide_empty_groups":true}}""");

        Assert.Equal(["Beta 1", "Live 1"], Groups(await browser.ShowViewAsync(database, view)));
    }

    [Fact]
    public async Task View_says_its_filter_and_order_in_words_and_keeps_to_them()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "Cheap", cost: 1, stage: "Live");
        await ARowAsync(browser, source, "Dear", cost: 9, stage: "Live");
        await ARowAsync(browser, source, "Other", cost: 5, stage: "Dead");
        var view = await browser.AViewAsync(database, source, "list", """{"type":"list"}""",
            ""","filter":{"property":"Stage","select":{"does_not_equal":"Dead"}},"sorts":[{"property":"Cost","direction":"descending"}]""");

        var html = await browser.ShowViewAsync(database, view);

        Assert.Contains("Stage is not Dead", html, StringComparison.Ordinal);
        Assert.Contains("&#x2193; Cost", html, StringComparison.Ordinal);
        Assert.Equal(["Dear", "Cheap"], Titles(html));
    }

    [Fact]
    public async Task Click_on_a_column_sorts_by_it_and_a_second_one_the_other_way()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "B");
        await ARowAsync(browser, source, "A");
        await ARowAsync(browser, source, "C");

        Assert.Equal(["A", "B", "C"], Titles(await browser.ShowAsync($"/d/{PreviewBrowser.Short(database)}?sort=title")));
        Assert.Equal(["C", "B", "A"], Titles(await browser.ShowAsync($"/d/{PreviewBrowser.Short(database)}?sort=-title")));
    }

    [Fact]
    public async Task Calendar_shows_the_month_that_is_asked_for_and_else_the_last_in_which_something_happened()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "Early", when: "2020-02-29");
        await ARowAsync(browser, source, "Late", when: "2021-05-03");
        await ARowAsync(browser, source, "Never");
        var view = await browser.AViewAsync(database, source, "calendar", """{"type":"calendar","date_property_id":"When"}""");

        var last = await browser.ShowViewAsync(database, view);
        var asked = await browser.ShowViewAsync(database, view, "&month=2020-02");

        Assert.Contains("May 2021", last, StringComparison.Ordinal);
        Assert.Equal(["Late"], Titles(last));
        Assert.Contains("1 without a date", last, StringComparison.Ordinal);
        Assert.Contains("February 2020", asked, StringComparison.Ordinal);
        Assert.Equal(["Early"], Titles(asked));
    }

    [Fact]
    public async Task Timeline_puts_bars_in_order_of_time_and_zooms_to_the_last_ones()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "Second", when: "2021-05-03");
        await ARowAsync(browser, source, "First", when: "2019-01-01");
        var view = await browser.AViewAsync(database, source, "timeline", """{"type":"timeline","date_property_id":"When"}""");

        Assert.Equal(["First", "Second"], Titles(await browser.ShowViewAsync(database, view)));
        Assert.Equal(["Second"], Titles(await browser.ShowViewAsync(database, view, "&zoom=month")));
    }

    [Theory]
    [InlineData("sum", "Cost", "$3.00 $4.00")]
    [InlineData("average", "Cost", "$1.50 $4.00")]
    [InlineData("count", null, "2 1")]
    [InlineData("percent_checked", "Done", "50% 0%")]
    public async Task Chart_measures_each_group(string aggregator, string? property, string expected)
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "One", cost: 1, stage: "Live");
        var ticked = await ARowAsync(browser, source, "Two", cost: 2, stage: "Live");
        await browser.Notion.OkAsync("PATCH", $"/v1/pages/{ticked.Id}", "{\"properties\":{\"Done\":{\"checkbox\":true}}}");
        await ARowAsync(browser, source, "Three", cost: 4, stage: "Dead");
        var of = property is null ? "" : $",\"property_id\":\"{property}\"";
        var view = await browser.AViewAsync(database, source, "chart",
            $$$"""{"type":"chart","chart_type":"column","x_axis":{"type":"select","property_id":"Stage","sort":{"type":"manual"}},"y_axis":{"aggregator":"{{{aggregator}}}"{{{of}}}}}""");

        var html = await browser.ShowViewAsync(database, view);

        Assert.Equal(expected.Split(' '), Figures().Matches(html).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task Number_chart_writes_its_figure_in_the_format_of_its_column()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "One", cost: 9839.88);
        var view = await browser.AViewAsync(database, source, "chart", """{"type":"chart","chart_type":"number","value":{"aggregator":"sum","property_id":"Cost"}}""");

        Assert.Contains("$9,839.88", await browser.ShowViewAsync(database, view), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_table_draws_its_first_rows_and_more_when_asked()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        for (var i = 0; i < 60; i++)
        {
            await ARowAsync(browser, source, $"Row {i}");
        }

        var first = await browser.ShowAsync($"/d/{PreviewBrowser.Short(database)}");
        var all = await browser.ShowAsync($"/d/{PreviewBrowser.Short(database)}?rows=100");

        Assert.Equal(50, Titles(first).Count);
        Assert.Contains("10 of 60 rows are not shown", first, StringComparison.Ordinal);
        Assert.Equal(60, Titles(all).Count);
    }

    [Theory]
    [InlineData("calendar", "0001-01-01", "&month=0001-01")]
    [InlineData("calendar", "9999-12-31", "&month=9999-12")]
    [InlineData("calendar", "9999-12-31", "")]
    [InlineData("timeline", "9999-12-31", "")]
    [InlineData("timeline", "0026-11-23", "&zoom=day&rows=-5")]
    [InlineData("table", "0001-01-01", "&rows=999999999")]
    public async Task Dates_and_wishes_at_the_edge_of_the_calendar_are_drawn_all_the_same(string type, string day, string wishes)
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "Edge", when: day);
        var configuration = type == "table"
            ? """{"type":"table","group_by":{"type":"date","property_id":"When","group_by":"week","start_day_of_week":0,"sort":{"type":"ascending"}}}"""
            : $$"""{"type":"{{type}}","date_property_id":"When"}""";

        Assert.Contains($"A {type}", await browser.ShowViewAsync(database, await browser.AViewAsync(database, source, type, configuration), wishes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_that_filters_by_a_column_that_was_deleted_harms_no_other_page()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, source) = await browser.Notion.ADatabaseAsync("Things", Schema);
        await ARowAsync(browser, source, "One", stage: "Live");
        var view = await browser.AViewAsync(database, source, "list", """{"type":"list"}""", ",\"filter\":{\"property\":\"Stage\",\"select\":{\"equals\":\"Live\"}}");
        await browser.Notion.OkAsync("PATCH", $"/v1/data_sources/{source}", "{\"properties\":{\"Stage\":null}}");

        Assert.Contains("A list", await browser.ShowViewAsync(database, view), StringComparison.Ordinal);
    }

    private static Task<Answer> ARowAsync(PreviewBrowser browser, string source, string name, double? cost = null, string? stage = null, string? when = null)
    {
        var values = new List<string> { $$$"""  "Name":{"title":[{"text":{"content":"{{{name}}}"}}]}  """ };
        values.AddRange(cost is null ? [] : [FormattableString.Invariant($"\"Cost\":{{\"number\":{cost}}}")]);
        values.AddRange(stage is null ? [] : [$$$""" "Stage":{"select":{"name":"{{{stage}}}"}} """]);
        values.AddRange(when is null ? [] : [$$$""" "When":{"date":{"start":"{{{when}}}"}} """]);
        return browser.Notion.ARowAsync(source, $"{{{string.Join(',', values)}}}");
    }

    private static IReadOnlyList<string> Titles(string html) => [.. TitleLinks().Matches(html).Select(match => match.Groups[1].Value)];

    private static IReadOnlyList<string> Groups(string html) => [.. GroupHeads().Matches(html).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}")];

    [GeneratedRegex("""data-sort="[^"]*"[^>]*>.*?</span>([^<]+)</button>""")]
    private static partial Regex Columns();

    [GeneratedRegex("""<a class="row-link"[^>]*>(?:<span class="icon"[^>]*>[^<]*</span>)?<span>([^<]*)</span>""")]
    private static partial Regex TitleLinks();

    [GeneratedRegex("""<span class="group-head">\s*<span[^>]*>([^<]*)</span>\s*<span class="count">(\d+)</span>""")]
    private static partial Regex GroupHeads();

    [GeneratedRegex("""<td>([^<]*)</td>""")]
    private static partial Regex Figures();
}
