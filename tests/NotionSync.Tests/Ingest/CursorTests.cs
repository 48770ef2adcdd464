using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sync;
using NotionSync.Tests.Spine;

namespace NotionSync.Tests.Ingest;

public sealed class CursorTests
{
    private readonly LivingSource mlflow = new("MLflow", "version");
    private readonly LivingSource wandb = new("Wandb", "artifact");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Blocks_that_ask_for_the_same_are_read_once_and_each_gets_every_record()
    {
        await using var bench = await StartAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.9,"lab":"Bern","place":"Switzerland"}""");
        mlflow.Put("version", "b/1", """{"name":"b","version":"1","accuracy":0.8}""");

        var report = await bench.SyncAsync();

        var query = Assert.Single(mlflow.Queries);
        Assert.Null(query.Cursor);
        Assert.Equal("2", query.Settings!["pages"]!.ToJsonString());
        Assert.Equal(2, report.Sources.Single(source => source.Name == "MLflow").Read);
        Assert.Equal(
            ["labs mlflow/version/Bern", "models mlflow/version/a/1", "models mlflow/version/b/1"],
            bench.Workspace.Rows().Select(row => string.Join(' ', row.Split(' ')[..2])));
    }

    [Fact]
    public async Task The_next_sync_begins_where_the_last_one_ended_and_calls_nothing_gone()
    {
        await using var bench = await SyncedAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.95}""");

        var report = await bench.SyncAsync("MLflow");

        Assert.Equal([null, "2"], mlflow.Queries.Select(query => query.Cursor));
        var line = report.Sources.Single(source => source.Name == "MLflow");
        Assert.Equal((1, 1, 0, 0), (line.Read, line.Updated, line.Gone, line.Blocked));
        await bench.SyncAsync("MLflow");
        Assert.Equal("3", mlflow.Queries[^1].Cursor);
    }

    [Fact]
    public async Task Everything_is_read_again_after_a_day_and_what_is_gone_is_found()
    {
        await using var bench = await SyncedAsync();
        mlflow.Take("version", "b/1");
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, (await bench.SyncAsync("MLflow")).Sources.Sum(source => source.Gone));
        time.Advance(TimeSpan.FromHours(1));

        var report = await bench.SyncAsync("MLflow");

        Assert.Equal([null, "2", null], mlflow.Queries.Select(query => query.Cursor));
        Assert.Equal(1, report.Sources.Sum(source => source.Gone));
        await bench.SyncAsync("MLflow");
        Assert.Equal("3", mlflow.Queries[^1].Cursor);
    }

    [Theory]
    [InlineData("accuracy }", "accuracy, Score: score }")]
    [InlineData("key: key\n    match: { Name: name, Version: version }\n    values", "key: key\n    values")]
    [InlineData("links: { Lab: lab }", "links: { Lab: place }")]
    [InlineData("    links: { Lab: lab }", "    links: { Lab: lab }\n    missing: keep")]
    [InlineData("Accuracy: { type: number,", "Accuracy: { type: number, format: percent,")]
    public async Task A_changed_mapping_has_everything_read_again(string before, string after)
    {
        await using var bench = await SyncedAsync();
        bench.Restart(ModelCatalog.With([mlflow, wandb], text =>
        {
            Assert.Contains(before, text, StringComparison.Ordinal);
            return text.Replace(before, after, StringComparison.Ordinal).Replace("Score: { type: number, writer: wandb }", "Score: { type: number, writer: [wandb, mlflow] }", StringComparison.Ordinal);
        }));

        await bench.SyncAsync();
        await bench.SyncAsync();

        Assert.Equal([null, null, "2"], mlflow.Queries.Select(query => query.Cursor));
    }

    [Fact]
    public async Task A_person_can_ask_for_everything()
    {
        await using var bench = await SyncedAsync();

        await bench.SyncAsync(new SyncOptions(Full: true));
        await bench.SyncAsync(new SyncOptions(AllowRemovals: "they are meant"));
        await bench.SyncAsync();

        Assert.Equal([null, null, null, "2"], mlflow.Queries.Select(query => query.Cursor));
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("names no place")]
    [InlineData("has a record without a key")]
    public async Task A_read_that_is_not_whole_is_made_again_from_the_same_place(string how)
    {
        await using var bench = await SyncedAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.95}""");
        switch (how)
        {
            case "fails":
                mlflow.Before = (number, _) => number == 1 ? throw new SourceException("connection reset") : Task.CompletedTask;
                break;
            case "names no place":
                mlflow.Also = new SourceItem.Failed("experiment 3", "403");
                mlflow.NamesCursors = false;
                break;
            case "has a record without a key":
                mlflow.Put("version", "", """{"name":"c","version":"1"}""");
                break;
        }

        await bench.SyncAsync("MLflow");
        mlflow.Before = (_, _) => Task.CompletedTask;
        mlflow.Also = null;
        mlflow.NamesCursors = true;
        mlflow.Take("version", "");
        await bench.SyncAsync("MLflow");

        Assert.Equal([null, "2", "2"], mlflow.Queries.Select(query => query.Cursor));
        AssertAccuracy(bench, "0.95");
    }

    [Fact]
    public async Task A_failed_part_leaves_it_to_the_source_where_the_next_read_begins()
    {
        await using var bench = await SyncedAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.95}""");
        mlflow.Also = new SourceItem.Failed("experiment 3", "403");

        await bench.SyncAsync("MLflow");
        await bench.SyncAsync("MLflow");

        Assert.Equal([null, "2", "3"], mlflow.Queries.Select(query => query.Cursor));
        AssertAccuracy(bench, "0.95");
    }

    [Theory]
    [InlineData("""{"name":"c","version":"1","accuracy":"very good"}""", "very good")]
    [InlineData("""{"name":"a","version":"1"}""", "both match the row")]
    public async Task A_record_that_cannot_be_taken_is_told_in_every_sync_until_it_comes_again_and_costs_the_others_nothing(string record, string reason)
    {
        await using var bench = await SyncedAsync();
        mlflow.Put("version", "c/1", record);

        var first = await bench.SyncAsync("MLflow");
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.95}""");
        var second = await bench.SyncAsync("MLflow");
        mlflow.Put("version", "c/1", """{"name":"c","version":"1","accuracy":0.7}""");
        var third = await bench.SyncAsync("MLflow");
        var fourth = await bench.SyncAsync("MLflow");

        Assert.Equal([null, "2", "3", "4", "5"], mlflow.Queries.Select(query => query.Cursor));
        foreach (var told in (RunReport[])[first, second])
        {
            var failed = Assert.Single(told.Sources.SelectMany(source => source.Failed));
            Assert.Equal(("models", "mlflow/version/c/1"), (failed.Database, failed.Key));
            Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        }

        Assert.All([third, fourth], mended => Assert.Empty(mended.Sources.SelectMany(source => source.Failed)));
        AssertAccuracy(bench, "0.95");
        Assert.Contains(bench.Workspace.Rows(), row => row.StartsWith("models mlflow/version/c/1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_cannot_be_taken_leaves_its_row_as_it_was()
    {
        await using var bench = await SyncedAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":"very good"}""");

        var report = await bench.SyncAsync(new SyncOptions(Full: true), "MLflow");

        Assert.Equal(0, report.Sources.Sum(source => source.Gone));
        AssertAccuracy(bench, "0.9");
    }

    [Fact]
    public async Task What_a_block_no_longer_asks_for_is_out_of_scope_and_not_gone()
    {
        await using var bench = await SyncedAsync();
        bench.Restart(ModelCatalog.With([mlflow, wandb], text => text.Replace("pages: 2", "pages: 3", StringComparison.Ordinal)));
        mlflow.Take("version", "b/1");

        var narrowed = await bench.SyncAsync("MLflow");
        mlflow.Put("version", "c/1", """{"name":"c","version":"1"}""");
        await bench.SyncAsync("MLflow");
        mlflow.Take("version", "c/1");
        var later = await bench.SyncAsync(new SyncOptions(Full: true), "MLflow");

        Assert.Equal((0, 1), (narrowed.Sources.Sum(source => source.Gone), later.Sources.Sum(source => source.Gone)));
        Assert.All([narrowed, later], report => Assert.Contains(report.Remarks, remark => remark.What == "1 row is out of scope since 'read' was changed, and kept."));
        Assert.Contains(bench.Workspace.Rows(), row => row.StartsWith("models mlflow/version/b/1", StringComparison.Ordinal) && row.Contains("Live", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_keeps_what_it_is_known_by_whatever_else_a_record_says_of_it()
    {
        await using var bench = await StartAsync();
        bench.Restart(ModelCatalog.With([mlflow, wandb], text => text.Replace("Name: name, Version: version, Accuracy", "Name: \"concat(name, '!')\", Version: version, Accuracy", StringComparison.Ordinal)));
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.9}""");
        wandb.Put("artifact", "a", """{"name":"a","version":"1","score":3}""");

        await bench.SyncAsync();

        var row = Assert.Single(bench.Workspace.Rows(), row => row.StartsWith("models ", StringComparison.Ordinal));
        Assert.Contains("Name=t:a;", row, StringComparison.Ordinal);
        Assert.Contains("Score=n:3", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_that_is_held_back_is_found_by_every_sync_until_it_is_meant()
    {
        await using var bench = await StartAsync();
        for (var number = 0; number < 40; number++)
        {
            mlflow.Put("version", $"m{number}", $$"""{"name":"m{{number}}","version":"1"}""");
        }

        await bench.SyncAsync();
        for (var number = 1; number < 40; number++)
        {
            mlflow.Take("version", $"m{number}");
        }

        time.Advance(TimeSpan.FromHours(24));
        var first = await bench.SyncAsync("MLflow");
        var second = await bench.SyncAsync("MLflow");
        var meant = await bench.SyncAsync(new SyncOptions(AllowRemovals: "they are meant"), "MLflow");

        Assert.Equal((39, 39, 0), (Blocked(first), Blocked(second), Blocked(meant)));
        Assert.Equal(39, meant.Sources.Sum(source => source.Gone));
    }

    [Fact]
    public async Task A_plan_asks_what_the_sync_will_ask_and_moves_nothing()
    {
        await using var bench = await SpineBench.StartAsync([mlflow, wandb], ModelCatalog.With([mlflow, wandb]), time);
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.9}""");
        await bench.PlanAsync(withSources: true);
        await bench.ImportAsync();
        await bench.PlanAsync(withSources: true);
        await bench.SyncAsync();
        mlflow.Put("version", "b/1", """{"name":"b","version":"1","accuracy":0.9}""");

        var plan = await bench.PlanAsync(withSources: true);
        await bench.PlanAsync(withSources: true);
        var report = await bench.SyncAsync();

        Assert.Equal([null, null, null, "1", "1", "1"], mlflow.Queries.Select(query => query.Cursor));
        Assert.Equal((1, 1L), (plan.Writes, report.Calls.Write));
    }

    private static void AssertAccuracy(IngestBench bench, string accuracy) => Assert.Contains(
        $"Accuracy=n:{accuracy}",
        Assert.Single(bench.Workspace.Rows(), row => row.StartsWith("models mlflow/version/a/1", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    private static int Blocked(RunReport report) => report.Sources.Sum(source => source.Blocked);

    private Task<IngestBench> StartAsync() => IngestBench.StartAsync(ModelCatalog.With([mlflow, wandb]), time, mlflow, wandb);

    private async Task<IngestBench> SyncedAsync()
    {
        var bench = await StartAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"1","accuracy":0.9}""");
        mlflow.Put("version", "b/1", """{"name":"b","version":"1","accuracy":0.8}""");
        await bench.SyncAsync();
        return bench;
    }
}
