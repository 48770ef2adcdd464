using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class ViewTests
{
    private const string Schema = """{"Name":{"title":{}},"Cost":{"number":{}},"Stage":{"select":{"options":[{"name":"Live"},{"name":"Beta"}]}},"When":{"date":{}}}""";

    [Fact]
    public async Task New_database_has_a_default_table_view_that_cannot_be_deleted_alone()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, _) = await notion.ADatabaseAsync("Things", Schema);

        var list = await notion.OkAsync("GET", $"/v1/views?database_id={database}");
        var id = list.Results[0]!["id"]!.GetValue<string>();
        var view = await notion.OkAsync("GET", $"/v1/views/{id}");
        await notion.RefusedAsync(400, "DELETE", $"/v1/views/{id}");

        Assert.Equal("Default view", view.Body["name"]!.GetValue<string>());
        Assert.Equal("table", view.Body["type"]!.GetValue<string>());
        Assert.Equal(2, ((JsonObject)list.Results[0]!).Count);
    }

    [Theory]
    [InlineData("table", """{"type":"table","properties":[{"property_id":"Cost","visible":true,"width":120}]}""")]
    [InlineData("board", """{"type":"board","group_by":{"type":"select","property_id":"Stage","sort":{"type":"manual"}}}""")]
    [InlineData("list", """{"type":"list"}""")]
    [InlineData("gallery", """{"type":"gallery","cover_size":"small"}""")]
    [InlineData("calendar", """{"type":"calendar","date_property_id":"When"}""")]
    [InlineData("timeline", """{"type":"timeline","date_property_id":"When"}""")]
    [InlineData("map", """{"type":"map"}""")]
    [InlineData("form", """{"type":"form"}""")]
    [InlineData("chart", """{"type":"chart","chart_type":"column","x_axis":{"type":"select","property_id":"Stage","sort":{"type":"manual"}},"y_axis":{"aggregator":"sum","property_id":"Cost"}}""")]
    public async Task View_of_each_type_is_made(string type, string configuration)
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things", Schema);

        var view = await notion.OkAsync("POST", "/v1/views",
            $$"""{"database_id":"{{database}}","data_source_id":"{{source}}","name":"V","type":"{{type}}","configuration":{{configuration}}}""");

        Assert.Equal(type, view.Body["configuration"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task View_takes_exactly_one_target()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things", Schema);

        await notion.RefusedAsync(400, "POST", "/v1/views", $$"""{"data_source_id":"{{source}}","name":"V","type":"table"}""");
        await notion.RefusedAsync(400, "POST", "/v1/views",
            $$$"""{"database_id":"{{{database}}}","create_database":{"parent":{"type":"page_id","page_id":"{{{notion.Home}}}"}},"data_source_id":"{{{source}}}","name":"V","type":"table"}""");
    }

    [Fact]
    public async Task Linked_database_stands_after_its_block_and_takes_more_tabs()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", Schema);
        var blocks = await notion.OkAsync("PATCH", $"/v1/blocks/{notion.Home}/children",
            """{"children":[{"divider":{}},{"divider":{}}],"position":{"type":"start"}}""");
        var after = blocks.Results[0]!["id"]!.GetValue<string>();

        var view = await notion.OkAsync("POST", "/v1/views", $$$"""
            {"create_database":{"parent":{"type":"page_id","page_id":"{{{notion.Home}}}"},"position":{"type":"after_block","block_id":"{{{after}}}"}},
             "data_source_id":"{{{source}}}","name":"Live","type":"table","filter":{"property":"Stage","select":{"equals":"Live"}},
             "sorts":[{"property":"Cost","direction":"descending"}]}
            """);
        var linked = view.Body["parent"]!["database_id"]!.GetValue<string>();
        await notion.OkAsync("POST", "/v1/views",
            $$$"""{"database_id":"{{{linked}}}","data_source_id":"{{{source}}}","name":"First","type":"list","position":{"type":"start"}}""");
        var tabs = await notion.OkAsync("GET", $"/v1/views?database_id={linked}");
        var everywhere = await notion.OkAsync("GET", $"/v1/views?data_source_id={source}");
        var children = await notion.OkAsync("GET", $"/v1/blocks/{notion.Home}/children");

        Assert.Equal(linked, children.Results[1]!["id"]!.GetValue<string>());
        Assert.Equal(2, tabs.Results.Count);
        Assert.Equal(3, everywhere.Results.Count);
        Assert.Empty((JsonArray)(await notion.OkAsync("GET", $"/v1/databases/{linked}")).Body["data_sources"]!);
        Assert.NotEqual("Stage", view.Body["filter"]!["property"]!.GetValue<string>());
    }

    [Fact]
    public async Task Configuration_is_merged_and_the_type_stays()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things", Schema);
        var view = await notion.OkAsync("POST", "/v1/views", $$"""
            {"database_id":"{{database}}","data_source_id":"{{source}}","name":"V","type":"table",
             "configuration":{"type":"table","wrap_cells":true,"properties":[{"property_id":"title","visible":true}]} }
            """);

        var patched = await notion.OkAsync("PATCH", $"/v1/views/{view.Id}", """{"name":"W","configuration":{"type":"table","properties":null,"show_vertical_lines":true}}""");
        await notion.RefusedAsync(400, "PATCH", $"/v1/views/{view.Id}", """{"configuration":{"type":"list"}}""");
        await notion.RefusedAsync(400, "PATCH", $"/v1/views/{view.Id}", """{"type":"list"}""");
        var deleted = await notion.OkAsync("DELETE", $"/v1/views/{view.Id}");

        Assert.Equal("""{"type":"table","wrap_cells":true,"show_vertical_lines":true}""", patched.Body["configuration"]!.ToJsonString());
        Assert.False(deleted.Body.ContainsKey("name"));
        await notion.RefusedAsync(404, "GET", $"/v1/views/{view.Id}");
    }

    [Fact]
    public async Task Dashboard_takes_twelve_widgets_four_in_a_row()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things", Schema);
        var dashboard = await notion.OkAsync("POST", "/v1/views", $$"""{"database_id":"{{database}}","data_source_id":"{{source}}","name":"D","type":"dashboard"}""");
        for (var i = 0; i < 12; i++)
        {
            var placement = i % 4 == 0 ? """{"type":"new_row"}""" : $$"""{"type":"existing_row","row_index":{{i / 4}}}""";
            await notion.OkAsync("POST", "/v1/views", Widget(placement));
        }

        var refused = await notion.RefusedAsync(400, "POST", "/v1/views", Widget("""{"type":"new_row"}"""));
        var read = await notion.OkAsync("GET", $"/v1/views/{dashboard.Id}");
        var rows = (JsonArray)read.Body["configuration"]!["rows"]!;
        var widget = rows[2]!["widgets"]![3]!["view_id"]!.GetValue<string>();
        await notion.OkAsync("DELETE", $"/v1/views/{widget}");

        Assert.Null(read.Body["data_source_id"]);
        Assert.Equal([4, 4, 4], rows.Select(row => ((JsonArray)row!["widgets"]!).Count));
        Assert.Equal("Number of widgets in dashboard (13) exceeds the maximum (12)", refused.Message);

        string Widget(string placement) => $$"""{"view_id":"{{dashboard.Id}}","data_source_id":"{{source}}","name":"W","type":"list","placement":{{placement}}}""";
    }

    [Fact]
    public async Task Dashboard_needs_a_business_plan()
    {
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Plan = "Plus" });
        var (database, source) = await notion.ADatabaseAsync("Things", Schema);

        await notion.RefusedAsync(400, "POST", "/v1/views", $$"""{"database_id":"{{database}}","data_source_id":"{{source}}","name":"D","type":"dashboard"}""");
    }

    [Fact]
    public async Task View_query_gives_references_in_the_order_of_the_view()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things", Schema);
        var cheap = await notion.ARowNamedAsync(source, "Cheap", """ "Cost":{"number":1},"Stage":{"select":{"name":"Live"}} """);
        var dear = await notion.ARowNamedAsync(source, "Dear", """ "Cost":{"number":9},"Stage":{"select":{"name":"Live"}} """);
        await notion.ARowNamedAsync(source, "Other");
        var view = await notion.OkAsync("POST", "/v1/views", $$$"""
            {"database_id":"{{{database}}}","data_source_id":"{{{source}}}","name":"V","type":"table","sorts":[{"property":"Cost","direction":"ascending"}],
             "quick_filters":{"Stage":{"select":{"equals":"Live"}} } }
            """);

        var query = await notion.OkAsync("POST", $"/v1/views/{view.Id}/queries", """{"page_size":1}""");
        var rest = await notion.OkAsync("GET", $"/v1/views/{view.Id}/queries/{query.Id}?start_cursor={query.Body["next_cursor"]}");
        await notion.OkAsync("DELETE", $"/v1/views/{view.Id}/queries/{query.Id}");
        await notion.RefusedAsync(404, "GET", $"/v1/views/{view.Id}/queries/{query.Id}");

        Assert.Equal(2, query.Body["total_count"]!.GetValue<int>());
        Assert.Equal([cheap, dear], query.Results.Concat(rest.Results).Select(page => page!["id"]!.GetValue<string>()));
    }
}
