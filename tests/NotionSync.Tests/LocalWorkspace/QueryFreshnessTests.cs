using Microsoft.Extensions.Time.Testing;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

/// <summary>What queries remember of columns must not outlive a change.</summary>
public sealed class QueryFreshnessTests
{
    private const string Dear = """{"filter":{"property":"Cost","number":{"greater_than":10}},"sorts":[{"property":"Cost","direction":"descending"}]}""";

    [Fact]
    public async Task Written_values_new_rows_and_moved_rows_are_seen_by_the_next_query()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var (_, other) = await notion.ADatabaseAsync("Others", """{"Name":{"title":{}}}""");
        var one = await notion.ARowNamedAsync(source, "One", """ "Cost":{"number":20} """);
        await notion.ARowNamedAsync(source, "Two", """ "Cost":{"number":30} """);
        var before = await notion.QueryAsync(source, Dear);

        await notion.OkAsync("PATCH", $"/v1/pages/{one}", """{"properties":{"Cost":{"number":40}}}""");
        await notion.ARowNamedAsync(source, "Three", """ "Cost":{"number":35} """);
        var written = await notion.QueryAsync(source, Dear);
        await notion.OkAsync("POST", $"/v1/pages/{one}/move", $$$"""{"parent":{"data_source_id":"{{{other}}}"}}""");
        var moved = await notion.QueryAsync(source, Dear);

        Assert.Equal(["Two", "One"], before);
        Assert.Equal(["One", "Three", "Two"], written);
        Assert.Equal(["Three", "Two"], moved);
    }

    [Fact]
    public async Task Removed_options_and_converted_columns_are_seen_by_the_next_query()
    {
        await using var notion = await LocalNotion.StartAsync();
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Stage":{"select":{"options":[{"name":"Beta"},{"name":"Live"}]}},"Code":{"rich_text":{}}}""");
        await notion.ARowNamedAsync(source, "One", """ "Stage":{"select":{"name":"Beta"}},"Code":{"rich_text":[{"text":{"content":"12"}}]} """);
        var staged = await notion.QueryAsync(source, """{"filter":{"property":"Stage","select":{"is_not_empty":true}}}""");
        var coded = await notion.QueryAsync(source, """{"filter":{"property":"Code","rich_text":{"contains":"1"}}}""");

        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", """{"properties":{"Stage":{"select":{"options":[{"name":"Live"}]}},"Code":{"number":{}}}}""");

        Assert.Equal(["One"], staged);
        Assert.Equal(["One"], coded);
        Assert.Empty(await notion.QueryAsync(source, """{"filter":{"property":"Stage","select":{"is_not_empty":true}}}"""));
        Assert.Equal(["One"], await notion.QueryAsync(source, """{"filter":{"property":"Code","number":{"equals":12}}}"""));
    }

    [Fact]
    public async Task Queries_that_lag_see_a_changed_row_as_it_was_for_a_while()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var notion = await LocalNotion.StartAsync(new LocalWorkspaceOptions { Time = time, QueryLag = TimeSpan.FromSeconds(30) });
        var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}},"Cost":{"number":{}}}""");
        var row = await notion.ARowNamedAsync(source, "One", """ "Cost":{"number":20} """);
        var unknown = await notion.QueryAsync(source);
        time.Advance(TimeSpan.FromSeconds(30));

        await notion.OkAsync("PATCH", $"/v1/pages/{row}", """{"properties":{"Cost":{"number":5}}}""");
        var seen = await notion.OkAsync("POST", $"/v1/data_sources/{source}/query", Dear);
        var read = await notion.OkAsync("GET", $"/v1/pages/{row}");
        time.Advance(TimeSpan.FromSeconds(30));
        var later = await notion.QueryAsync(source, Dear);

        Assert.Empty(unknown);
        Assert.Equal(20, Assert.Single(seen.Results)!["properties"]!["Cost"]!["number"]!.GetValue<int>());
        Assert.Equal(5, read.Property("Cost")["number"]!.GetValue<int>());
        Assert.Empty(later);
    }
}
