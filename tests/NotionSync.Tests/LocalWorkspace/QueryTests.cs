using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class QueryTests
{
    private const string Schema = """
        {"Name":{"title":{}},"Text":{"rich_text":{}},"Cost":{"number":{}},"Stage":{"select":{"options":[{"name":"Beta"},{"name":"Live"}]}},
         "Tags":{"multi_select":{}},"State":{"status":{}},"When":{"date":{}},"Done":{"checkbox":{}}}
        """;

    [Theory]
    [InlineData("""{"property":"Name","title":{"equals":"ALPHA"}}""", "Alpha")]
    [InlineData("""{"property":"Name","rich_text":{"starts_with":"b"}}""", "Beta")]
    [InlineData("""{"property":"Text","rich_text":{"is_empty":true}}""", "Beta")]
    [InlineData("""{"property":"Cost","number":{"less_than":5}}""", "Alpha")]
    [InlineData("""{"property":"Cost","number":{"does_not_equal":1}}""", "Beta")]
    [InlineData("""{"property":"Stage","select":{"equals":["Live","Beta"]}}""", "Alpha")]
    [InlineData("""{"property":"Stage","select":{"does_not_equal":"Live"}}""", "Beta")]
    [InlineData("""{"property":"Tags","multi_select":{"contains":"x"}}""", "Alpha")]
    [InlineData("""{"property":"State","status":{"equals":"Complete"}}""", "Alpha")]
    [InlineData("""{"property":"When","date":{"on_or_after":"2026-02-01"}}""", "Alpha")]
    [InlineData("""{"property":"When","date":{"equals":"2026-03-01T10:00:59Z"}}""", "Alpha")]
    [InlineData("""{"property":"Done","checkbox":{"equals":true}}""", "Alpha")]
    [InlineData("""{"timestamp":"created_time","created_time":{"past_week":{}}}""", "Beta,Alpha")]
    [InlineData("""{"or":[{"property":"Name","title":{"equals":"Beta"}},{"and":[{"property":"Cost","number":{"equals":1}},{"property":"Done","checkbox":{"equals":true}}]}]}""", "Beta,Alpha")]
    public async Task Filter_finds(string filter, string expected)
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await TwoRowsAsync(notion);

        var found = await notion.QueryAsync(source, $$"""{"filter":{{filter}}}""");

        Assert.Equal(expected, string.Join(',', found));
    }

    [Theory]
    [InlineData("""{"property":"Nope","title":{"equals":"x"}}""", "Could not find property with name or id: Nope")]
    [InlineData("""{"property":"Stage","status":{"equals":"Live"}}""", "The property type in the database does not match the property type of the filter provided: database property select does not match filter status")]
    [InlineData("""{"property":"Stage","select":{"equals":"Nope"}}""", "select option \"Nope\" not found for property \"Stage\". Available options: \"Beta\", \"Live\"")]
    public async Task Filter_is_refused(string filter, string message)
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await TwoRowsAsync(notion);

        var refused = await notion.RefusedAsync(400, "POST", $"/v1/data_sources/{source}/query", $$"""{"filter":{{filter}}}""");

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task Third_level_of_groups_is_refused()
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await TwoRowsAsync(notion);

        await notion.RefusedAsync(400, "POST", $"/v1/data_sources/{source}/query",
            """{"filter":{"and":[{"or":[{"and":[{"property":"Cost","number":{"equals":1}}]}]}]}}""");
    }

    [Fact]
    public async Task Rows_come_newest_first_unless_they_are_sorted()
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await TwoRowsAsync(notion);

        Assert.Equal(["Beta", "Alpha"], await notion.QueryAsync(source, ""));
        Assert.Equal(["Alpha", "Beta"], await notion.QueryAsync(source, """{"sorts":[{"property":"Cost","direction":"ascending"}]}"""));
        Assert.Equal(["Alpha", "Beta"], await notion.QueryAsync(source, """{"sorts":[{"timestamp":"created_time","direction":"ascending"}]}"""));
    }

    [Fact]
    public async Task Pages_of_a_query_follow_each_other()
    {
        await using var notion = await LocalNotion.StartAsync();
        var source = await TwoRowsAsync(notion);

        var first = await notion.OkAsync("POST", $"/v1/data_sources/{source}/query", """{"page_size":1,"start_cursor":null}""");
        var second = await notion.OkAsync("POST", $"/v1/data_sources/{source}/query", $$"""{"page_size":1,"start_cursor":"{{first.Body["next_cursor"]}}"}""");
        await notion.RefusedAsync(400, "POST", $"/v1/data_sources/{source}/query", """{"start_cursor":"nonsense"}""");
        await notion.RefusedAsync(400, "POST", $"/v1/data_sources/{source}/query", """{"page_size":101}""");

        Assert.True(first.Body["has_more"]!.GetValue<bool>());
        Assert.False(second.Body["has_more"]!.GetValue<bool>());
        Assert.NotEqual(first.Results[0]!["id"]!.GetValue<string>(), second.Results[0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Query_ends_as_incomplete_at_the_cap()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { QueryRows = 1 });
        var source = await TwoRowsAsync(notion);

        var answer = await notion.OkAsync("POST", $"/v1/data_sources/{source}/query", "{}");

        Assert.False(answer.Body["has_more"]!.GetValue<bool>());
        Assert.Equal("query_result_limit_reached", answer.Body["request_status"]!["incomplete_reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Search_finds_pages_and_data_sources_by_title()
    {
        await using var notion = await LocalNotion.StartAsync();
        await TwoRowsAsync(notion);

        var all = await notion.OkAsync("POST", "/v1/search", """{"query":"alph"}""");
        var sources = await notion.OkAsync("POST", "/v1/search", """{"filter":{"property":"object","value":"data_source"}}""");

        Assert.Equal("page", Assert.Single(all.Results)!["object"]!.GetValue<string>());
        Assert.Equal("data_source", Assert.Single(sources.Results)!["object"]!.GetValue<string>());
    }

    private static async Task<string> TwoRowsAsync(LocalNotion notion)
    {
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        await notion.ARowNamedAsync(source, "Alpha", """
            "Text":{"rich_text":[{"text":{"content":"words"}}]},"Cost":{"number":1},"Stage":{"select":{"name":"Live"}},"Tags":{"multi_select":[{"name":"x"}]},
            "State":{"status":{"name":"Done"}},"When":{"date":{"start":"2026-03-01T10:00:20Z"}},"Done":{"checkbox":true}
            """);
        await notion.ARowNamedAsync(source, "Beta", """ "Cost":{"number":9},"When":{"date":{"start":"2026-01-01"}} """);
        return source;
    }
}
