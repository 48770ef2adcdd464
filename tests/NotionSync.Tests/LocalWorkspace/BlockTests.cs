using System.Text.Json.Nodes;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class BlockTests
{
    [Fact]
    public async Task Append_with_a_position_answers_with_everything_after_it()
    {
        await using var notion = await LocalNotion.StartAsync();
        var first = await AppendAsync(notion, """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"a"}}]}},{"paragraph":{"rich_text":[{"text":{"content":"b"}}]}}]}""");
        var after = first.Results[0]!["id"]!.GetValue<string>();

        var answer = await AppendAsync(notion, $$$"""{"children":[{"divider":{}}],"position":{"type":"after_block","after_block":{"id":"{{{after}}}"}} }""");

        Assert.Equal(["divider", "paragraph"], answer.Results.Select(block => block!["type"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"children":[{"paragraph":{"rich_text":[],"children":[{"paragraph":{"rich_text":[],"children":[{"paragraph":{"rich_text":[],"children":[]}}]}}]}}]}""")]
    [InlineData("""{"children":[{"divider":{}}],"after":"00000000-0000-0000-0000-000000000000"}""")]
    [InlineData("""{"children":[{"nonsense":{}}]}""")]
    [InlineData("""{"children":[{"column_list":{"children":[{"column":{"children":[]}},{"column":{"children":[]}}]}}]}""")]
    [InlineData("""{"children":[{"table":{"table_width":2,"children":[{"table_row":{"cells":[[]]}}]}}]}""")]
    public async Task Append_is_refused(string body)
    {
        await using var notion = await LocalNotion.StartAsync();

        await notion.RefusedAsync(400, "PATCH", $"/v1/blocks/{notion.Home}/children", body);
    }

    [Fact]
    public async Task More_than_100_blocks_in_one_array_are_refused()
    {
        await using var notion = await LocalNotion.StartAsync();
        var blocks = string.Join(',', Enumerable.Repeat("""{"divider":{}}""", 101));

        var refused = await notion.RefusedAsync(400, "PATCH", $"/v1/blocks/{notion.Home}/children", $$"""{"children":[{{blocks}}]}""");

        Assert.Equal("body failed validation: body.children.length should be ≤ `100`, instead was `101`.", refused.Message);
    }

    [Fact]
    public async Task All_kinds_of_blocks_read_back_in_their_shape()
    {
        await using var notion = await LocalNotion.StartAsync();
        var answer = await AppendAsync(notion, """
            {"children":[
             {"heading_1":{"rich_text":[{"text":{"content":"H"}}],"is_toggleable":true,"children":[{"paragraph":{"rich_text":[]}}]}},
             {"to_do":{"rich_text":[],"checked":true}},{"callout":{"rich_text":[]}},{"quote":{"rich_text":[]}},{"toggle":{"rich_text":[]}},
             {"bulleted_list_item":{"rich_text":[]}},{"numbered_list_item":{"rich_text":[]}},
             {"code":{"rich_text":[{"text":{"content":"graph TD"}}],"language":"mermaid"}},{"equation":{"expression":"x"}},{"divider":{}},{"breadcrumb":{}},
             {"table_of_contents":{}},{"bookmark":{"url":"https://example.com"}},{"embed":{"url":"https://example.com"}},
             {"image":{"external":{"url":"https://example.com/a.png"}}},{"file":{"external":{"url":"https://example.com/a.txt"},"name":"a.txt"}},
             {"synced_block":{"synced_from":null,"children":[{"divider":{}}]}},
             {"table":{"table_width":1,"children":[{"table_row":{"cells":[[{"text":{"content":"c"}}]]}}]}},
             {"column_list":{"children":[{"column":{"children":[{"divider":{}}]}},{"column":{"children":[{"divider":{}}]}}]}}]}
            """);

        Assert.Equal(19, answer.Results.Count);
        Assert.Equal("💡", answer.Results[2]!["callout"]!["icon"]!["emoji"]!.GetValue<string>());
    }

    [Fact]
    public async Task Block_is_changed_and_deleted()
    {
        await using var notion = await LocalNotion.StartAsync();
        var answer = await AppendAsync(notion, """{"children":[{"to_do":{"rich_text":[]}}]}""");
        var id = answer.Results[0]!["id"]!.GetValue<string>();

        var changed = await notion.OkAsync("PATCH", $"/v1/blocks/{id}", """{"to_do":{"checked":true}}""");
        await notion.RefusedAsync(400, "PATCH", $"/v1/blocks/{id}", """{"paragraph":{"rich_text":[]}}""");
        var deleted = await notion.OkAsync("DELETE", $"/v1/blocks/{id}");
        var refused = await notion.RefusedAsync(400, "PATCH", $"/v1/blocks/{id}", """{"to_do":{"checked":true}}""");

        Assert.True(changed.Body["to_do"]!["checked"]!.GetValue<bool>());
        Assert.True(deleted.Body["in_trash"]!.GetValue<bool>());
        Assert.Equal("Can't edit block that is archived. You must unarchive the block before editing.", refused.Message);
    }

    [Fact]
    public async Task Pages_and_databases_are_blocks_of_their_parent()
    {
        await using var notion = await LocalNotion.StartAsync();
        await notion.ADatabaseAsync("Models", """{"Name":{"title":{}}}""");
        var page = await notion.OkAsync("POST", "/v1/pages",
            $$$"""{"parent":{"page_id":"{{{notion.Home}}}"},"properties":{"title":{"title":[{"text":{"content":"Console"}}]}},"position":{"type":"page_start"}}""");

        var children = await notion.OkAsync("GET", $"/v1/blocks/{notion.Home}/children");
        await notion.OkAsync("PATCH", $"/v1/pages/{page.Id}", """{"in_trash":true}""");
        var rest = await notion.OkAsync("GET", $"/v1/blocks/{notion.Home}/children");

        Assert.Equal(["child_page", "child_database"], children.Results.Select(block => block!["type"]!.GetValue<string>()));
        Assert.Single(rest.Results);
    }

    [Fact]
    public async Task Page_moves_to_another_parent()
    {
        await using var notion = await LocalNotion.StartAsync();
        var first = await APageAsync(notion, notion.Home);
        var second = await APageAsync(notion, notion.Home);

        var moved = await notion.OkAsync("POST", $"/v1/pages/{first}/move", $$$"""{"parent":{"page_id":"{{{second}}}"}}""");
        var again = await notion.RefusedAsync(400, "POST", $"/v1/pages/{first}/move", $$$"""{"parent":{"page_id":"{{{second}}}"}}""");

        Assert.Equal(second, moved.Body["parent"]!["page_id"]!.GetValue<string>());
        Assert.Equal("New parent must be different from the current parent.", again.Message);
    }

    [Fact]
    public async Task Markdown_becomes_blocks_and_comes_back()
    {
        const string Markdown = "# Title\n- one\n\t- two **bold** and `code`\n- [x] done\n```mermaid\ngraph TD\n```\n<callout icon=\"🎯\">\n\tMind this\n</callout>\n---\n[link](https://example.com/)";
        await using var notion = await LocalNotion.StartAsync();
        var page = await APageAsync(notion, notion.Home);

        var body = new JsonObject { ["type"] = "replace_content", ["replace_content"] = new JsonObject { ["new_str"] = Markdown } };
        var written = await notion.OkAsync("PATCH", $"/v1/pages/{page}/markdown", body.ToJsonString());
        var edited = await notion.OkAsync("PATCH", $"/v1/pages/{page}/markdown",
            """{"type":"update_content","update_content":{"content_updates":[{"old_str":"Title","new_str":"Name"}]}}""");
        var appended = await notion.OkAsync("PATCH", $"/v1/pages/{page}/markdown",
            """{"type":"insert_content","insert_content":{"content":"last","position":{"type":"end"}}}""");
        var blocks = await notion.OkAsync("GET", $"/v1/blocks/{page}/children");

        Assert.Equal(Markdown, written.Body["markdown"]!.GetValue<string>());
        Assert.StartsWith("# Name\n", edited.Body["markdown"]!.GetValue<string>());
        Assert.EndsWith("\nlast", appended.Body["markdown"]!.GetValue<string>());
        Assert.Equal(["heading_1", "bulleted_list_item", "to_do", "code", "callout", "divider", "paragraph", "paragraph"],
            blocks.Results.Select(block => block!["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Search_and_replace_leaves_the_other_blocks_the_blocks_they_are()
    {
        await using var notion = await LocalNotion.StartAsync();
        var page = (await notion.OkAsync("POST", "/v1/pages", $$$"""{"parent":{"page_id":"{{{notion.Home}}}"},"markdown":"- one\n\t- inner\n- two\n- three"}""")).Id;
        await notion.OkAsync("PATCH", $"/v1/blocks/{page}/children", """{"children":[{"bookmark":{"url":"https://example.com/"}}]}""");
        var before = await IdsAsync();

        await notion.OkAsync("PATCH", $"/v1/pages/{page}/markdown", """{"type":"update_content","update_content":{"content_updates":[{"old_str":"- two","new_str":"- 2\n- 2.5"}]}}""");

        var after = await IdsAsync();
        Assert.Equal(5, after.Count);
        Assert.Equal((before[0], before[2], before[3]), (after[0], after[3], after[4]));
        Assert.DoesNotContain(before[1], after);

        async Task<List<string>> IdsAsync() =>
            [.. (await notion.OkAsync("GET", $"/v1/blocks/{page}/children")).Results.Select(block => block!["id"]!.GetValue<string>())];
    }

    [Fact]
    public async Task More_blocks_than_a_request_takes_are_refused_as_markdown_too()
    {
        await using var notion = await LocalNotion.StartAsync();
        var lines = string.Concat(Enumerable.Repeat("- line\\n", 1_001));

        var refusal = await notion.RefusedAsync(400, "POST", "/v1/pages", $$$"""{"parent":{"page_id":"{{{notion.Home}}}"},"markdown":"{{{lines}}}"}""");

        Assert.Contains("≤ `1000` blocks", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_does_not_delete_databases_unasked()
    {
        await using var notion = await LocalNotion.StartAsync();
        await notion.ADatabaseAsync("Models", """{"Name":{"title":{}}}""");

        await notion.RefusedAsync(400, "PATCH", $"/v1/pages/{notion.Home}/markdown", """{"type":"replace_content","replace_content":{"new_str":"text"}}""");
        await notion.OkAsync("PATCH", $"/v1/pages/{notion.Home}/markdown",
            """{"type":"replace_content","replace_content":{"new_str":"text","allow_deleting_content":true}}""");
    }

    [Fact]
    public async Task Page_is_made_from_markdown()
    {
        await using var notion = await LocalNotion.StartAsync();

        var page = await notion.OkAsync("POST", "/v1/pages", $$$"""{"parent":{"page_id":"{{{notion.Home}}}"},"markdown":"## Two\n\n| a | b |\n|---|---|\n| 1 | 2 |"}""");
        var blocks = await notion.OkAsync("GET", $"/v1/blocks/{page.Id}/children");

        Assert.Equal(["heading_2", "table"], blocks.Results.Select(block => block!["type"]!.GetValue<string>()));
    }

    private static Task<Answer> AppendAsync(LocalNotion notion, string body) => notion.OkAsync("PATCH", $"/v1/blocks/{notion.Home}/children", body);

    private static async Task<string> APageAsync(LocalNotion notion, string parent)
    {
        var page = await notion.OkAsync("POST", "/v1/pages", $$$"""{"parent":{"page_id":"{{{parent}}}"},"properties":{"title":{"title":[]}} }""");
        return page.Id;
    }
}
