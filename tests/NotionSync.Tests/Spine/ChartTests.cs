using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Tests.Spine;

/// <summary>Charts of the product's metrics, in their pages.</summary>
public sealed class ChartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly FakePrometheus prometheus = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_page_of_a_metric_shows_its_course_and_what_the_documents_say_and_costs_nothing_while_it_stays()
    {
        await using var bench = await SyncedAsync(71, 80);

        var again = await bench.SyncAsync();

        Assert.StartsWith(
            """
            Dashboard: GPU Dashboard (grafana/gpu)
            ```mermaid
            xychart-beta
              title "GPU utilisation, the last 24 hours (%)"
              y-axis 71 --> 80
              line [71, 80]
            ```
            Oldest first: 2 values from 71 to 80 %, the last 80 %.
            """,
            await PageAsync(bench),
            StringComparison.Ordinal);
        Assert.Equal((0, 0), (again.Calls.Read, again.Calls.Write));
    }

    [Fact]
    public async Task Another_point_draws_it_anew_and_what_people_wrote_stays()
    {
        await using var bench = await SyncedAsync(71, 80);
        var row = await bench.RowAsync("metrics", "GPU Utilization");
        await bench.Workspace.Client.UpdateMarkdownAsync(
            row.PageId!, new MarkdownRequest.InsertContent(new("Ask Ada first.", new BlockPosition("end"))), Stop);
        Measure(71, 80, 75);

        await bench.SyncAsync();

        var page = await PageAsync(bench);
        Assert.Contains("  line [71, 80, 75]\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("line [71, 80]", page, StringComparison.Ordinal);
        Assert.EndsWith("\nAsk Ada first.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_figures_the_page_stays_as_the_documents_have_it()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal("Dashboard: GPU Dashboard (grafana/gpu)", await PageAsync(bench));
    }

    private static async Task<string> PageAsync(SpineBench bench) =>
        (await bench.Workspace.Client.GetMarkdownAsync((await bench.RowAsync("metrics", "GPU Utilization")).PageId!, Stop)).Markdown;

    private void Measure(params int[] day) => prometheus.Series(
        "", new JsonObject { ["key"] = "all", ["value"] = 78, ["day"] = new JsonArray([.. day.Select(figure => (JsonNode)figure)]) });

    private async Task<SpineBench> SyncedAsync(params int[] day)
    {
        var bench = await SpineBench.StartAsync([prometheus], time: time);
        await bench.ImportAsync();
        Measure(day);
        await bench.SyncAsync();
        return bench;
    }
}
