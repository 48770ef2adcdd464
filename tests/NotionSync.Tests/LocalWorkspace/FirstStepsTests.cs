namespace NotionSync.Tests.LocalWorkspace;

public sealed class FirstStepsTests
{
    private const string Schema = """{"Name":{"title":{}},"Text":{"rich_text":{}},"Cost":{"number":{"format":"dollar"}},"Stage":{"select":{"options":[{"name":"Beta"}]}}}""";

    [Fact]
    public async Task Token_and_version_are_asked_for()
    {
        await using var notion = await LocalNotion.StartAsync();

        var me = await notion.OkAsync("GET", "/v1/users/me");
        var stranger = await notion.SendAsync("GET", "/v1/users/me", token: "ntn_other");
        var old = await notion.SendAsync("GET", "/v1/users/me", version: "2022-06-28");
        var none = await notion.SendAsync("GET", "/v1/users/me", version: null);

        Assert.Equal("bot", me.Body["type"]!.GetValue<string>());
        Assert.Equal((401, "unauthorized"), (stranger.Status, stranger.Code));
        Assert.Equal((400, "validation_error"), (old.Status, old.Code));
        Assert.Equal((400, "missing_version"), (none.Status, none.Code));
    }

    [Fact]
    public async Task Database_is_made_with_its_data_source_and_answers_without_properties()
    {
        await using var notion = await LocalNotion.StartAsync();

        var (database, source) = await notion.ADatabaseAsync("Models", Schema);
        var read = await notion.OkAsync("GET", $"/v1/databases/{database}");
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{source}");

        Assert.False(read.Body.ContainsKey("properties"));
        Assert.EndsWith("+00:00", read.Body["created_time"]!.GetValue<string>());
        Assert.Equal("Name", ((System.Text.Json.Nodes.JsonObject)schema.Body["properties"]!).Last().Key);
        Assert.Equal("Models", schema.Body["title"]![0]!["plain_text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Row_is_written_and_read_back()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Models", Schema);

        var row = await notion.ARowNamedAsync(source, "LLM-Core", """ "Cost":{"number":12.5},"Stage":{"select":{"name":"Production"}} """);
        var read = await notion.OkAsync("GET", $"/v1/pages/{row}");

        Assert.Equal(12.5, read.Property("Cost")["number"]!.GetValue<double>());
        Assert.Equal("Production", read.Property("Stage")["select"]!["name"]!.GetValue<string>());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$", read.Body["last_edited_time"]!.GetValue<string>());
        Assert.Equal(["LLM-Core"], await notion.QueryAsync(source, """{"filter":{"property":"Cost","number":{"greater_than":10}}}"""));
    }

    [Fact]
    public async Task Blocks_are_appended_and_listed()
    {
        await using var notion = await LocalNotion.StartAsync();

        await notion.OkAsync("PATCH", $"/v1/blocks/{notion.Home}/children",
            """{"children":[{"heading_2":{"rich_text":[{"text":{"content":"Open"}}]}},{"paragraph":{"rich_text":[],"children":[{"divider":{}}]}}]}""");
        var children = await notion.OkAsync("GET", $"/v1/blocks/{notion.Home}/children");

        Assert.Equal(["heading_2", "paragraph"], children.Results.Select(block => block!["type"]!.GetValue<string>()));
        Assert.True(children.Results[1]!["has_children"]!.GetValue<bool>());
    }
}
