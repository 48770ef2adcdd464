using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Tests.Spine;

/// <summary>What happens at Weights &amp; Biases after a sync, and which rows follow.</summary>
public sealed class WandbChangeTests : IAsyncLifetime
{
    private readonly WandbSynced synced = new();

    public ValueTask InitializeAsync() => synced.InitializeAsync();

    public ValueTask DisposeAsync() => synced.DisposeAsync();

    [Fact]
    public async Task Nothing_happened_and_nothing_is_written()
    {
        var bench = synced.Bench;
        synced.Wait();

        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
        Assert.Equal(0, (await bench.SyncAsync(new SyncOptions { Full = true })).Calls.Write);
    }

    [Fact]
    public async Task Result_that_is_added_to_a_finished_run_changes_its_model_at_once_and_its_own_row_at_the_next_full_read()
    {
        var bench = synced.Bench;
        synced.Run("llm-core", "lc21train")["summaryMetrics"] = """{"accuracy":0.872,"bleu":86.4,"val_loss":1.711}""";
        synced.Wait();

        var sync = await bench.SyncAsync();
        var full = await bench.SyncAsync(new SyncOptions { Full = true });

        Assert.Equal(new PropertyValue.Number(1.711m), await bench.ShownAsync("models", "LLM-Core v2.1", "Loss"));
        Assert.Equal(new PropertyValue.Text("Accuracy 0.872, BLEU 86.4, Loss 1.711"), await bench.ShownAsync("pipelines", "llm-core-v2.1", "Result metrics"));
        Assert.Equal((1, 1), (sync.Calls.Write, full.Calls.Write));
    }

    [Fact]
    public async Task Alias_that_is_set_changes_the_one_row()
    {
        var bench = synced.Bench;
        var versions = synced.Versions("llm-core");
        (versions[0]["aliases"], versions[1]["aliases"]) = (versions[1]["aliases"]!.DeepClone(), versions[0]["aliases"]!.DeepClone());
        synced.Wait();

        var sync = await bench.SyncAsync();

        Assert.Equal(new PropertyValue.Text("s3://acme-datasets/mixcorpus/v5/2025-05"), await bench.ShownAsync("datasets", "MixCorpus v5", "Storage path"));
        Assert.Equal(1, sync.Calls.Write);
    }

    [Fact]
    public async Task Run_that_ends_changes_its_row_and_the_figures_of_its_project()
    {
        var bench = synced.Bench;
        var run = synced.Run("llm-core", "lc22dev");
        (run["state"], run["exitcode"], run["heartbeatAt"]) = ("failed", 1, "2026-11-23T08:05:00");
        synced.Wait();

        var sync = await bench.SyncAsync();

        Assert.Equal(new PropertyValue.Select("Failed"), await bench.ShownAsync("pipelines", "llm-core-v2.2-dev", "Status"));
        Assert.Equal(new PropertyValue.Text("Failed with exit code 1, wanted 0 (W&B)"), await bench.ShownAsync("pipelines", "llm-core-v2.2-dev", "Why"));
        Assert.Equal(new PropertyValue.Number(0.833m), await bench.ShownAsync("pipelines", "llm-core", "Success rate"));
        Assert.Equal(2, sync.Calls.Write);
    }

    [Fact]
    public async Task Score_that_falls_by_more_than_is_allowed_is_a_breach_with_its_reason()
    {
        var bench = synced.Bench;
        synced.Run("llm-core", "lcmon-5")["summaryMetrics"] = """{"eval_score":0.81}""";
        synced.Wait();

        await bench.SyncAsync();

        Assert.Equal(new PropertyValue.Number(8.4m), await bench.ShownAsync("metrics", "Model Drift", "Value"));
        Assert.Equal(new PropertyValue.Checkbox(true), await bench.ShownAsync("metrics", "Model Drift", "Breached"));
        Assert.Equal(new PropertyValue.Text("8.4% is over 5% (EvalTracker / W&B)"), await bench.ShownAsync("metrics", "Model Drift", "Why"));
    }
}
