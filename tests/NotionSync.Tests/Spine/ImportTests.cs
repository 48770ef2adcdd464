using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Notion.Properties;
using NotionSync.Sync;

namespace NotionSync.Tests.Spine;

public sealed class ImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_takes_one_create_per_row_one_write_per_view_and_few_for_schemas()
    {
        await using var bench = await SpineBench.StartAsync();

        var report = await bench.ImportAsync();

        var calls = (await bench.RequestsAsync())["byEndpoint"]!.AsObject();
        int Count(string endpoint) => calls[endpoint]?.GetValue<int>() ?? 0;
        Assert.True(report.AllRowsWritten, string.Join('\n', report.Sources.SelectMany(source => source.Failed)));
        Assert.Equal(bench.Catalog.Databases.Sum(database => database.Rows.Length) + 1, Count("POST /v1/pages"));
        Assert.Equal(0, Count("PATCH /v1/pages/{id}"));
        Assert.Equal(
            bench.Catalog.Databases.Sum(database => database.Views.Length) + SpineBench.HomeViews(bench.Catalog),
            Count("POST /v1/views") + Count("PATCH /v1/views/{id}"));
        Assert.InRange(Count("POST /v1/databases") + Count("PATCH /v1/data_sources/{id}"), 12, 36);
    }

    [Fact]
    public async Task Second_import_writes_nothing_and_reads_little()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();

        var second = await bench.ImportAsync();

        Assert.Equal(0, second.Calls.Write);
        Assert.InRange(second.Calls.Read, 1, 30);
        Assert.True((await bench.PlanAsync()).IsEmpty);
    }

    [Fact]
    public async Task Every_seed_value_and_link_stands_in_its_row()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();

        var pages = await bench.PagesAsync();
        var codecs = new PropertyCodecs();
        foreach (var database in bench.Catalog.Databases)
        {
            var known = await bench.KnownAsync(database.Id);
            foreach (var row in database.Rows)
            {
                var page = pages[new RowRef(database.Id, row.Key)];
                foreach (var (name, value) in row.Values.Where(entry => entry.Value is not PropertyValue.Url { Address: ['l', 'i', 'n', 'k', ':', ..] }))
                {
                    var wanted = codecs.Normalize(database.Find(name)!.Schema, value);
                    Assert.True(page.ValuesByPropertyId[known.Properties[name].Id] == wanted, $"{database.Id} · {row.Title} · {name}: {page.ValuesByPropertyId[known.Properties[name].Id]}");
                }

                foreach (var (name, linked) in row.Links)
                {
                    var shown = Assert.IsType<PropertyValue.Relation>(page.ValuesByPropertyId[known.Properties[name].Id]).PageIds;
                    Assert.All(linked, other => Assert.Contains(pages[other].PageId, shown));
                }
            }
        }
    }

    [Fact]
    public async Task What_people_did_to_columns_databases_and_rows_stands()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();
        await bench.PeopleRearrangeAsync();

        var again = await bench.ImportAsync();

        Assert.Equal(0, again.Calls.Write);
        await bench.AssertRearrangedAsync();
    }

    [Fact]
    public async Task Lost_state_costs_reads_and_not_one_write_or_duplicate()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();
        await bench.PeopleRearrangeAsync();
        await bench.LoseStateAsync();

        var again = await bench.ImportAsync();

        Assert.Equal(0, again.Calls.Write);
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
        await bench.AssertRearrangedAsync();
        Assert.True((await bench.RowAsync("apis", "Chatbot API")) is { PageId: not null });
        Assert.True((await bench.State.ReadRowsAsync("products", [new RowKey("seed/products/vision")], Stop)).Single().InTrash);
    }

    [Theory]
    [InlineData("POST", "/v1/pages", 7, "after", "reset")]
    [InlineData("POST", "/v1/pages", 31, "after", "committed503")]
    [InlineData("POST", "/v1/pages", 12, "after", "html502")]
    [InlineData("POST", "/v1/pages", 3, "before", "reset")]
    [InlineData("POST", "/v1/databases", 5, "after", "reset")]
    [InlineData("POST", "/v1/views", 9, "after", "reset")]
    [InlineData("PATCH", "/v1/data_sources/{id}", 4, "after", "reset")]
    public async Task A_broken_answer_makes_no_duplicate(string method, string path, int nth, string when, string kind)
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.FaultAsync(new { method, path, nth, times = 1, when, kind });

        await bench.ImportAsync();
        await bench.ImportAsync();

        await bench.AssertWholeAsync();
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
    }

    [Fact]
    public async Task A_run_that_stops_is_gone_on_with_where_it_was()
    {
        await using var bench = await SpineBench.StartAsync();
        for (var nth = 1; nth <= 4; nth++)
        {
            await bench.FaultAsync(new { method = "POST", path = "/v1/pages", nth = 20, times = 1, when = nth % 2 == 0 ? "after" : "before", kind = "status", status = 401, code = "unauthorized" });
            await bench.ImportAsync();
        }

        await bench.ImportAsync();

        await bench.AssertWholeAsync();
    }

    [Fact]
    public async Task A_mapping_that_gains_an_option_a_property_and_a_view_is_brought_in_with_a_write_each()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();
        bench.Use(Widened(bench.Catalog));

        var plan = await bench.PlanAsync();
        var report = await bench.ImportAsync(new ImportOptions(Expected: plan));

        Assert.Equal(plan.Writes, report.Calls.Write);
        Assert.Equal(2, plan.Writes);
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
    }

    [Fact]
    public async Task A_plan_that_is_out_of_date_is_refused_and_nothing_is_written()
    {
        await using var bench = await SpineBench.StartAsync();
        var plan = await bench.PlanAsync();
        await bench.ImportAsync();
        await bench.ResetRequestsAsync();

        var refusal = await Assert.ThrowsAsync<PlanChangedException>(() => bench.ImportAsync(new ImportOptions(Expected: plan)));

        Assert.Contains("no longer needed", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.RequestsAsync())["write"]!.GetValue<int>());
    }

    [Fact]
    public async Task Planning_writes_neither_to_notion_nor_to_the_state()
    {
        await using var bench = await SpineBench.StartAsync();

        var plan = await bench.PlanAsync();

        Assert.Equal(0, (await bench.RequestsAsync())["write"]!.GetValue<int>());
        Assert.Empty(await bench.State.ReadDatabasesAsync(Stop));
        var import = await bench.ImportAsync();
        Assert.Equal((plan.Reads, plan.Writes), (import.Calls.Read, import.Calls.Write));
    }

    private static Catalog Widened(Catalog catalog) => catalog with
    {
        Databases = [.. catalog.Databases.Select(database => database.Id != "apis" ? database : database with
        {
            Properties =
            [
                .. database.Properties.Select(property => property.Schema is PropertySchema.Select { Name: "Kind" } kind
                    ? property with { Schema = kind with { Options = [.. kind.Options, new("Batch", "gray")] } }
                    : property),
                new PropertyMapping { Schema = new PropertySchema.Text { Name = "Runbook hint", Mark = "Written by people · Runbook hint" }, Writers = ["people"] },
            ],
            Views = [.. database.Views, new ViewSchema { Name = "Batch only", Type = "table", Where = [new("Kind", "equals", JsonValue.Create("Batch"))] }],
        })],
    };
}
