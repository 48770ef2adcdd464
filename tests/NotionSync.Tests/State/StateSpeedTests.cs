using System.Collections.Immutable;
using System.Diagnostics;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Tests.State;

[Collection(nameof(TimedAlone))]
public sealed class StateSpeedTests : IDisposable
{
    private const int Rows = 100_000;

    private readonly StateFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    // It takes some seconds; the bounds are for a machine that is busy with other things. Without an index, or with a transaction for
    // each row, they are missed by far.
    [Fact]
    public async Task A_hundred_thousand_rows_are_written_and_looked_up_within_seconds()
    {
        await using var store = folder.Open();
        var keys = Enumerable.Range(0, Rows).Select(n => new RowKey($"prometheus/series/node-{n:D6}")).ToList();
        var values = Enumerable.Range(0, 8).ToImmutableDictionary(n => $"Property {n}", PropertyValue (n) => new PropertyValue.Number(n));

        var writing = Stopwatch.StartNew();
        foreach (var chunk in keys.Chunk(5_000))
        {
            await store.SaveAsync(new StateBatch { Rows = [.. chunk.Select(key => A.Row(key.Value) with { Values = values })] }, Stop);
        }

        writing.Stop();
        var reading = Stopwatch.StartNew();
        var found = 0;
        foreach (var chunk in keys.Chunk(1_000))
        {
            found += (await store.ReadRowsAsync("models", chunk, Stop)).Count;
        }

        reading.Stop();
        TestContext.Current.TestOutputHelper?.WriteLine($"written in {writing.ElapsedMilliseconds} ms, looked up in {reading.ElapsedMilliseconds} ms");
        Assert.Equal(Rows, found);
        Assert.InRange(writing.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.InRange(reading.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }
}
