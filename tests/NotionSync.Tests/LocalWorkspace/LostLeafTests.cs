using System.Text.Json.Nodes;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class LostLeafTests
{
    [Fact]
    public async Task View_forgets_filters_and_sorts_on_columns_and_options_that_are_gone()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (database, source) = await notion.ADatabaseAsync("Things",
            """{"Name":{"title":{}},"Cost":{"number":{}},"Stage":{"select":{"options":[{"name":"A"},{"name":"B"}]}}}""");
        await notion.ARowNamedAsync(source, "One", """ "Cost":{"number":5},"Stage":{"select":{"name":"A"}} """);
        var view = await notion.OkAsync("POST", "/v1/views", $$$"""
            {"database_id":"{{{database}}}","data_source_id":"{{{source}}}","name":"Dear","type":"table",
             "filter":{"and":[{"property":"Cost","number":{"greater_than":1}},{"or":[{"property":"Stage","select":{"equals":"A"}}]}]},
             "sorts":[{"property":"Cost","direction":"ascending"},{"property":"Name","direction":"ascending"}],
             "quick_filters":{"Cost":{"number":{"less_than":9} } } }
            """);

        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Cost":null}}""");
        var withoutColumn = await notion.OkAsync("GET", $"/v1/views/{view.Id}");
        var first = await notion.OkAsync("POST", $"/v1/views/{view.Id}/queries", "{}");
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Stage":{"select":{"options":[{"name":"B"}]}}}}""");
        var withoutOption = await notion.OkAsync("GET", $"/v1/views/{view.Id}");
        var second = await notion.OkAsync("POST", $"/v1/views/{view.Id}/queries", "{}");

        Assert.Single(withoutColumn.Body["filter"]!["and"]!.AsArray());
        Assert.Single(withoutColumn.Body["sorts"]!.AsArray());
        Assert.Null(withoutColumn.Body["quick_filters"]);
        Assert.Null(withoutOption.Body["filter"]);
        Assert.Equal((1, 1), (Count(first), Count(second)));
    }

    private static int Count(Answer query) => query.Body["total_count"]!.GetValue<int>();
}
