using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Tests.Ingest;

public sealed class WaitingTests
{
    private readonly LivingSource mlflow = new("MLflow", "version");
    private readonly LivingSource wandb = new("Wandb", "artifact");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("MLflow", "Wandb")]
    [InlineData("Wandb", "MLflow")]
    public async Task Two_sources_that_speak_of_one_new_thing_make_one_row_whoever_is_first(string first, string second)
    {
        await using var bench = await StartAsync();
        Version("a", "1");
        Artifact("x", "a", "1", score: 3);

        await bench.SyncAsync(first);
        await bench.SyncAsync(second);

        Assert.Equal(1, bench.Workspace.Writes.Count(write => write.StartsWith("create", StringComparison.Ordinal)));
        Assert.Contains("Score=n:3", Assert.Single(bench.Workspace.Rows()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_one_sync_their_row_is_written_with_one_call()
    {
        await using var bench = await StartAsync();
        Version("a", "1");
        Artifact("x", "a", "1", score: 3);

        await bench.SyncAsync();

        Assert.Equal(["create models/mlflow/version/a/1"], bench.Workspace.Writes);
        Assert.Contains("Score=n:3", Assert.Single(bench.Workspace.Rows()), StringComparison.Ordinal);
        Assert.Empty(await WaitingAsync(bench));
    }

    [Fact]
    public async Task A_record_without_a_row_waits_for_one_though_it_is_told_of_only_once()
    {
        await using var bench = await StartAsync();
        Artifact("x", "a", "1", score: 3);
        Artifact("y", "b", "1", score: 4);
        await bench.SyncAsync();
        Artifact("x", "a", "1", score: 5);
        await bench.SyncAsync("Wandb");
        bench.Restart(Catalog());
        await bench.SyncAsync("Wandb");
        Version("a", "1");

        await bench.SyncAsync("MLflow");

        Assert.Equal([null, "2", "3"], wandb.Queries.Select(query => query.Cursor));
        Assert.Contains("Score=n:5", Assert.Single(bench.Workspace.Rows()), StringComparison.Ordinal);
        Assert.Equal(["wandb/artifact/y"], await WaitingAsync(bench));
    }

    [Fact]
    public async Task A_row_whose_properties_change_is_given_to_the_record_that_waits_for_them()
    {
        await using var bench = await StartAsync();
        Artifact("x", "a", "2", score: 3);
        Version("a", "1");
        await bench.SyncAsync();
        mlflow.Put("version", "a/1", """{"name":"a","version":"2"}""");

        await bench.SyncAsync("MLflow");

        Assert.Contains("Score=n:3", Assert.Single(bench.Workspace.Rows()), StringComparison.Ordinal);
        Assert.Equal(2, bench.Workspace.Writes.Count);
    }

    [Fact]
    public async Task What_waits_is_forgotten_when_its_record_is_gone()
    {
        await using var bench = await StartAsync();
        Artifact("x", "a", "1", score: 3);
        Artifact("y", "b", "1", score: 3);
        await bench.SyncAsync();
        wandb.Take("artifact", "x");
        await bench.SyncAsync("Wandb");
        Assert.Equal(["wandb/artifact/x", "wandb/artifact/y"], await WaitingAsync(bench));
        time.Advance(TimeSpan.FromDays(1));

        await bench.SyncAsync("Wandb");
        Assert.Equal(["wandb/artifact/y"], await WaitingAsync(bench));
        wandb.Take("artifact", "y");
        await bench.SyncAsync(new SyncOptions(Full: true), "Wandb");

        Assert.Empty(await WaitingAsync(bench));
        Version("a", "1");
        Assert.Equal(1, (await bench.SyncAsync()).Calls.Write);
        Assert.DoesNotContain("Score", Assert.Single(bench.Workspace.Rows()), StringComparison.Ordinal);
        Assert.Null(wandb.Queries[^1].Cursor);
    }

    [Fact]
    public async Task A_record_that_leaves_the_block_s_scope_waits_no_longer()
    {
        string Scoped(string text) => text.Replace("create: false", "create: false\n    where: score > `1`", StringComparison.Ordinal);
        await using var bench = await StartAsync(Scoped);
        Artifact("x", "a", "1", score: 3);
        await bench.SyncAsync();
        Assert.Single(await WaitingAsync(bench));

        Artifact("x", "a", "1", score: 1);
        await bench.SyncAsync(new SyncOptions(Full: true));

        Assert.Empty(await WaitingAsync(bench));
    }

    [Fact]
    public async Task Of_two_records_that_match_one_row_the_second_is_named_and_not_lost()
    {
        await using var bench = await StartAsync();
        Artifact("x", "a", "1", score: 3);
        Artifact("y", "a", "1", score: 4);
        Version("a", "1");

        var report = await bench.SyncAsync();
        mlflow.Put("version", "a/2", """{"name":"a","version":"2"}""");
        Artifact("y", "a", "2", score: 4);
        await bench.SyncAsync();

        var failed = Assert.Single(report.Sources.SelectMany(source => source.Failed));
        Assert.Contains("'wandb/artifact/x' both match the row 'mlflow/version/a/1'", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["Score=n:3", "Score=n:4"], bench.Workspace.Rows().Select(row => row.Split("; ").Single(value => value.StartsWith("Score", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_record_finds_its_row_by_what_claims_say_before_the_row_is_in_Notion()
    {
        await using var bench = await StartAsync();
        Version("a", "1");
        bench.Workspace.Before = (_, _) => throw new WorkspaceException(WorkspaceFault.Unauthorized, "The token is no longer valid.");
        await bench.SyncAsync("MLflow");
        bench.Workspace.Before = (_, _) => Task.CompletedTask;
        Artifact("x", "a", "1", score: 3);

        await bench.SyncAsync("Wandb");

        Assert.Single(bench.Workspace.Writes);
        Assert.Contains("Score=n:3", Assert.Single(bench.Workspace.Rows()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MLflow", "Wandb")]
    [InlineData("Wandb", "MLflow")]
    public async Task One_rule_of_what_is_the_same_is_enough_for_two_makers(string first, string second)
    {
        // Only W&B's block says how the same thing is known; both make rows.
        await using var bench = await StartAsync(text => text
            .Replace("    match: { Name: name, Version: version }\n    values: { Model", "    values: { Model", StringComparison.Ordinal)
            .Replace("create: false\n    values: {", "values: { Model: name, Name: name, Version: version,", StringComparison.Ordinal));
        Version("a", "1");
        Version("b", "1");
        Artifact("x", "a", "1", score: 3);
        Artifact("z", "c", "1", score: 4);

        await bench.SyncAsync(first);
        await bench.SyncAsync(second);

        Assert.Equal(["Name=t:a", "Name=t:b", "Name=t:c"], bench.Workspace.Rows().Select(row => row.Split("; ").Single(value => value.StartsWith("Name", StringComparison.Ordinal))).Order());
    }

    private static async Task<List<string>> WaitingAsync(IngestBench bench)
    {
        var keys = new List<string>();
        await foreach (var mark in bench.State.ReadWaitingMarksOfBlockAsync("models", "wandb artifact", Stop))
        {
            keys.Add(mark.Claimant.Value);
        }

        return keys;
    }

    private void Version(string name, string version) => mlflow.Put("version", $"{name}/{version}", $$"""{"name":"{{name}}","version":"{{version}}"}""");

    private void Artifact(string key, string name, string version, int score) =>
        wandb.Put("artifact", key, $$"""{"name":"{{name}}","version":"{{version}}","score":{{score}}}""");

    private Mapping.Catalog Catalog(Func<string, string>? change = null) => ModelCatalog.With([mlflow, wandb], change);

    private Task<IngestBench> StartAsync(Func<string, string>? change = null) => IngestBench.StartAsync(Catalog(change), time, mlflow, wandb);
}
