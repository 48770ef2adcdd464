using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class ValueTests
{
    private const string Schema = """
        {"Name":{"title":{}},"Text":{"rich_text":{}},"Cost":{"number":{}},"Stage":{"select":{"options":[{"name":"Beta","color":"blue"},{"name":"Live"}]}},
         "Tags":{"multi_select":{}},"State":{"status":{}},"When":{"date":{}},"Done":{"checkbox":{}},"Link":{"url":{}},"Mail":{"email":{}},"Who":{"people":{}},
         "Number":{"unique_id":{"prefix":"INC"}},"Made":{"created_time":{}},"Maker":{"created_by":{}}}
        """;

    [Fact]
    public async Task Every_property_reads_back_also_when_it_is_empty()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);

        var row = await notion.ARowNamedAsync(source, "One");
        var read = await notion.OkAsync("GET", $"/v1/pages/{row}");

        Assert.Equal(14, ((JsonObject)read.Body["properties"]!).Count);
        Assert.Equal("Not started", read.Property("State")["status"]!["name"]!.GetValue<string>());
        Assert.Equal(1, read.Property("Number")["unique_id"]!["number"]!.GetValue<int>());
        Assert.Null(read.Property("When")["date"]);
    }

    [Fact]
    public async Task Property_ids_need_encoding_and_name_the_same_property_everywhere()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{source}");
        var id = schema.Property("Cost")["id"]!.GetValue<string>();
        var row = await notion.ARowNamedAsync(source, "One", $$"""  {{System.Text.Json.JsonSerializer.Serialize(Uri.UnescapeDataString(id))}}:{"number":7} """);

        var trimmed = await notion.OkAsync("GET", $"/v1/pages/{row}?filter_properties={id}");
        var item = await notion.OkAsync("GET", $"/v1/pages/{row}/properties/{id}");

        Assert.Contains('%', id);
        Assert.Equal("Cost", Assert.Single((JsonObject)trimmed.Body["properties"]!).Key);
        Assert.Equal(7, item.Body["number"]!.GetValue<int>());
        Assert.Equal("title", schema.Property("Name")["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Times_lose_their_seconds_and_their_zone()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);

        var offset = await DateAsync("""{"start":"2026-09-15T10:11:12.345+02:00","end":"2026-09-15T11:00:00Z"}""");
        var zone = await DateAsync("""{"start":"2026-09-15T10:11:12","time_zone":"Europe/Berlin"}""");
        var day = await DateAsync("""{"start":"2026-09-15"}""");

        Assert.Equal("""{"start":"2026-09-15T10:11:00.000+02:00","end":"2026-09-15T11:00:00.000+00:00","time_zone":null}""", offset);
        Assert.Equal("""{"start":"2026-09-15T10:11:00.000+02:00","end":null,"time_zone":null}""", zone);
        Assert.Equal("""{"start":"2026-09-15","end":null,"time_zone":null}""", day);

        async Task<string> DateAsync(string date)
        {
            var row = await notion.ARowAsync(source, $$$"""{"Name":{"title":[]},"When":{"date":{{{date}}}}}""");
            return System.Text.RegularExpressions.Regex.Unescape(row.Property("When")["date"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Unknown_select_option_is_made_and_case_does_not_matter()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);

        var row = await notion.ARowNamedAsync(source, "One", """ "Stage":{"select":{"name":"beta"}},"Tags":{"multi_select":[{"name":"x"},{"name":"y"}]} """);
        var page = await notion.OkAsync("GET", $"/v1/pages/{row}");
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{source}");

        Assert.Equal("Beta", page.Property("Stage")["select"]!["name"]!.GetValue<string>());
        Assert.Equal(["x", "y"], ((JsonArray)schema.Property("Tags")["multi_select"]!["options"]!).Select(option => option!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Unknown_status_is_refused_and_null_sets_the_first()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        var row = await notion.ARowNamedAsync(source, "One", """ "State":{"status":{"name":"Done"}} """);

        var refused = await notion.RefusedAsync(400, "PATCH", $"/v1/pages/{row}", """{"properties":{"State":{"status":{"name":"Nope"}}}}""");
        var cleared = await notion.OkAsync("PATCH", $"/v1/pages/{row}", """{"properties":{"State":{"status":null}}}""");

        Assert.Equal("Invalid status option. Status option \"Nope\" does not exist.", refused.Message);
        Assert.Equal("Not started", cleared.Property("State")["status"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Options_that_a_patch_leaves_out_are_gone_from_the_rows_and_a_rename_does_nothing()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        var row = await notion.ARowNamedAsync(source, "One", """ "Stage":{"select":{"name":"Live"}} """);
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{source}");
        var beta = schema.Property("Stage")["select"]!["options"]![0]!["id"]!.GetValue<string>();

        var patched = await notion.OkAsync("PATCH", $"/v1/data_sources/{source}",
            $$$"""{"properties":{"Stage":{"select":{"options":[{"id":"{{{beta}}}","name":"Renamed","color":"red"},{"name":"New"}]}} }}""");
        var page = await notion.OkAsync("GET", $"/v1/pages/{row}");
        var options = (JsonArray)patched.Property("Stage")["select"]!["options"]!;

        Assert.Equal(["Beta", "New"], options.Select(option => option!["name"]!.GetValue<string>()));
        Assert.Equal("blue", options[0]!["color"]!.GetValue<string>());
        Assert.Null(page.Property("Stage")["select"]);
    }

    [Fact]
    public async Task Status_options_keep_their_groups()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things",
            """{"Name":{"title":{}},"State":{"status":{"options":[{"name":"applied","color":"yellow","group":"In progress"},{"name":"rejected","color":"red","group":"Complete"}]}}}""");

        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{source}");
        var groups = (JsonArray)schema.Property("State")["status"]!["groups"]!;

        Assert.Equal([0, 1, 1], groups.Select(group => ((JsonArray)group!["option_ids"]!).Count));
    }

    [Fact]
    public async Task Unknown_property_is_refused_unless_the_workspace_ignores_it()
    {
        await using var strict = await LocalNotion.StartAsync();
        await using var lax = await LocalNotion.StartAsync(new LocalWorkspaceOptions { IgnoreUnknownProperties = true });
        var (_, source) = await strict.ADatabaseAsync("Things", Schema);
        var (_, other) = await lax.ADatabaseAsync("Things", Schema);

        var refused = await strict.RefusedAsync(400, "POST", "/v1/pages", Row(source));
        await lax.OkAsync("POST", "/v1/pages", Row(other));

        Assert.Equal("Nope is not a property that exists.", refused.Message);

        static string Row(string id) => $$$"""{"parent":{"data_source_id":"{{{id}}}"},"properties":{"Nope":{"number":1}} }""";
    }

    [Theory]
    [InlineData("""{"properties":{"Text":{"rich_text":[{"text":{"content":"LONG"}}]}}}""", "body.properties.Text.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.")]
    [InlineData("""{"properties":{"Link":{"url":"LONG"}}}""", "body.properties.Link.url.length should be ≤ `2000`, instead was `2001`.")]
    [InlineData("""{"properties":{"Mail":{"email":"LONG"}}}""", "body.properties.Mail.email.length should be ≤ `200`, instead was `2001`.")]
    [InlineData("""{"archived":true}""", "body.archived should be not present, instead was `true`.")]
    [InlineData("""{"properties":{"Cost":{"number":"7"}}}""", "body.properties.Cost.number should be a number or `null`, instead was `\"7\"`.")]
    public async Task Write_outside_the_contract_is_refused_with_its_path(string body, string fault)
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        var row = await notion.ARowNamedAsync(source, "One");

        var refused = await notion.RefusedAsync(400, "PATCH", $"/v1/pages/{row}", body.Replace("LONG", new string('x', 2001), StringComparison.Ordinal));

        Assert.Equal($"body failed validation: {fault}", refused.Message);
    }

    [Fact]
    public async Task Echoed_fields_are_tolerated()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        var row = await notion.ARowNamedAsync(source, "One");
        var read = await notion.OkAsync("GET", $"/v1/pages/{row}");

        var echoed = await notion.SendAsync("PATCH", $"/v1/pages/{row}", $$$"""{"properties":{"Name":{{{read.Property("Name").ToJsonString()}}}}}""");

        Assert.Equal(200, echoed.Status);
    }

    [Fact]
    public async Task Trashed_page_is_still_read_and_no_longer_queried_or_edited()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        var row = await notion.ARowNamedAsync(source, "One");

        await notion.OkAsync("PATCH", $"/v1/pages/{row}", """{"in_trash":true}""");
        var read = await notion.OkAsync("GET", $"/v1/pages/{row}");
        await notion.RefusedAsync(400, "PATCH", $"/v1/pages/{row}", """{"properties":{"Cost":{"number":1}}}""");

        Assert.True(read.Body["in_trash"]!.GetValue<bool>());
        Assert.Empty(await notion.QueryAsync(source));
        Assert.Equal(["One"], await notion.QueryAsync(source, """{"in_trash":true}"""));
    }
}
