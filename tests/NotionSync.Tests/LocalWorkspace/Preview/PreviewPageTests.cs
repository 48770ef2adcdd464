using System.Net;
using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace.Preview;

namespace NotionSync.Tests.LocalWorkspace.Preview;

public sealed class PreviewPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_page_is_the_console_page_when_there_is_one_and_else_the_shared_page()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        using var before = await browser.GetAsync("/");
        var page = await browser.Notion.OkAsync("POST", "/v1/pages",
            $$"""{"parent":{"type":"page_id","page_id":"{{browser.Notion.Home}}"},"properties":{"title":{"title":[{"text":{"content":"Console"} }]} } }""");

        using var after = await browser.GetAsync("/");

        Assert.Equal($"/p/{PreviewBrowser.Short(browser.Notion.Home)}", before.Headers.Location!.ToString());
        Assert.Equal($"/p/{PreviewBrowser.Short(page.Id)}", after.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Relation_is_a_link_on_both_of_its_rows_and_a_rollup_shows_what_it_computes()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var notion = browser.Notion;
        var (_, parts) = await notion.ADatabaseAsync("Parts", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var (_, wholes) = await notion.ADatabaseAsync("Wholes", $$"""{"Name":{"title":{} },"Parts":{"relation":{"data_source_id":"{{parts}}","dual_property":{} } } }""");
        await notion.OkAsync("PATCH", $"/v1/data_sources/{wholes}", """{"properties":{"Total":{"rollup":{"relation_property_name":"Parts","rollup_property_name":"Cost","function":"sum"}}}}""");
        var part = await notion.ARowNamedAsync(parts, "Wheel", "\"Cost\":{\"number\":42.5}");
        var whole = await notion.ARowNamedAsync(wholes, "Cart", $$$"""  "Parts":{"relation":[{"id":"{{{part}}}"}]}  """);

        var there = await browser.ShowPageAsync(whole);
        var back = await browser.ShowPageAsync(part);

        Assert.Contains($"href=\"/p/{PreviewBrowser.Short(part)}\"", there, StringComparison.Ordinal);
        Assert.Contains("42.5", there, StringComparison.Ordinal);
        Assert.Contains($"href=\"/p/{PreviewBrowser.Short(whole)}\"", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relation_editor_offers_the_rows_that_the_relation_can_take_and_what_it_saves_stands_on_both_sides()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var notion = browser.Notion;
        var (_, parts) = await notion.ADatabaseAsync("Parts", """{"Name":{"title":{}}}""");
        var (_, wholes) = await notion.ADatabaseAsync("Wholes", $$"""{"Name":{"title":{} },"Parts":{"relation":{"data_source_id":"{{parts}}","dual_property":{} } } }""");
        var wheel = await notion.ARowNamedAsync(parts, "Wheel");
        await notion.ARowNamedAsync(parts, "Axle");
        var cart = await notion.ARowNamedAsync(wholes, "Cart");
        var property = (await notion.GetAsync($"/v1/pages/{cart}")).Property("Parts")["id"]!.GetValue<string>();

        var offered = await browser.ShowAsync($"/preview/candidates/{property}/{wholes}?q=whe");
        var saved = await EditAsync(browser, cart, "Parts", new JsonArray(wheel));

        Assert.Equal($$"""[{"id":"{{wheel}}","title":"Wheel"}]""", offered);
        Assert.Equal(200, saved.Status);
        Assert.Contains($"href=\"/p/{PreviewBrowser.Short(cart)}\"", await browser.ShowPageAsync(wheel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_shows_headings_lists_tables_and_diagrams_and_a_table_of_contents_that_leads_to_the_headings()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        await browser.Notion.OkAsync("PATCH", $"/v1/blocks/{browser.Notion.Home}/children", """
            {"children":[
              {"type":"table_of_contents","table_of_contents":{}},
              {"type":"heading_1","heading_1":{"rich_text":[{"text":{"content":"First part"}}]}},
              {"type":"numbered_list_item","numbered_list_item":{"rich_text":[{"text":{"content":"one"}}]}},
              {"type":"numbered_list_item","numbered_list_item":{"rich_text":[{"text":{"content":"two"}}]}},
              {"type":"code","code":{"language":"mermaid","rich_text":[{"text":{"content":"graph LR; A-->B"}}]}},
              {"type":"table","table":{"table_width":2,"has_column_header":true,"children":[
                {"type":"table_row","table_row":{"cells":[[{"text":{"content":"Head"}}],[]]}},{"type":"table_row","table_row":{"cells":[[{"text":{"content":"Cell"}}],[]]}}]}},
              {"type":"embed","embed":{"url":"https://example.com/board"}}]}
            """);

        var html = await browser.ShowPageAsync(browser.Notion.Home);

        var heading = (await browser.Notion.OkAsync("GET", $"/v1/blocks/{browser.Notion.Home}/children")).Results[1]!["id"]!.GetValue<string>();
        Assert.Contains($"href=\"#{PreviewBrowser.Short(heading)}\"", html, StringComparison.Ordinal);
        Assert.Contains($"id=\"{PreviewBrowser.Short(heading)}\"", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<ol><li").Length);
        Assert.Contains("data-diagram=\"graph LR; A--&gt;B\"", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">Head</th>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com/board\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_edits_every_writable_kind_and_stands_as_the_one_who_edited()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (_, source) = await browser.Notion.ADatabaseAsync("Things", """
            {"Name":{"title":{}},"Text":{"rich_text":{}},"Number":{"number":{}},"Tick":{"checkbox":{}},"Pick":{"select":{"options":[{"name":"A"}]}},
            "Many":{"multi_select":{"options":[{"name":"X"},{"name":"Y"}]}},"Day":{"date":{}},"Web":{"url":{}}}
            """);
        var row = await browser.Notion.ARowNamedAsync(source, "One");
        var me = (await browser.Notion.GetAsync("/v1/users/me")).Id;
        (string Name, JsonNode? Value, string Shown)[] edits =
        [
            ("Name", "Uno", "Uno"), ("Text", "typed by hand", "typed by hand"), ("Number", 1.5, "1.5"), ("Tick", true, "ticked"), ("Pick", "A", ">A<"),
            ("Many", new JsonArray("X", "Y"), ">Y<"), ("Day", "2026-02-28", "Feb 28, 2026"), ("Web", "https://example.com/x", "example.com/x"),
        ];

        foreach (var (name, value, shown) in edits)
        {
            Assert.Equal(200, (await EditAsync(browser, row, name, value)).Status);
            Assert.Contains(shown, await browser.ShowPageAsync(row), StringComparison.Ordinal);
        }

        Assert.NotEqual(me, (await browser.Notion.GetAsync($"/v1/pages/{row}")).Body["last_edited_by"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Edit_of_a_computed_column_or_with_a_wrong_value_is_refused_with_the_reason()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (_, source) = await browser.Notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Number":{"number":{}},"Made":{"created_time":{}}}""");
        var row = await browser.Notion.ARowNamedAsync(source, "One");

        var computed = await EditAsync(browser, row, "Made", "2026-01-01");
        var wrong = await EditAsync(browser, row, "Number", "many");

        Assert.Equal((400, "Made is computed or cannot be edited here."), (computed.Status, computed.Answer["message"]!.GetValue<string>()));
        Assert.Equal((400, "Number should be a number."), (wrong.Status, wrong.Answer["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Row_is_added_trashed_and_restored()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (_, source) = await browser.Notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");

        var added = await browser.ActAsync(new JsonObject { ["act"] = "add", ["source"] = source });
        var id = added.Answer["id"]!.GetValue<string>();
        await browser.ActAsync(new JsonObject { ["act"] = "trash", ["page"] = id });
        var trashed = await browser.ShowPageAsync(id);
        await browser.ActAsync(new JsonObject { ["act"] = "restore", ["page"] = id });

        Assert.Contains("in the trash", trashed, StringComparison.Ordinal);
        Assert.DoesNotContain("in the trash", await browser.ShowPageAsync(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Other", "1")]
    [InlineData("Origin", "https://evil.example", "X-Preview", "1")]
    [InlineData("Sec-Fetch-Site", "cross-site", "X-Preview", "1")]
    [InlineData("Sec-Fetch-Site", "same-site", "X-Preview", "1")]
    [InlineData("Origin", "null", "X-Preview", "1")]
    public async Task Act_of_another_page_in_the_same_browser_is_refused(params string[] headers)
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (_, source) = await browser.Notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");

        using var response = await browser.SendActAsync(
            new JsonObject { ["act"] = "add", ["source"] = source }, [.. headers.Chunk(2).Select(pair => (pair[0], pair[1]))]);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await browser.Notion.QueryAsync(source));
    }

    [Fact]
    public async Task Name_that_a_stranger_lets_resolve_to_this_machine_is_not_answered()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "rebound.example";

        using var response = await browser.Notion.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task Page_that_is_not_there_says_so_and_keeps_the_way_back()
    {
        await using var browser = await PreviewBrowser.StartAsync();

        using var response = await browser.GetAsync($"/p/{Guid.NewGuid():N}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_page_hears_of_a_change_that_the_api_makes()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (_, source) = await browser.Notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
        await using var stream = await browser.Notion.Client.GetStreamAsync("/preview/events", Cancellation);
        using var reader = new StreamReader(stream);
        Assert.Equal("event: hello", await reader.ReadLineAsync(Cancellation));

        await browser.Notion.ARowNamedAsync(source, "One");

        string? line;
        do
        {
            line = await reader.ReadLineAsync(Cancellation);
        }
        while (line is not (null or "event: change"));
        Assert.Equal("event: change", line);
    }

    [Fact]
    public async Task Activity_names_what_requests_are_about_and_how_the_sources_stand()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (database, _) = await browser.Notion.ADatabaseAsync("Things & more", """{"Name":{"title":{}}}""");
        await browser.Notion.OkAsync("GET", $"/v1/databases/{database}");
        browser.Notion.Server.ShowSources(_ => Task.FromResult<IReadOnlyList<SourceStanding>>([new SourceStanding("MLflow", "failing", "2 errors")]));

        var html = await browser.ShowAsync("/preview/activity");

        Assert.Contains("Things &amp; more", html, StringComparison.Ordinal);
        Assert.Contains("state-failing", html, StringComparison.Ordinal);
        Assert.Contains("of 1000000 in this minute", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_finds_titles_in_any_case_the_exact_one_first()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        var (_, source) = await browser.Notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
        await browser.Notion.ARowNamedAsync(source, "core v2");
        await browser.Notion.ARowNamedAsync(source, "Core v2 in production");
        await browser.Notion.ARowNamedAsync(source, "Another");

        var html = await browser.ShowAsync("/search?q=CORE+V2");

        Assert.True(html.IndexOf(">core v2<", StringComparison.Ordinal) < html.IndexOf("in production", StringComparison.Ordinal));
        Assert.DoesNotContain("Another", html, StringComparison.Ordinal);
    }

    private static async Task<(int Status, JsonObject Answer)> EditAsync(PreviewBrowser browser, string row, string column, JsonNode? value)
    {
        var page = await browser.Notion.GetAsync($"/v1/pages/{row}");
        var id = Uri.UnescapeDataString(page.Property(column)["id"]!.GetValue<string>());
        return await browser.ActAsync(new JsonObject { ["act"] = "edit", ["page"] = row, ["property"] = id, ["value"] = value?.DeepClone() });
    }
}
