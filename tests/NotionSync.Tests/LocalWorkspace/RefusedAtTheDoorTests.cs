namespace NotionSync.Tests.LocalWorkspace;

public sealed class RefusedAtTheDoorTests
{
    [Theory]
    [InlineData("faults", """{"status":0}""")]
    [InlineData("faults", """{"status":99999}""")]
    [InlineData("faults", """{"nth":0}""")]
    [InlineData("faults", """{"times":"two"}""")]
    [InlineData("person", """{"action":"edit","pageId":"ROW","properties":{"Name":"x"}}""")]
    [InlineData("person", """{"action":"edit","pageId":"ROW","properties":7}""")]
    [InlineData("person", """{"action":"addRow","dataSourceId":"SOURCE","properties":{"Cost":7}}""")]
    [InlineData("person", """{"action":"renameProperty","dataSourceId":"SOURCE","to":"Price"}""")]
    [InlineData("person", """{"action":"addProperty","dataSourceId":"SOURCE","name":"Size"}""")]
    [InlineData("person", """{"action":"addProperty","dataSourceId":"SOURCE","name":"Size","config":{"number":7}}""")]
    [InlineData("person", """{"action":"deleteProperty","dataSourceId":"SOURCE"}""")]
    [InlineData("templates", """{"dataSourceId":"SOURCE","properties":{"Cost":7}}""")]
    [InlineData("templates", """{"dataSourceId":"SOURCE","properties":{"Cost":{"number":"seven"}}}""")]
    [InlineData("templates", """{"dataSourceId":"SOURCE","properties":{"Cost":{"rich_text":[]}}}""")]
    public async Task Malformed_order_is_refused_and_says_why(string door, string body)
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var row = await notion.ARowNamedAsync(source, "One");
        var order = body.Replace("ROW", row, StringComparison.Ordinal).Replace("SOURCE", source, StringComparison.Ordinal);

        var refused = await notion.RefusedAsync(400, "POST", $"/_admin/{door}", order);

        Assert.Equal("validation_error", refused.Code);
        Assert.Equal(["One"], await notion.QueryAsync(source));
    }

    [Fact]
    public async Task Fault_after_the_commit_strikes_only_what_was_committed_and_names_only_what_was_made()
    {
        await using var notion = await LocalNotion.StartAsync();
        var path = $"/v1/blocks/{notion.Home}/children";
        var first = await notion.OkAsync("PATCH", path, """{"children":[{"divider":{}},{"divider":{}}]}""");
        var after = first.Results[0]!["id"]!.GetValue<string>();
        await notion.SendAsync("POST", "/_admin/faults", """{"method":"PATCH","path":"/v1/blocks/{block_id}/children","kind":"committed503","times":2}""");

        var refused = await notion.RefusedAsync(400, "PATCH", path, """{"children":7}""");
        var committed = await notion.RefusedAsync(503, "PATCH", path,
            $$$"""{"children":[{"divider":{}}],"position":{"type":"after_block","after_block":{"id":"{{{after}}}"} } }""");
        var children = await notion.OkAsync("GET", path);

        Assert.Equal("validation_error", refused.Code);
        var made = Assert.Single(committed.Body["additional_data"]!["committed_child_ids"]!.AsArray());
        Assert.Equal(3, children.Results.Count);
        Assert.Equal(children.Results[1]!["id"]!.GetValue<string>(), made!.GetValue<string>());
    }
}
