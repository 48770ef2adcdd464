using System.Text.Json.Nodes;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class PropertySchemaTests
{
    [Fact]
    public async Task Rename_keeps_the_id_and_the_values()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var row = await notion.ARowNamedAsync(source, "One", """ "Cost":{"number":7} """);
        var before = await notion.OkAsync("GET", $"/v1/data_sources/{source}");

        var after = await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Cost":{"name":"Price"}}}""");
        var page = await notion.OkAsync("GET", $"/v1/pages/{row}");

        Assert.Equal(before.Property("Cost")["id"]!.GetValue<string>(), after.Property("Price")["id"]!.GetValue<string>());
        Assert.Equal(7, page.Property("Price")["number"]!.GetValue<int>());
    }

    [Fact]
    public async Task Text_becomes_a_number_where_it_is_one()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"rich_text":{}}}""");
        var number = await notion.ARowNamedAsync(source, "One", """ "Cost":{"rich_text":[{"text":{"content":"12.5"}}]} """);
        var word = await notion.ARowNamedAsync(source, "Two", """ "Cost":{"rich_text":[{"text":{"content":"much"}}]} """);

        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Cost":{"number":{}}}}""");

        Assert.Equal(12.5, (await notion.OkAsync("GET", $"/v1/pages/{number}")).Property("Cost")["number"]!.GetValue<double>());
        Assert.Null((await notion.OkAsync("GET", $"/v1/pages/{word}")).Property("Cost")["number"]);
    }

    [Theory]
    [InlineData("""{"Name":null}""")]
    [InlineData("""{"Name":{"number":{}}}""")]
    [InlineData("""{"Other":{"title":{}}}""")]
    [InlineData("""{"Nope":{"name":"X"}}""")]
    [InlineData("""{"Cost":{"name":"Name"}}""")]
    [InlineData("""{"Stage":{"select":{"options":[{"name":"a,b"}]}}}""")]
    [InlineData("""{"Stage":{"select":{"options":[{"name":"a"},{"name":"A"}]}}}""")]
    [InlineData("""{"R":{"relation":{"database_id":"00000000-0000-4000-8000-000000000000","single_property":{}}}}""")]
    [InlineData("""{"R":{"rollup":{"relation_property_name":"Cost","rollup_property_name":"Name","function":"count"}}}""")]
    public async Task Schema_change_is_refused_and_changes_nothing(string properties)
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");

        await notion.RefusedAsync(400, "PATCH", $"/v1/data_sources/{source}", $$"""{"properties":{{properties}} }""");
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{source}");

        Assert.Equal(["Cost", "Name"], ((JsonObject)schema.Body["properties"]!).Select(property => property.Key));
    }

    [Fact]
    public async Task Further_data_source_has_its_own_title_and_view()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, _) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");

        var second = await notion.OkAsync("POST", "/v1/data_sources",
            $$$"""{"parent":{"type":"database_id","database_id":"{{{database}}}"},"title":[{"text":{"content":"More"}}],"properties":{"Name":{"title":{}} } }""");
        var read = await notion.OkAsync("GET", $"/v1/databases/{database}");
        var views = await notion.OkAsync("GET", $"/v1/views?data_source_id={second.Id}");

        Assert.Equal(["Things", "More"], ((JsonArray)read.Body["data_sources"]!).Select(source => source!["name"]!.GetValue<string>()));
        Assert.Single(views.Results);
    }
}
