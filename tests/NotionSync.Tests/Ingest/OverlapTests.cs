using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;

namespace NotionSync.Tests.Ingest;

public sealed class OverlapTests
{
    private readonly LivingSource mlflow = new("MLflow", "version");
    private readonly LivingSource wandb = new("Wandb", "artifact");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_of_one_sync_are_read_at_the_same_time()
    {
        await using var bench = await StartAsync();
        var (mine, other) = (new TaskCompletionSource(), new TaskCompletionSource());
        mlflow.Before = (_, stop) => Meet(mine, other, stop);
        wandb.Before = (_, stop) => Meet(other, mine, stop);

        var report = await bench.SyncAsync();

        Assert.Equal(["MLflow", "Wandb", "us"], report.Sources.Select(source => source.Name));
    }

    [Fact]
    public async Task What_is_ready_is_written_after_a_short_wait_and_the_rest_when_it_is_done()
    {
        await using var bench = await StartAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","lab":"Bern"}""");
        wandb.Put("artifact", "a", """{"name":"a","version":"1","score":3}""");
        wandb.Before = (number, stop) => number == 1 ? gate.Task.WaitAsync(stop) : Task.CompletedTask;

        var sync = bench.SyncAsync();
        await UntilAsync(() => bench.Workspace.Writes.Count == 2, () => time.Advance(TimeSpan.FromSeconds(1)));
        Assert.False(sync.IsCompleted);
        gate.SetResult();
        var report = await sync;

        Assert.Equal(["create labs/mlflow/version/Bern", "create models/mlflow/version/a/1"], bench.Workspace.Writes.Take(2).Order());
        Assert.Equal([(2, 0), (0, 1)], report.Sources.Take(2).Select(source => (source.Created, source.Updated)));
    }

    [Fact]
    public async Task Rows_of_a_source_that_is_still_read_are_written_once()
    {
        await using var bench = await StartAsync();
        Fill(count: 600);
        var isHalf = new TaskCompletionSource();
        mlflow.Before = (number, stop) =>
        {
            if (number < 550)
            {
                return Task.CompletedTask;
            }

            isHalf.TrySetResult();
            return gate.Task.WaitAsync(stop);
        };

        var slow = bench.SyncAsync("MLflow");
        await isHalf.Task.WaitAsync(Stop);
        await bench.SyncAsync("Wandb");
        await bench.Engine.IntakeAsync(new Quiet(), Stop);
        var before = bench.Workspace.Writes.Count;
        gate.SetResult();
        var report = await slow;

        Assert.Equal(0, before);
        Assert.Equal(600, bench.Workspace.Writes.Count);
        Assert.Equal(600, report.Sources[0].Created);
        Assert.Equal(600L, report.Calls.Write);
    }

    [Fact]
    public async Task Calls_of_another_run_are_not_counted()
    {
        await using var bench = await StartAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1"}""");
        wandb.Before = (_, stop) => gate.Task.WaitAsync(stop);

        var slow = bench.SyncAsync("Wandb");
        var quick = await bench.SyncAsync("MLflow");
        gate.SetResult();

        Assert.Equal((1L, 0L), (quick.Calls.Write, (await slow).Calls.Write));
    }

    [Fact]
    public async Task A_source_is_read_by_one_run_at_a_time()
    {
        await using var bench = await StartAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1"}""");
        mlflow.Before = (_, stop) => gate.Task.WaitAsync(stop);

        var first = bench.SyncAsync("MLflow");
        await UntilAsync(() => mlflow.Queries.Count == 1, () => { });
        var second = bench.SyncAsync("MLflow");
        await bench.SyncAsync("Wandb");
        Assert.Single(mlflow.Queries);
        gate.SetResult();
        await first;
        await second;

        Assert.Equal([null, "1"], mlflow.Queries.Select(query => query.Cursor));
        Assert.Single(bench.Workspace.Writes);
    }

    [Fact]
    public async Task A_source_that_fails_in_the_middle_leaves_every_row_and_delays_no_other()
    {
        await using var bench = await StartAsync();
        Fill(count: 700);
        wandb.Put("artifact", "a", """{"name":"m3","version":"1","score":3}""");
        await bench.SyncAsync();
        mlflow.Before = (number, _) => number == 300 ? throw new SourceException("MLflow answered 502 at page 3. Look whether it runs.") : Task.CompletedTask;
        wandb.Put("artifact", "a", """{"name":"m3","version":"1","score":4}""");
        time.Advance(TimeSpan.FromHours(25));

        var report = await bench.SyncAsync();

        var failed = Assert.Single(report.Sources.SelectMany(source => source.Failed));
        Assert.Equal(("", "MLflow"), (failed.Database, failed.Key));
        Assert.Equal(0, report.Sources.Sum(source => source.Gone + source.Blocked));
        Assert.Equal(1, report.Sources.Single(source => source.Name == "Wandb").Updated);
        Assert.Equal(["update models/mlflow/version/m003"], bench.Workspace.Writes.Skip(700));
    }

    [Fact]
    public async Task A_fault_of_the_product_ends_the_run_after_the_others_are_done()
    {
        await using var bench = await StartAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1"}""");
        wandb.Before = (_, _) => throw new InvalidOperationException("a mistake of ours");

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SyncAsync());

        Assert.Single(bench.Workspace.Writes);
        wandb.Before = (_, _) => Task.CompletedTask;
        await bench.SyncAsync();
    }

    [Fact]
    public async Task A_stop_ends_every_reading_and_what_was_read_is_due()
    {
        await using var bench = await StartAsync();
        Fill(count: 600);
        var isHalf = new TaskCompletionSource();
        mlflow.Before = async (number, stop) =>
        {
            if (number == 550)
            {
                isHalf.SetResult();
                await gate.Task.WaitAsync(stop);
            }
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var sync = bench.Engine.SyncAsync([], new SyncOptions(), new Quiet(), stop.Token);
        await isHalf.Task.WaitAsync(Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sync);

        await bench.Engine.IntakeAsync(new Quiet(), Stop);
        Assert.Equal(500, bench.Workspace.Writes.Count);
    }

    [Fact]
    public async Task Each_source_s_row_in_notion_is_told_as_soon_as_it_is_done()
    {
        var catalog = ModelCatalog.With([mlflow, wandb], withIntegrations: true);
        await using var bench = await IngestBench.StartAsync(catalog, time, mlflow, wandb);
        await bench.PutRowsAsync("integrations", "MLflow", "Wandb");
        await bench.SyncAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1"}""");
        wandb.Before = (_, stop) => gate.Task.WaitAsync(stop);
        time.Advance(TimeSpan.FromHours(2));
        var before = bench.Workspace.Writes.Count;

        var sync = bench.SyncAsync();
        await UntilAsync(() => bench.Workspace.Writes.Count == before + 2, () => time.Advance(TimeSpan.FromSeconds(1)));
        var told = bench.Workspace.Writes.Skip(before).ToList();
        gate.SetResult();
        await sync;

        Assert.Equal(["create models/mlflow/version/a/1", "update integrations/seed/integrations/MLflow"], told);
        Assert.Equal(["update integrations/seed/integrations/Wandb"], bench.Workspace.Writes.Skip(before + 2));
    }

    [Fact]
    public async Task An_approval_that_comes_while_the_source_is_read_counts_for_the_next_read()
    {
        var catalog = ModelCatalog.With([mlflow, wandb], withIntegrations: true);
        await using var bench = await IngestBench.StartAsync(catalog, time, mlflow, wandb);
        await bench.PutRowsAsync("integrations", "MLflow", "Wandb");
        Fill(count: 40);
        await bench.SyncAsync();
        for (var number = 1; number < 40; number++)
        {
            mlflow.Take("version", $"m{number:000}");
        }

        time.Advance(TimeSpan.FromDays(1));
        mlflow.Before = (_, stop) => gate.Task.WaitAsync(stop);
        var sync = bench.SyncAsync("MLflow");
        await UntilAsync(() => mlflow.Queries.Count == 2, () => { });
        await bench.TickAsync("integrations", "MLflow", "Approve removals");
        gate.SetResult();
        var blocked = await sync;
        var approved = await bench.SyncAsync("MLflow");
        var after = await bench.SyncAsync("MLflow");

        Assert.Equal([(39, 0), (0, 39), (0, 0)], new[] { blocked, approved, after }.Select(report => (report.Sources[0].Blocked, report.Sources[0].Gone)));
        Assert.Equal([null, null, null, "79"], mlflow.Queries.Select(query => query.Cursor));
    }

    private static async Task Meet(TaskCompletionSource mine, TaskCompletionSource other, CancellationToken stop)
    {
        mine.TrySetResult();
        await other.Task.WaitAsync(stop);
    }

    private static async Task UntilAsync(Func<bool> holds, Action meanwhile)
    {
        while (!holds())
        {
            meanwhile();
            await Task.Delay(1, Stop);
        }
    }

    private void Fill(int count)
    {
        for (var number = 0; number < count; number++)
        {
            mlflow.Put("version", $"m{number:000}", $$"""{"name":"m{{number}}","version":"1"}""");
        }
    }

    private Task<IngestBench> StartAsync() => IngestBench.StartAsync(ModelCatalog.With([mlflow, wandb]), time, mlflow, wandb);

    private sealed class Quiet : IProgress<EngineStep>
    {
        public void Report(EngineStep value)
        {
        }
    }
}
