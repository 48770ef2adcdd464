using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Tests.Spine;

/// <summary>The page that is drawn from the links of other databases.</summary>
public sealed class GraphTests
{
    private const string Graph = "Service dependency graph";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_page_shows_products_apis_models_and_infra_with_their_links_and_costs_nothing_while_they_stay()
    {
        await using var bench = await ImportedAsync();

        var page = await PageAsync(bench);
        var again = await bench.SyncAsync();

        Assert.StartsWith("```mermaid\nflowchart LR\n", page, StringComparison.Ordinal);
        Assert.Equal(
            ["Products", "APIs", "Models", "Infra"],
            page.Split('\n').Where(line => line.Contains("subgraph", StringComparison.Ordinal)).Select(line => line.Split('"')[1]));
        Assert.True(HasLink(page, "Chatbot-Pro", "offers", "Chatbot API"));
        Assert.True(HasLink(page, "LLM-Core", "uses", "LLM-Core v2.1"));
        Assert.True(HasLink(page, "LLM Service", "serves", "LLM-Core v2.1"));
        Assert.True(HasLink(page, "LLM-Core v2.1", "runs on", "GPU Cluster"));
        Assert.Contains("Kept by NotionSync", page, StringComparison.Ordinal);
        Assert.Equal((0, 0), (again.Calls.Read, again.Calls.Write));
    }

    [Fact]
    public async Task A_link_that_a_person_makes_is_drawn_and_no_other_row_is_written()
    {
        await using var bench = await ImportedAsync();
        var product = await bench.RowAsync("products", "Vision");
        var infra = await bench.RowAsync("infra", "Storage");
        Assert.False(HasLink(await PageAsync(bench), "Vision", "runs on", "Storage"));

        await EditAsync(bench, product.PageId!, new JsonObject { ["Infra"] = new JsonObject { ["relation"] = new JsonArray(new JsonObject { ["id"] = infra.PageId }) } });
        var report = await bench.IntakeAsync();
        var again = await bench.SyncAsync();

        Assert.True(HasLink(await PageAsync(bench), "Vision", "runs on", "Storage"));
        var changes = await bench.State.ReadChangesAsync(report.Run, Stop).ToListAsync(Stop);
        Assert.Equal((Graph, "Body"), ((await bench.RowAsync("docs", Graph)).Title, Assert.Single(changes).Property));
        Assert.Equal((await bench.RowAsync("docs", Graph)).Ref, changes[0].Row);
        // The text and its version; the drawing of the home page, too.
        Assert.Equal((3, 0), (report.Calls.Write, again.Calls.Write));
    }

    [Fact]
    public async Task A_row_that_is_renamed_is_drawn_with_its_new_name()
    {
        await using var bench = await ImportedAsync();

        await EditAsync(bench, (await bench.RowAsync("infra", "GPU Cluster")).PageId!, new JsonObject
        {
            ["Resource"] = new JsonObject { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "Big \"GPU\" <Cluster>" } }) },
        });
        await bench.IntakeAsync();

        var renamed = await PageAsync(bench);
        Assert.Contains("[\"Big #34;GPU#34; #60;Cluster#62;\"]", renamed, StringComparison.Ordinal);
        Assert.DoesNotContain("\"GPU Cluster\"", renamed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_write_on_the_page_stays_when_it_is_drawn_anew()
    {
        await using var bench = await ImportedAsync();
        var row = await bench.RowAsync("docs", Graph);
        await bench.Workspace.Client.UpdateMarkdownAsync(row.PageId!, new MarkdownRequest.InsertContent(new("Ask Ada first.", new BlockPosition("end"))), Stop);
        await EditAsync(
            bench,
            (await bench.RowAsync("products", "Vision")).PageId!,
            new JsonObject { ["Infra"] = new JsonObject { ["relation"] = new JsonArray(new JsonObject { ["id"] = (await bench.RowAsync("infra", "Storage")).PageId }) } });

        await bench.IntakeAsync();

        var page = await PageAsync(bench);
        Assert.EndsWith("\nAsk Ada first.", page, StringComparison.Ordinal);
        Assert.Single(page.Split('\n'), line => line == "```mermaid");
        Assert.True(HasLink(page, "Vision", "runs on", "Storage"));
    }

    // The boxes have no names of their own in Mermaid: what is written on them tells which they are.
    private static bool HasLink(string page, string first, string label, string second)
    {
        var lines = page.Split('\n').Select(line => line.Trim()).ToList();
        string[] Boxes(string name) => [.. lines.Where(line => line.EndsWith($"[\"{name}\"]", StringComparison.Ordinal)).Select(line => line.Split('[')[0])];
        return (from start in Boxes(first) from end in Boxes(second) select $"{start} -->|\"{label}\"| {end}").Any(lines.Contains);
    }

    private static Task EditAsync(SpineBench bench, string pageId, JsonObject properties) =>
        bench.PersonAsync(new { action = "edit", pageId, properties });

    private static async Task<string> PageAsync(SpineBench bench) =>
        (await bench.Workspace.Client.GetMarkdownAsync((await bench.RowAsync("docs", Graph)).PageId!, Stop)).Markdown;

    private async Task<SpineBench> ImportedAsync()
    {
        var bench = await SpineBench.StartAsync(time: time);
        await bench.ImportAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        return bench;
    }
}
