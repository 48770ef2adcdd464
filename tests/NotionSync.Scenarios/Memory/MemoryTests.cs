using System.Text.Json.Nodes;
using NotionSync.State;

namespace NotionSync.Scenarios.Memory;

/// <summary>
/// The promise that 50,000 records of a source stream through a sync in at most 150 MB: the product as a process, Notion and the source in
/// another.
/// </summary>
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Records = 50_000;
    private const int Labs = Records / ManyRecords.RecordsPerLab;
    private const int Changed = 1_000;
    private const double MostMegabytes = 150;

    [Fact]
    public async Task Fifty_thousand_records_stream_through_a_sync_when_they_are_new_when_nothing_changed_and_when_a_thousand_did()
    {
        await using var bench = await MemoryBench.StartAsync(ManyRowsMapping.Rows);
        bench.Records.Count = Records;

        // All are read; enough are written that those that change later have their pages. The rest would only take its time.
        var (asNew, _) = await bench.SyncAsync(mostWrites: Labs + Changed + 100);
        Tell("new", asNew);
        await PretendWrittenAsync(bench);
        var (unchanged, nothing) = await bench.SyncAsync();
        Tell("unchanged", unchanged);
        bench.Records.Changed = Changed;
        var (changed, some) = await bench.SyncAsync();
        Tell("a thousand changed", changed);

        Assert.Equal((Records, 0), Figures(nothing!));
        Assert.Equal((Records, Changed), Figures(some!));
        Assert.All([asNew, unchanged, changed], peak => Assert.InRange(peak, 1, MostMegabytes));
    }

    [Fact]
    public async Task Fifty_thousand_records_that_only_enrich_two_rows_stream_through_a_sync()
    {
        await using var bench = await MemoryBench.StartAsync(ManyRowsMapping.Enriched);
        bench.Records.Count = Records;

        var (first, some) = await bench.SyncAsync();
        Tell("enriching", first);

        Assert.Equal((Records, 2), Figures(some!));
        Assert.InRange(first, 1, MostMegabytes);
    }

    private void Tell(string what, double peak) => output.WriteLine($"{what}: {peak:0.0} MB");

    private static (int Read, int Updated) Figures(JsonObject report) =>
        (Source(report)["read"]!.GetValue<int>(), Source(report)["updated"]!.GetValue<int>());

    private static JsonNode Source(JsonObject report) => report["sources"]!.AsArray().Single(source => source!["name"]!.GetValue<string>() == "Registry")!;

    // What a sync does not read from Notion need not be there.
    private static async Task PretendWrittenAsync(MemoryBench bench)
    {
        await using var state = SqliteStateStore.Open(bench.StateConnectionString);
        foreach (var database in new[] { "models", "labs" })
        {
            await foreach (var rows in state.ReadAllRowsAsync(database, TestContext.Current.CancellationToken).Where(row => row.PageId is null).Chunk(1_000))
            {
                await state.SaveAsync(
                    new StateBatch { Rows = [.. rows.Select(row => row with { PageId = Guid.NewGuid().ToString(), Dirty = false, Sending = false })] },
                    TestContext.Current.CancellationToken);
            }
        }
    }
}
