using System.Text.Json.Nodes;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class RelationTests
{
    private const string Plain = """{"Name":{"title":{}}}""";

    [Fact]
    public async Task Dual_relation_makes_a_mirror_with_its_default_name_and_keeps_both_sides()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, products) = await notion.ADatabaseAsync("Products", Plain);
        var (_, models) = await notion.ADatabaseAsync("Models", Dual("Products", products));
        var product = await notion.ARowNamedAsync(products, "Chatbot");
        var model = await notion.ARowNamedAsync(models, "LLM", Related("Products", product));

        var mirrored = await notion.OkAsync("GET", $"/v1/pages/{product}");
        await notion.OkAsync("PATCH", $"/v1/pages/{product}", $$"""{"properties":{ {{Related("Related to Models (Products)")}} } }""");
        var emptied = await notion.OkAsync("GET", $"/v1/pages/{model}");

        Assert.Equal(model, mirrored.Property("Related to Models (Products)")["relation"]![0]!["id"]!.GetValue<string>());
        Assert.Empty((JsonArray)emptied.Property("Products")["relation"]!);
    }

    [Fact]
    public async Task Synced_property_name_is_ignored_and_the_mirror_is_renamed_by_a_patch()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, products) = await notion.ADatabaseAsync("Products", Plain);
        var (_, models) = await notion.ADatabaseAsync("Models",
            $$$"""{"Name":{"title":{}},"Products":{"relation":{"data_source_id":"{{{products}}}","dual_property":{"synced_property_name":"Active models"}} }}""");

        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{models}");
        var synced = schema.Property("Products")["relation"]!["dual_property"]!;
        await notion.OkAsync("PATCH", $"/v1/data_sources/{products}", $$$"""{"properties":{"{{{synced["synced_property_id"]}}}":{"name":"Active models"}} }""");
        var renamed = await notion.OkAsync("GET", $"/v1/data_sources/{models}");

        Assert.Equal("Related to Models (Products)", synced["synced_property_name"]!.GetValue<string>());
        Assert.Equal("Active models", renamed.Property("Products")["relation"]!["dual_property"]!["synced_property_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Same_dual_relation_sent_again_changes_nothing()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, products) = await notion.ADatabaseAsync("Products", Plain);
        var (_, models) = await notion.ADatabaseAsync("Models", Dual("Products", products));
        var before = await notion.OkAsync("GET", $"/v1/data_sources/{products}");

        await notion.OkAsync("PATCH", $"/v1/data_sources/{models}",
            $$$"""{"properties":{"Products":{"relation":{"data_source_id":"{{{products}}}","dual_property":{}} }} }""");
        var after = await notion.OkAsync("GET", $"/v1/data_sources/{products}");

        Assert.Equal(before.Body["properties"]!.ToJsonString(), after.Body["properties"]!.ToJsonString());
    }

    [Fact]
    public async Task Self_relation_has_two_directions()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Products", Plain);
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}",
            $$$"""{"properties":{"Depends on":{"relation":{"data_source_id":"{{{source}}}","dual_property":{}} }} }""");
        var first = await notion.ARowNamedAsync(source, "First");

        await notion.ARowNamedAsync(source, "Second", Related("Depends on", first));
        var read = await notion.OkAsync("GET", $"/v1/pages/{first}");

        Assert.Single((JsonArray)read.Property("Related to Products (Depends on)")["relation"]!);
        Assert.Empty((JsonArray)read.Property("Depends on")["relation"]!);
    }

    [Fact]
    public async Task Page_shows_25_references_and_the_property_endpoint_all_of_them()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, products) = await notion.ADatabaseAsync("Products", Plain);
        var (_, models) = await notion.ADatabaseAsync("Models", Dual("Products", products));
        var ids = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            ids.Add(await notion.ARowNamedAsync(products, $"P{i}"));
        }

        var model = await notion.ARowNamedAsync(models, "LLM", Related("Products", [.. ids]));
        var page = await notion.OkAsync("GET", $"/v1/pages/{model}");
        var property = page.Property("Products");
        var first = await notion.OkAsync("GET", $"/v1/pages/{model}/properties/{property["id"]}?page_size=20");
        var rest = await notion.OkAsync("GET", $"/v1/pages/{model}/properties/{property["id"]}?page_size=20&start_cursor={first.Body["next_cursor"]}");

        Assert.True(property["has_more"]!.GetValue<bool>());
        Assert.Equal(25, ((JsonArray)property["relation"]!).Count);
        Assert.Equal(ids, first.Results.Concat(rest.Results).Select(item => item!["relation"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Write_of_101_relations_or_of_a_foreign_page_is_refused()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, products) = await notion.ADatabaseAsync("Products", Plain);
        var (_, models) = await notion.ADatabaseAsync("Models", Dual("Products", products));
        var model = await notion.ARowNamedAsync(models, "LLM");

        var tooMany = await notion.RefusedAsync(400, "PATCH", $"/v1/pages/{model}", Body([.. Enumerable.Repeat(model, 101)]));
        var foreign = await notion.RefusedAsync(400, "PATCH", $"/v1/pages/{model}", Body(model));

        Assert.Equal("body failed validation: body.properties.Products.relation.length should be ≤ `100`, instead was `101`.", tooMany.Message);
        Assert.Equal("validation_error", foreign.Code);

        static string Body(params string[] ids) => $$"""{"properties":{ {{Related("Products", ids)}} } }""";
    }

    [Fact]
    public async Task Rollups_over_a_relation_are_made_with_the_database_and_follow_the_rows()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, infra) = await notion.ADatabaseAsync("Infra", """{"Name":{"title":{}},"Cost":{"number":{}},"Since":{"date":{}}}""");
        var (_, models) = await notion.ADatabaseAsync("Models", $$$"""
            {"Name":{"title":{}},
             "Infra":{"relation":{"data_source_id":"{{{infra}}}","dual_property":{}} },
             "Sum":{"rollup":{"relation_property_name":"Infra","rollup_property_name":"Cost","function":"sum"}},
             "Since":{"rollup":{"relation_property_name":"Infra","rollup_property_name":"Since","function":"earliest_date"}},
             "Names":{"rollup":{"relation_property_name":"Infra","rollup_property_name":"Name","function":"show_original"}} }
            """);
        var gpu = await notion.ARowNamedAsync(infra, "GPU", """ "Cost":{"number":12},"Since":{"date":{"start":"2026-01-02"}} """);
        var disk = await notion.ARowNamedAsync(infra, "Disk", """ "Cost":{"number":0.5} """);

        var model = await notion.ARowNamedAsync(models, "LLM", Related("Infra", gpu, disk));
        var page = await notion.OkAsync("GET", $"/v1/pages/{model}");
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{models}");
        var found = await notion.QueryAsync(models, """{"filter":{"property":"Sum","rollup":{"number":{"greater_than":12}}}}""");
        var every = await notion.QueryAsync(models, """{"filter":{"property":"Names","rollup":{"every":{"rich_text":{"contains":"k"}}}}}""");

        Assert.Equal(12.5, page.Property("Sum")["rollup"]!["number"]!.GetValue<double>());
        Assert.Equal("2026-01-02", page.Property("Since")["rollup"]!["date"]!["start"]!.GetValue<string>());
        Assert.Equal(2, ((JsonArray)page.Property("Names")["rollup"]!["array"]!).Count);
        Assert.Equal(Uri.UnescapeDataString(schema.Property("Infra")["id"]!.GetValue<string>()), schema.Property("Sum")["rollup"]!["relation_property_id"]!.GetValue<string>());
        Assert.Equal(["LLM"], found);
        Assert.Empty(every);
    }

    [Fact]
    public async Task Rollup_of_a_rollup_is_refused_and_leaves_no_database_behind()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, infra) = await notion.ADatabaseAsync("Infra", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var (_, models) = await notion.ADatabaseAsync("Models", $$$"""
            {"Name":{"title":{}},"Infra":{"relation":{"data_source_id":"{{{infra}}}","single_property":{}} },
             "Sum":{"rollup":{"relation_property_name":"Infra","rollup_property_name":"Cost","function":"sum"}} }
            """);

        await notion.RefusedAsync(400, "POST", "/v1/databases", $$$"""
            {"parent":{"type":"page_id","page_id":"{{{notion.Home}}}"},"initial_data_source":{"properties":{"Name":{"title":{}},
             "Models":{"relation":{"data_source_id":"{{{models}}}","dual_property":{}} },
             "Total":{"rollup":{"relation_property_name":"Models","rollup_property_name":"Sum","function":"sum"}} }} }
            """);
        var children = await notion.OkAsync("GET", $"/v1/blocks/{notion.Home}/children");
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{models}");

        Assert.Equal(["Infra", "Models"], children.Results.Select(block => block!["child_database"]!["title"]!.GetValue<string>()));
        Assert.Equal(3, ((JsonObject)schema.Body["properties"]!).Count);
    }

    [Fact]
    public async Task Removed_relation_leaves_its_mirror_one_way()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, products) = await notion.ADatabaseAsync("Products", Plain);
        var (_, models) = await notion.ADatabaseAsync("Models", Dual("Products", products));

        await notion.OkAsync("PATCH", $"/v1/data_sources/{models}", """{"properties":{"Products":null}}""");
        var schema = await notion.OkAsync("GET", $"/v1/data_sources/{products}");

        Assert.Equal("single_property", schema.Property("Related to Models (Products)")["relation"]!["type"]!.GetValue<string>());
    }

    private static string Dual(string name, string source) =>
        $$$"""{"Name":{"title":{}},"{{{name}}}":{"relation":{"data_source_id":"{{{source}}}","dual_property":{}} }}""";

    private static string Related(string name, params string[] ids) =>
        $"\"{name}\":{{\"relation\":[{string.Join(",", ids.Select(id => $"{{\"id\":\"{id}\"}}"))}]}}";
}
