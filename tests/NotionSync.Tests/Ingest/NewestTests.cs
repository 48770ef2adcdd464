using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Mapping;

namespace NotionSync.Tests.Ingest;

public sealed class NewestTests
{
    private const string Runs = """
        database: { id: runs, title: Runs }
        properties:
          Name: { type: title, writer: mlflow }
          Pipeline: { type: text, writer: mlflow }
          Started: { type: date, writer: mlflow }
          Status: { type: text, writer: mlflow }
        sources:
          - source: MLflow
            kind: run
            key: key
            missing: keep
            keep_newest: { count: 3, by: Pipeline, newest: Started }
            values: { Name: key, Pipeline: pipeline, Started: started, Status: status }
        """;

    private readonly LivingSource mlflow = new("MLflow", "run");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_of_older_records_are_never_made_in_whatever_order_they_come(bool newestFirst)
    {
        mlflow.Order = keys => [.. newestFirst ? keys.OrderDescending(StringComparer.Ordinal) : keys.Order(StringComparer.Ordinal)];
        await using var bench = await StartAsync();
        PutRuns("a", 1, 9);
        PutRuns("b", 1, 2);

        var first = await bench.SyncAsync();
        time.Advance(TimeSpan.FromHours(25));
        var again = await bench.SyncAsync();

        Assert.Equal(["a7", "a8", "a9", "b1", "b2"], Live(bench));
        Assert.Equal((5, 0), (first.Calls.Write, again.Calls.Write));
        Assert.Equal([null, null], mlflow.Queries.Select(query => query.Cursor));
    }

    [Fact]
    public async Task New_record_puts_the_oldest_row_of_its_group_in_the_trash_and_nothing_is_called_gone()
    {
        await using var bench = await SyncedAsync();
        Put("a", 5);

        var report = await bench.SyncAsync();

        Assert.Equal(["a3", "a4", "a5", "b1"], Live(bench));
        Assert.Equal(["create runs/mlflow/run/a5", "trash runs/mlflow/run/a2"], bench.Workspace.Writes.TakeLast(2));
        Assert.Equal((0, 0), (report.Sources.Sum(source => source.Gone), report.Sources.Sum(source => source.Blocked)));
        Assert.Equal("5", mlflow.Queries[^1].Cursor);
    }

    [Fact]
    public async Task Older_record_that_is_read_again_costs_nothing()
    {
        await using var bench = await SyncedAsync();
        Put("a", 5);
        await bench.SyncAsync();
        Put("a", 1, "restarted");
        Put("a", 2, "restarted");

        var report = await bench.SyncAsync();

        Assert.Equal((2, 0), (report.Sources.Sum(source => source.Read), (int)report.Calls.Write));
    }

    [Fact]
    public async Task Row_comes_back_when_more_are_kept_and_so_does_one_that_was_never_made()
    {
        await using var bench = await SyncedAsync();
        Put("a", 5);
        await bench.SyncAsync();
        bench.Restart(Catalog(Runs.Replace("count: 3", "count: 5", StringComparison.Ordinal)));

        var report = await bench.SyncAsync();

        Assert.Equal(["a1", "a2", "a3", "a4", "a5", "b1"], Live(bench));
        Assert.Equal(["create runs/mlflow/run/a1", "restore runs/mlflow/run/a2"], bench.Workspace.Writes.TakeLast((int)report.Calls.Write).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
    }

    [Fact]
    public async Task Record_without_a_date_counts_as_the_newest()
    {
        await using var bench = await SyncedAsync();
        mlflow.Put("run", "a0", """{"pipeline":"a","status":"queued"}""");

        await bench.SyncAsync();

        Assert.Equal(["a0", "a3", "a4", "b1"], Live(bench));
    }

    [Fact]
    public async Task Of_several_links_the_first_tells_the_group()
    {
        var runs = Runs.Replace("  Pipeline: { type: text, writer: mlflow }", "  Pipeline: { type: relation, to: runs, mirror: Runs }", StringComparison.Ordinal)
            .Replace("Pipeline: pipeline, Started", "Started", StringComparison.Ordinal)
            + "\n    links: { Pipeline: '[pipeline, status]' }";
        await using var bench = await IngestBench.StartAsync(Catalog(runs), time, mlflow);
        foreach (var number in Enumerable.Range(1, 5))
        {
            Put("a", number, $"child-of-{number}");
        }

        await bench.SyncAsync();

        Assert.Equal(["a3", "a4", "a5"], Live(bench));
    }

    [Fact]
    public async Task Trash_that_notion_did_not_take_is_tried_again_in_the_next_run()
    {
        await using var bench = await SyncedAsync();
        Put("a", 5);
        bench.Workspace.Before = (write, _) => write.StartsWith("trash", StringComparison.Ordinal)
            ? throw new WorkspaceException(WorkspaceFault.Unavailable, "Notion is away.")
            : Task.CompletedTask;
        await bench.SyncAsync();
        bench.Workspace.Before = (_, _) => Task.CompletedTask;

        await bench.SyncAsync();

        Assert.Equal(["a3", "a4", "a5", "b1"], Live(bench));
    }

    [Fact]
    public void Live_rows_are_the_newest_of_each_group_after_any_reads() => Gen.Select(Step.Array[1, 60], Gen.Int[1, 4]).Sample(
        (steps, count) =>
        {
            var source = new LivingSource("MLflow", "run");
            var clock = new FakeTimeProvider(time.GetUtcNow());
            var catalog = Catalog(Runs.Replace("count: 3", $"count: {count}", StringComparison.Ordinal), source);
            IngestBench.StartAsync(catalog, clock, source).ContinueWith(
                async started =>
                {
                    await using var bench = await started;
                    var records = new Dictionary<string, (string Group, int Day)>();
                    foreach (var (key, group, day, sync) in steps)
                    {
                        records[$"r{key}"] = ($"g{group}", day);
                        source.Put("run", $"r{key}", $$"""{"pipeline":"g{{group}}","started":"2026-01-{{day:00}}"}""");
                        clock.Advance(TimeSpan.FromHours(sync == 2 ? 25 : 1));
                        if (sync > 0)
                        {
                            await bench.SyncAsync();
                        }
                    }

                    // A record whose date moved back makes place for one that the same read has passed by already.
                    for (var full = 0; full < 2; full++)
                    {
                        clock.Advance(TimeSpan.FromHours(25));
                        await bench.SyncAsync();
                    }

                    clock.Advance(TimeSpan.FromHours(25));
                    var again = await bench.SyncAsync();

                    var newest = records.GroupBy(record => record.Value.Group)
                        .SelectMany(group => group.OrderByDescending(record => record.Value.Day).ThenByDescending(record => record.Key, StringComparer.Ordinal).Take(count))
                        .Select(record => $"mlflow/run/{record.Key}")
                        .Order(StringComparer.Ordinal);
                    Assert.Equal(newest, bench.Workspace.Live("runs"));
                    Assert.Equal(0, again.Calls.Write);
                },
                TaskScheduler.Default).Unwrap().GetAwaiter().GetResult();
        },
        iter: 30);

    private static readonly Gen<(int Key, int Group, int Day, int Sync)> Step = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 2], Gen.Int[1, 28], Gen.Int[0, 2]);

    private static IEnumerable<string> Live(IngestBench bench) => bench.Workspace.Live("runs").Select(key => key["mlflow/run/".Length..]);

    private void Put(string pipeline, int number, string status = "done") =>
        mlflow.Put("run", $"{pipeline}{number}", $$"""{"pipeline":"{{pipeline}}","started":"2026-11-{{number:00}}T08:00:00Z","status":"{{status}}"}""");

    private void PutRuns(string pipeline, int first, int last)
    {
        foreach (var number in Enumerable.Range(first, last - first + 1))
        {
            Put(pipeline, number);
        }
    }

    // a1 is older than the three newest; b has one.
    private async Task<IngestBench> SyncedAsync()
    {
        var bench = await StartAsync();
        PutRuns("a", 2, 4);
        Put("b", 1);
        await bench.SyncAsync();
        Put("a", 1);
        await bench.SyncAsync();
        Assert.Equal(["a2", "a3", "a4", "b1"], Live(bench));
        return bench;
    }

    private Task<IngestBench> StartAsync() => IngestBench.StartAsync(Catalog(Runs), time, mlflow);

    private Catalog Catalog(string runs, LivingSource? source = null)
    {
        var result = CatalogReader.Read("mappings", [("mappings/runs.yaml", runs)], [source ?? mlflow]);
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        return result.Catalog;
    }
}
