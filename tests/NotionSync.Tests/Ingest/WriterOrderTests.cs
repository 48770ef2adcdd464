using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Sync;

namespace NotionSync.Tests.Ingest;

/// <summary>Who has the say in a row of which several records speak, and what remains when one of them falls silent.</summary>
public sealed class WriterOrderTests
{
    private const string Nodes = """
        database: { id: nodes, title: Nodes }
        properties:
          Node: { type: title, writer: [mlflow, wandb] }
          Status: { type: text, writer: [mlflow, wandb], missing: clear }
          Load: { type: number, writer: mlflow, missing: clear }
          Size: { type: number, writer: wandb }
        sources:
          - source: MLflow
            kind: node
            name: nodes
            key: key
            match: { Node: name }
            values: { Node: name, Status: status, Load: load }
          - source: MLflow
            kind: gpu
            name: gpus
            key: key
            match: { Node: name }
            values: { Node: name, Status: status }
          - source: Wandb
            kind: node
            key: key
            match: { Node: name }
            values: { Node: name, Status: status, Size: size }
        """;

    private readonly LivingSource mlflow = new("MLflow", "node", "gpu");
    private readonly LivingSource wandb = new("Wandb", "node");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("a100")]
    [InlineData("zeta")]
    public async Task Of_two_blocks_of_one_source_the_first_in_the_mapping_has_the_say_whatever_their_keys(string key)
    {
        await using var bench = await StartAsync();
        mlflow.Put("node", key, """{"name":"n","status":"Down"}""");
        mlflow.Put("gpu", "m", """{"name":"n","status":"Active"}""");

        await bench.SyncAsync();

        AssertRow(bench, "Status=t:Down");
    }

    [Fact]
    public async Task When_a_record_is_gone_the_next_writer_has_the_say_and_what_nobody_says_is_cleared()
    {
        await using var bench = await StartAsync();
        mlflow.Put("node", "a", """{"name":"n","status":"Down","load":3}""");
        wandb.Put("node", "w", """{"name":"n","status":"Seen","size":8}""");
        await bench.SyncAsync();
        AssertRow(bench, "Status=t:Down", "Load=n:3");
        mlflow.Take("node", "a");
        mlflow.Put("node", "b", """{"name":"other"}""");

        await bench.SyncAsync(new SyncOptions(Full: true), "MLflow");

        AssertRow(bench, "Status=t:Seen", "Size=n:8");
        Assert.DoesNotContain(bench.Workspace.Rows(), row => row.Contains("Load=n:3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_read_is_not_cleared_and_what_was_read_without_it_is()
    {
        await using var bench = await StartAsync();
        mlflow.Put("node", "a", """{"name":"n","status":"Up","load":3}""");
        await bench.SyncAsync();
        mlflow.IsPartial = true;
        mlflow.Put("node", "a", """{"name":"n","status":"Down"}""");
        await bench.SyncAsync();
        AssertRow(bench, "Status=t:Down", "Load=n:3");
        mlflow.IsPartial = false;
        mlflow.Put("node", "a", """{"name":"n","status":"Down"}""");

        await bench.SyncAsync();

        Assert.DoesNotContain(bench.Workspace.Rows(), row => row.Contains("Load=n:3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Kind_that_fails_leaves_the_others_to_be_read_unless_the_fault_is_of_all(bool harmsAll, int reads)
    {
        await using var bench = await StartAsync();
        mlflow.Put("gpu", "m", """{"name":"n","status":"Active"}""");
        mlflow.Before = (_, _) => mlflow.Queries.Count == 1 ? throw new SourceException("404") { HarmsAll = harmsAll } : Task.CompletedTask;

        var report = await bench.SyncAsync("MLflow");

        Assert.Equal(reads, mlflow.Queries.Count);
        var failed = Assert.Single(report.Sources.SelectMany(source => source.Failed));
        Assert.Equal(harmsAll ? "" : "nodes", failed.Database);
        Assert.Equal(harmsAll ? 0 : 1, bench.Workspace.Rows().Count(row => row.StartsWith("nodes ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fault_that_no_source_should_have_is_told_and_the_run_is_ended_before_it_is_raised()
    {
        await using var bench = await StartAsync();
        mlflow.Before = (_, _) => throw new InvalidOperationException("a slip of ours");
        wandb.Put("node", "w", """{"name":"n","size":8}""");

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SyncAsync());

        AssertRow(bench, "Size=n:8");
        var run = Assert.Single(await bench.State.ReadRunsAsync("MLflow", 1, TestContext.Current.CancellationToken));
        Assert.Contains("MLflow was not read to its end: a slip of ours", run.Report, StringComparison.Ordinal);
    }

    private Task<IngestBench> StartAsync()
    {
        var result = CatalogReader.Read("mappings", [("mappings/nodes.yaml", Nodes)], [mlflow, wandb]);
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        return IngestBench.StartAsync(result.Catalog, time, mlflow, wandb);
    }

    private static void AssertRow(IngestBench bench, params string[] values)
    {
        var row = Assert.Single(bench.Workspace.Rows(), row => row.Contains("Node=t:n;", StringComparison.Ordinal));
        Assert.All(values, value => Assert.Contains(value, row, StringComparison.Ordinal));
    }
}
