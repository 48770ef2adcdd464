using NotionSync.Model;

namespace NotionSync.Tests.Spine;

/// <summary>The replayed account of Weights &amp; Biases in the rows of models, datasets, pipelines and metrics, synced once and only looked at.</summary>
public sealed class WandbSyncTests(WandbSynced synced) : IClassFixture<WandbSynced>
{
    private readonly SpineBench bench = synced.Bench;

    [Fact]
    public async Task Versions_take_over_the_rows_of_the_documents_and_others_get_rows_of_their_own()
    {
        var models = (await bench.PagesAsync()).Keys.Where(row => row.Database == "models").ToList();
        Assert.Equal(bench.Catalog["models"].Rows.Length + 1, models.Count);
        Assert.Equal("wandb/registry/QXJ0aWZhY3RDb2xsZWN0aW9uTWVtYmVyc2hpcDo5MDE=", (await bench.RowAsync("models", "LLM-Core v2.0")).Key.Value);
        Assert.Equal(bench.Catalog["datasets"].Rows.Length, (await bench.PagesAsync()).Keys.Count(row => row.Database == "datasets"));
    }

    [Theory]
    [InlineData("models", "LLM-Core v2.1", "Accuracy", 0.872)]
    [InlineData("models", "LLM-Core v2.1", "BLEU", 86.4)]
    [InlineData("models", "LLM-Core v2.1", "Loss", 1.734)]
    [InlineData("models", "TTS-Neo v1.5", "MOS", 4.5)]
    [InlineData("models", "TTS-Neo v1.5", "WER", 0.034)]
    [InlineData("models", "Avatar-Vision v3.0", "Accuracy", 0.92)]
    [InlineData("models", "RAG-Indexer v1.2", "Recall@5", 0.93)]
    [InlineData("models", "Speech-Cleanser v0.9", "SNR (dB)", 12)]
    [InlineData("datasets", "MixCorpus v5", "Size (bytes)", 4e12)]
    [InlineData("datasets", "MixCorpus v5", "Row count", 1.2e9)]
    [InlineData("datasets", "DocEmbed v3", "Row count", 4.8e7)]
    [InlineData("pipelines", "llm-core-v2.1", "GPU hours", 81.62)]
    [InlineData("pipelines", "llm-core-v2.1", "Cost ($)", 122.44)]
    [InlineData("pipelines", "tts-neo-v1.5", "GPU hours", 11.2)]
    [InlineData("pipelines", "tts-neo-v1.5", "Cost ($)", 22.4)]
    [InlineData("pipelines", "speech-cleanser-v0.9", "GPU hours", 8)]
    [InlineData("pipelines", "tts-neo", "Success rate", 0.5)]
    [InlineData("metrics", "Model Drift", "Value", 3.4)]
    public async Task Figures_are_those_of_the_account(string database, string title, string property, double figure)
    {
        Assert.Equal(new PropertyValue.Number((decimal)figure), await bench.ShownAsync(database, title, property));
    }

    [Theory]
    [InlineData("models", "RAG-Indexer v1.2", "Version", "v1.2")]
    [InlineData("datasets", "MixCorpus v5", "Version", "v5")]
    [InlineData("datasets", "VoxSynth", "Version", "v3")]
    [InlineData("datasets", "MixCorpus v5", "Storage path", "s3://acme-datasets/mixcorpus/v5")]
    [InlineData("datasets", "SensorStream", "Digest", "0000013e4999cf130000000078998691")]
    [InlineData("pipelines", "llm-core-v2.1", "Commit", "9fceb02d0ae598e95dc970b74767f19372d61af8")]
    [InlineData("pipelines", "llm-core-v2.1", "Result metrics", "Accuracy 0.872, BLEU 86.4, Loss 1.734")]
    [InlineData("pipelines", "llm-core-v2.1", "Toolchain versions", "PyTorch 2.4, CUDA 12.4, Ray 2.35")]
    [InlineData("pipelines", "llm-core-v2.1", "Container tag", "registry.example.com/llm-train:2.1.0")]
    [InlineData("pipelines", "llm-core-v2.1", "Artifact path", "wandb-artifact:///acme-ai/llm-core/llm-core-checkpoint:v7")]
    [InlineData("pipelines", "glad-sweep-1", "Result metrics", "Loss 1.93")]
    [InlineData("pipelines", "llm-core · sweep learning rate", "Result metrics", "best loss 1.91 in 3 runs")]
    [InlineData("pipelines", "tts-neo-v1.6-exp", "Why", "Failed with exit code 137, wanted 0 (W&B)")]
    [InlineData("pipelines", "brisk-sweep-2", "Why", "Crashed: no sign of life since 30 Aug 2025 12:52 UTC (W&B)")]
    public async Task Words_are_those_of_the_account(string database, string title, string property, string text)
    {
        Assert.Equal(new PropertyValue.Text(text), await bench.ShownAsync(database, title, property));
    }

    [Theory]
    [InlineData("llm-core-v2.1", "Succeeded", "Train", true)]
    [InlineData("llm-core-v2.2-dev", "Running", "Train", false)]
    [InlineData("glad-sweep-1", "Succeeded", "Train", true)]
    [InlineData("brisk-sweep-2", "Failed", "Train", false)]
    [InlineData("calm-sweep-3", "Cancelled", "Train", false)]
    [InlineData("clean-mixcorpus-v5", "Succeeded", "Preprocess", true)]
    [InlineData("drift-check-5", "Succeeded", "Eval", true)]
    public async Task Run_has_its_state_and_stage(string run, string status, string stage, bool succeeded)
    {
        Assert.Equal(new PropertyValue.Select("Run"), await bench.ShownAsync("pipelines", run, "Kind"));
        Assert.Equal(new PropertyValue.Select(status), await bench.ShownAsync("pipelines", run, "Status"));
        Assert.Equal(new PropertyValue.Select(stage), await bench.ShownAsync("pipelines", run, "Stage"));
        Assert.Equal(new PropertyValue.Checkbox(succeeded), await bench.ShownAsync("pipelines", run, "Succeeded"));
    }

    [Fact]
    public async Task Times_of_a_run_are_its_begin_and_its_last_sign_of_life()
    {
        Assert.Equal(PropertyValue.Date.At(new DateTimeOffset(2025, 9, 10, 0, 10, 0, TimeSpan.Zero)), await bench.ShownAsync("pipelines", "llm-core-v2.1", "Started"));
        Assert.Equal(PropertyValue.Date.At(new DateTimeOffset(2025, 9, 10, 10, 22, 0, TimeSpan.Zero)), await bench.ShownAsync("pipelines", "llm-core-v2.1", "Ended"));
        Assert.Equal(PropertyValue.Empty.Value, await bench.ShownAsync("pipelines", "llm-core-v2.2-dev", "Ended"));
        Assert.Equal(PropertyValue.Empty.Value, await bench.ShownAsync("pipelines", "llm-core-v2.2-dev", "GPU hours"));
    }

    [Theory]
    [InlineData("models", "LLM-Core v2.1", "W&B", "https://wandb.example.com/orgs/Acme%20AI/registry/model?selectionPath=acme-ai_org%2Fwandb-registry-model%2FLLM-Core&view=membership&version=v1")]
    [InlineData("models", "LLM-Core v2.1", "Training log", "https://wandb.example.com/acme-ai/llm-core/runs/lc21train/logs")]
    [InlineData("models", "LLM-Core v2.1", "Checkpoint", "https://wandb.example.com/acme-ai/llm-core/artifacts/model/llm-core-checkpoint/v7/files")]
    [InlineData("pipelines", "llm-core-v2.1", "Run URL", "https://wandb.example.com/acme-ai/llm-core/runs/lc21train")]
    public async Task Addresses_lead_to_the_pages_for_people(string database, string title, string property, string address)
    {
        Assert.Equal(new PropertyValue.Url(address), await bench.ShownAsync(database, title, property));
    }

    [Theory]
    [InlineData("models", "LLM-Core v2.1", "Datasets", "datasets", "MixCorpus v5")]
    [InlineData("models", "LLM-Core v2.1", "Trained by", "pipelines", "llm-core-v2.1")]
    [InlineData("models", "LLM-Core v2.1", "Trained by", "pipelines", "llm-core")]
    [InlineData("models", "Speech-Cleanser v0.9", "Datasets", "datasets", "VoxSynth Raw")]
    [InlineData("datasets", "MixCorpus v5", "Pipelines", "pipelines", "clean-mixcorpus-v5")]
    [InlineData("pipelines", "llm-core-v2.1", "Datasets", "datasets", "MixCorpus v5")]
    [InlineData("pipelines", "llm-core-v2.1", "Infra", "infra", "GPU Cluster")]
    [InlineData("pipelines", "llm-core-v2.1", "Parent", "pipelines", "llm-core")]
    [InlineData("pipelines", "glad-sweep-1", "Parent", "pipelines", "llm-core · sweep learning rate")]
    [InlineData("pipelines", "llm-core · sweep learning rate", "Parent", "pipelines", "llm-core")]
    [InlineData("pipelines", "llm-core", "Parent", "pipelines", "Training")]
    public async Task Links_follow_the_lineage(string database, string title, string relation, string other, string linked)
    {
        var links = Assert.IsType<PropertyValue.Relation>(await bench.ShownAsync(database, title, relation));
        Assert.Contains((await bench.RowAsync(other, linked)).PageId!, links.PageIds);
    }

    [Fact]
    public async Task Course_of_the_loss_is_drawn()
    {
        Assert.StartsWith("llm-core-validation-loss-", Assert.Single(Assert.IsType<PropertyValue.Files>(await bench.ShownAsync("models", "LLM-Core v2.1", "Loss curve")).Links).Name, StringComparison.Ordinal);
        Assert.StartsWith("rag-indexer-loss-", Assert.Single(Assert.IsType<PropertyValue.Files>(await bench.ShownAsync("models", "RAG-Indexer v1.2", "Loss curve")).Links).Name, StringComparison.Ordinal);
    }
}
