using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.State;

namespace NotionSync.Tests.Spine;

/// <summary>Drawings of rows' pages on the home page.</summary>
public sealed class HomeDrawingTests
{
    private const string Graph = "Service dependency graph";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_service_map_is_drawn_as_on_its_own_page_and_follows_it_by_a_read_and_a_write()
    {
        await using var bench = await ImportedAsync();
        var before = await OnHomeAsync(bench);
        Assert.Equal(await OnPageAsync(bench), before);

        await LinkAsync(bench, "Vision", "Storage");
        await bench.IntakeAsync();

        var after = await OnHomeAsync(bench);
        Assert.NotEqual(before, after);
        Assert.Equal(await OnPageAsync(bench), after);
        Assert.Equal((0, 0), await CallsAsync(bench.SyncAsync()));
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
    }

    [Fact]
    public async Task A_sync_that_dies_between_the_drawing_and_its_row_is_made_good_by_the_next()
    {
        await using var bench = await ImportedAsync();
        await LinkAsync(bench, "Vision", "Storage");
        await bench.FaultAsync(new { method = "PATCH", path = "/v1/blocks/{id}", nth = 1, times = 1, when = "after", kind = "status", status = 401, code = "unauthorized" });

        var died = await bench.IntakeAsync();
        await bench.SyncAsync();

        Assert.NotNull(died.StoppedBecause);
        Assert.Equal(await OnPageAsync(bench), await OnHomeAsync(bench));
        Assert.Contains("Storage", await OnHomeAsync(bench), StringComparison.Ordinal);
        Assert.Equal((0, 0), await CallsAsync(bench.SyncAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_drawing_that_a_sync_drew_before_it_died_is_followed_on(bool isChangedMeanwhile)
    {
        await using var bench = await ImportedAsync();
        await LinkAsync(bench, "Vision", "Storage");
        await bench.FaultAsync(new { method = "PATCH", path = "/v1/blocks/{id}", nth = 1, times = 1, when = "after", kind = "status", status = 401, code = "unauthorized" });
        var died = await bench.IntakeAsync();
        Assert.NotNull(died.StoppedBecause);
        var before = await OnHomeAsync(bench);
        if (!isChangedMeanwhile)
        {
            await bench.SyncAsync();
        }

        await LinkAsync(bench, "STT", "Storage");
        await bench.IntakeAsync();
        await bench.SyncAsync();

        Assert.NotEqual(before, await OnHomeAsync(bench));
        Assert.Equal(await OnPageAsync(bench), await OnHomeAsync(bench));
    }

    [Fact]
    public async Task A_first_drawing_whose_import_died_after_it_is_there_once_and_followed_on()
    {
        await using var bench = await SpineBench.StartAsync(time: time);
        await bench.FaultAsync(new { method = "PATCH", path = "/v1/blocks/{id}/children", nth = 1, times = 1, when = "after", kind = "status", status = 401, code = "unauthorized" });
        var died = await bench.ImportAsync();
        Assert.NotNull(died.StoppedBecause);

        await bench.ImportAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        await LinkAsync(bench, "Vision", "Storage");
        await bench.IntakeAsync();

        var page = await bench.Workspace.Home.ReadAsync((await bench.KnownHomeAsync()).PageId, Stop);
        Assert.Single(page!.Blocks, block => block.Kind is HomeTextKind.Drawing);
        Assert.Equal(await OnPageAsync(bench), await OnHomeAsync(bench));
        Assert.Contains("Storage", await OnHomeAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_that_a_person_changed_is_theirs()
    {
        await using var bench = await ImportedAsync();
        var block = (await bench.KnownHomeAsync()).Drawings.Values.Single(drawing => drawing.BlockId.Length > 0).BlockId;
        await bench.Workspace.Home.RedrawAsync(block, "flowchart LR\n  a --> b", Stop);
        await LinkAsync(bench, "Vision", "Storage");
        await bench.IntakeAsync();
        await LinkAsync(bench, "STT", "Storage");
        await bench.IntakeAsync();

        Assert.Equal("flowchart LR\n  a --> b", await OnHomeAsync(bench));
        Assert.Contains("Storage", await OnPageAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_that_a_person_took_away_stays_away_until_a_refresh()
    {
        await using var bench = await ImportedAsync();
        var block = (await bench.KnownHomeAsync()).Drawings.Values.Single(drawing => drawing.BlockId.Length > 0).BlockId;
        await bench.Workspace.Client.DeleteBlockAsync(block, Stop);
        await LinkAsync(bench, "Vision", "Storage");

        await bench.IntakeAsync();
        await bench.ImportAsync();
        Assert.Null(await OnHomeAsync(bench));

        await bench.ImportAsync(new ImportOptions(Refresh: true));
        Assert.Equal(await OnPageAsync(bench), await OnHomeAsync(bench));
    }

    [Fact]
    public async Task A_drawing_that_the_mapping_gains_comes_with_the_next_import_as_planned()
    {
        await using var bench = await SpineBench.StartAsync(time: time);
        var whole = bench.Catalog;
        bench.Use(whole with { Home = whole.Home! with { Sections = [.. whole.Home.Sections.Select(section => section with { Blocks = [.. section.Blocks.Where(block => block is not HomeBlock.Drawing)] })] } });
        await bench.ImportAsync();
        Assert.Null(await OnHomeAsync(bench));
        bench.Use(whole);

        var plan = await bench.PlanAsync();
        var report = await bench.ImportAsync(new ImportOptions(Expected: plan));

        Assert.Equal((plan.Reads, plan.Writes), (report.Calls.Read, report.Calls.Write));
        Assert.Equal(1, plan.Writes);
        Assert.Equal(await OnPageAsync(bench), await OnHomeAsync(bench));
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
    }

    private static async Task<string?> OnHomeAsync(SpineBench bench) =>
        await bench.Workspace.Home.ReadDrawingAsync((await bench.KnownHomeAsync()).PageId, Stop);

    private static async Task<string?> OnPageAsync(SpineBench bench) =>
        await bench.Workspace.Home.ReadDrawingAsync((await bench.RowAsync("docs", Graph)).PageId!, Stop);

    private static async Task<(long Read, long Write)> CallsAsync(Task<Sync.RunReport> run)
    {
        var report = await run;
        return (report.Calls.Read, report.Calls.Write);
    }

    private async Task LinkAsync(SpineBench bench, string product, string infra)
    {
        var relation = new JsonObject { ["relation"] = new JsonArray(new JsonObject { ["id"] = (await bench.RowAsync("infra", infra)).PageId }) };
        await bench.PersonAsync(new { action = "edit", pageId = (await bench.RowAsync("products", product)).PageId, properties = new JsonObject { ["Infra"] = relation } });
        time.Advance(TimeSpan.FromMinutes(5));
    }

    private async Task<SpineBench> ImportedAsync()
    {
        var bench = await SpineBench.StartAsync(time: time);
        await bench.ImportAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        return bench;
    }
}
