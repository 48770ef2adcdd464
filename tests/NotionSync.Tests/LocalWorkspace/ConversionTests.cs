using System.Text.Json.Nodes;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class ConversionTests
{
    private static readonly string[] Types =
        ["rich_text", "number", "select", "multi_select", "status", "date", "people", "files", "checkbox", "url", "email", "phone_number", "relation"];

    [Fact]
    public async Task Filled_column_of_any_type_becomes_one_of_any_other()
    {
        await using var notion = await LocalNotion.StartAsync();
        var users = await notion.OkAsync("GET", "/v1/users");
        var person = users.Results[0]!["id"]!.GetValue<string>();
        var (_, other) = await notion.ADatabaseAsync("Others", """{"Name":{"title":{}}}""");
        var related = await notion.ARowNamedAsync(other, "Related");

        foreach (var from in Types)
        {
            var columns = new JsonObject { ["Name"] = new JsonObject { ["title"] = new JsonObject() } };
            foreach (var to in Types)
            {
                columns[to] = Column(from, other);
            }

            var (_, source) = await notion.ADatabaseAsync(from, columns.ToJsonString());
            var row = await notion.ARowNamedAsync(source, "One", string.Join(',', Types.Select(to => $"\"{to}\":{Value(from, person, related)}")));
            foreach (var to in Types)
            {
                var change = new JsonObject { ["properties"] = new JsonObject { [to] = Column(to, other) } };
                await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", change.ToJsonString());
                var page = await notion.OkAsync("GET", $"/v1/pages/{row}");
                Assert.Equal(to, page.Property(to)["type"]!.GetValue<string>());
            }

            Assert.Equal(["One"], await notion.QueryAsync(source));
        }
    }

    [Fact]
    public async Task People_and_files_become_their_names()
    {
        await using var notion = await LocalNotion.StartAsync();
        var users = await notion.OkAsync("GET", "/v1/users");
        var person = users.Results[0]!;
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Who":{"people":{}},"What":{"files":{}}}""");
        var row = await notion.ARowNamedAsync(source, "One", $"\"Who\":{Value("people", person["id"]!.GetValue<string>(), "")},\"What\":{Value("files", "", "")}");

        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Who":{"rich_text":{}},"What":{"rich_text":{}}}}""");
        var page = await notion.OkAsync("GET", $"/v1/pages/{row}");

        Assert.Equal(person["name"]!.GetValue<string>(), page.Property("Who")["rich_text"]![0]!["plain_text"]!.GetValue<string>());
        Assert.Equal("plan.png", page.Property("What")["rich_text"]![0]!["plain_text"]!.GetValue<string>());
    }

    private static JsonObject Column(string type, string other) => new()
    {
        [type] = type switch
        {
            "relation" => new JsonObject { ["data_source_id"] = other, ["single_property"] = new JsonObject() },
            "select" or "multi_select" => new JsonObject { ["options"] = new JsonArray(new JsonObject { ["name"] = "A" }) },
            _ => new JsonObject(),
        },
    };

    private static string Value(string type, string person, string related) => type switch
    {
        "rich_text" => """{"rich_text":[{"text":{"content":"a "}},{"text":{"content":"b"},"annotations":{"bold":true}}]}""",
        "number" => """{"number":1.5}""",
        "select" => """{"select":{"name":"A"}}""",
        "multi_select" => """{"multi_select":[{"name":"A"}]}""",
        "status" => """{"status":{"name":"Done"}}""",
        "date" => """{"date":{"start":"2026-11-23"}}""",
        "people" => $$"""{"people":[{"id":"{{person}}"}]}""",
        "files" => """{"files":[{"name":"plan.png","external":{"url":"https://example.com/plan.png"}}]}""",
        "checkbox" => """{"checkbox":true}""",
        "relation" => $$"""{"relation":[{"id":"{{related}}"}]}""",
        _ => $$"""{"{{type}}":"a@example.com"}""",
    };
}
