using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Model;
using NotionSync.Sources;
using NotionSync.Sync;

namespace NotionSync.Tests.Spine;

/// <summary>The replayed MLflow in the rows of models, datasets and pipelines.</summary>
public sealed class MlflowSyncTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private MlflowReplay mlflow = null!;
    private ReplayServer server = null!;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        mlflow = new MlflowReplay(time);
        server = await ReplayServer.StartAsync(mlflow, TestContext.Current.CancellationToken);
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSources(new ConfigurationBuilder().AddInMemoryCollection(server.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build())
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Doctor_finds_nothing_wrong_with_the_replay() => Assert.DoesNotContain(
        await Source.CheckAsync(TestContext.Current.CancellationToken), finding => !finding.What.Contains("clock", StringComparison.Ordinal));

    [Fact]
    public async Task Versions_and_datasets_take_over_the_rows_of_the_documents()
    {
        await using var bench = await SyncedAsync();
        var rows = (await bench.PagesAsync()).Keys;

        // Each of the five models has an earlier version, and each dataset an evaluation part, that the documents do not name.
        Assert.Equal(5 + 5, rows.Count(row => row.Database == "models"));
        Assert.Equal(6 + 5, rows.Count(row => row.Database == "datasets"));
        Assert.Equal(5 + 6 + 21, rows.Count(row => row.Database == "pipelines"));
    }

    [Fact]
    public async Task Models_are_those_of_the_registry()
    {
        await using var bench = await SyncedAsync();
        (string Model, string Deployment, string Family, decimal Parameters, decimal Size, string Cuda, string Trained)[] models =
        [
            ("LLM-Core v2.1", "Production", "LLM", 13_000_000_000, 26, "12.4", "2025-09-10"),
            ("TTS-Neo v1.5", "Production", "TTS encoder", 118_000_000, 0.5m, "12.1", "2025-07-01"),
            ("Avatar-Vision v3.0", "Beta", "Vision", 1_400_000_000, 5.6m, "12.4", "2025-08-12"),
            ("RAG-Indexer v1.2", "Production", "Retriever", 110_000_000, 0.44m, "11.8", "2025-05-20"),
            ("Speech-Cleanser v0.9", "Testing", "Autoencoder", 9_000_000, 0.04m, "11.8", "2025-04-22"),
        ];
        foreach (var (model, deployment, family, parameters, size, cuda, trained) in models)
        {
            Assert.Equal(new PropertyValue.Select(deployment), await bench.ShownAsync("models", model, "Deployment"));
            Assert.Equal(new PropertyValue.Select(family), await bench.ShownAsync("models", model, "Family"));
            Assert.Equal(new PropertyValue.Select("PyTorch"), await bench.ShownAsync("models", model, "Framework"));
            Assert.Equal(new PropertyValue.Number(parameters), await bench.ShownAsync("models", model, "Parameters"));
            Assert.Equal(new PropertyValue.Number(size), await bench.ShownAsync("models", model, "Size (GB)"));
            Assert.Equal(new PropertyValue.Text(cuda), await bench.ShownAsync("models", model, "CUDA version"));
            Assert.Equal(PropertyValue.Date.Day(DateOnly.Parse(trained, CultureInfo.InvariantCulture)), await bench.ShownAsync("models", model, "Training date"));
            Assert.IsType<PropertyValue.Files>(await bench.ShownAsync("models", model, "Loss curve"));
            foreach (var address in (string[])["MLflow", "Training log", "Checkpoint"])
            {
                Assert.IsType<PropertyValue.Url>(await bench.ShownAsync("models", model, address));
            }
        }
    }

    [Fact]
    public async Task Figures_are_those_of_the_run_that_made_the_version()
    {
        await using var bench = await SyncedAsync();
        (string Model, string Figure, decimal Value)[] figures =
        [
            ("LLM-Core v2.1", "Accuracy", 0.872m),
            ("LLM-Core v2.1", "BLEU", 86.4m),
            ("LLM-Core v2.1", "Loss", 1.734m),
            ("TTS-Neo v1.5", "MOS", 4.5m),
            ("TTS-Neo v1.5", "WER", 0.034m),
            ("Avatar-Vision v3.0", "Accuracy", 0.92m),
            ("RAG-Indexer v1.2", "Recall@5", 0.93m),
            ("Speech-Cleanser v0.9", "SNR (dB)", 12),
        ];
        foreach (var (model, figure, value) in figures)
        {
            Assert.Equal(new PropertyValue.Number(value), await bench.ShownAsync("models", model, figure));
        }
    }

    [Fact]
    public async Task Dataset_is_told_by_the_run_that_read_it_last()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Text("mixc0005"), await bench.ShownAsync("datasets", "MixCorpus v5", "Digest"));
        Assert.Equal(new PropertyValue.Text("v5"), await bench.ShownAsync("datasets", "MixCorpus v5", "Version"));
        Assert.Equal(new PropertyValue.Text("text string"), await bench.ShownAsync("datasets", "MixCorpus v5", "Schema"));
        Assert.Equal(new PropertyValue.Number(1000), await bench.ShownAsync("datasets", "MixCorpus v5", "Row count"));
        Assert.Equal(new PropertyValue.Number(4_000_000_000_000), await bench.ShownAsync("datasets", "MixCorpus v5", "Size (bytes)"));
        Assert.Equal(new PropertyValue.Text("s3://datasets/mixcorpus/v5"), await bench.ShownAsync("datasets", "MixCorpus v5", "Storage path"));
        Assert.Equal(new PropertyValue.Text("Internal + Public (WebText, CC)"), await bench.ShownAsync("datasets", "MixCorpus v5", "Origin of data"));
    }

    [Fact]
    public async Task Run_is_told_with_what_it_took_and_what_it_cost()
    {
        await using var bench = await SyncedAsync();
        const string run = "llm-core-v2.1-train";

        Assert.Equal(new PropertyValue.Select("Run"), await bench.ShownAsync("pipelines", run, "Kind"));
        Assert.Equal(new PropertyValue.Select("Train"), await bench.ShownAsync("pipelines", run, "Stage"));
        Assert.Equal(new PropertyValue.Select("Succeeded"), await bench.ShownAsync("pipelines", run, "Status"));
        Assert.Equal(new PropertyValue.Checkbox(true), await bench.ShownAsync("pipelines", run, "Succeeded"));
        Assert.Equal(new PropertyValue.Number(290), await bench.ShownAsync("pipelines", run, "Duration (min)"));

        // Eight A100 for 4 h 50 min, at 1.50 $ each per hour.
        Assert.Equal(new PropertyValue.Number(38.67m), await bench.ShownAsync("pipelines", run, "GPU hours"));
        Assert.Equal(new PropertyValue.Number(58), await bench.ShownAsync("pipelines", run, "Cost ($)"));
        Assert.Equal(new PropertyValue.MultiSelect(["PyTorch", "CUDA", "DeepSpeed", "DVC"]), await bench.ShownAsync("pipelines", run, "Toolchain"));
        Assert.Equal(new PropertyValue.Text("PyTorch 2.3, CUDA 12.4, DeepSpeed 0.14"), await bench.ShownAsync("pipelines", run, "Toolchain versions"));
        Assert.Equal(new PropertyValue.Text("Accuracy 0.872, BLEU 86.4, tokens_per_sec 4,120.5, Loss 1.734"), await bench.ShownAsync("pipelines", run, "Result metrics"));
        Assert.Equal(new PropertyValue.Text("registry.example.internal/ml/llm-core:2.1"), await bench.ShownAsync("pipelines", run, "Container tag"));
        Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("pipelines", run, "Commit"));
        Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("pipelines", run, "Artifact path"));
        Assert.IsType<PropertyValue.Url>(await bench.ShownAsync("pipelines", run, "Run URL"));
    }

    [Fact]
    public async Task Runs_of_the_last_days_tell_how_often_an_experiment_succeeds()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Number(0.8m), await bench.ShownAsync("pipelines", "LLM-Core-nightly-eval", "Success rate"));
        Assert.Equal(new PropertyValue.Select("Failed"), await bench.ShownAsync("pipelines", "nightly-eval-3", "Status"));
        Assert.Equal(new PropertyValue.Checkbox(false), await bench.ShownAsync("pipelines", "nightly-eval-3", "Succeeded"));
        Assert.Equal(new PropertyValue.Select("Running"), await bench.ShownAsync("pipelines", "nightly-eval-6", "Status"));
        Assert.Equal(PropertyValue.Empty.Value, await bench.ShownAsync("pipelines", "nightly-eval-6", "Ended"));
    }

    [Fact]
    public async Task Links_follow_what_mlflow_knows()
    {
        await using var bench = await SyncedAsync();
        (string Database, string Row, string Relation, string To, string Title)[] links =
        [
            ("models", "LLM-Core v2.1", "Datasets", "datasets", "MixCorpus v5"),
            ("models", "LLM-Core v2.1", "Datasets", "datasets", "MixCorpus v5 eval"),
            ("models", "LLM-Core v2.1", "Trained by", "pipelines", "llm-core-v2.1-train"),
            ("models", "LLM-Core v2.1", "Trained by", "pipelines", "LLM-Core-training"),
            ("models", "LLM-Core v2.1", "Rolls back to", "models", "LLM-Core v0.0"),
            ("models", "TTS-Neo v1.5", "Infra", "infra", "Inference Nodes"),
            ("pipelines", "llm-core-v2.1-train", "Parent", "pipelines", "llm-core-pipeline"),
            ("pipelines", "llm-core-v2.1-train", "Parent", "pipelines", "LLM-Core-training"),
            ("pipelines", "llm-core-v2.1-train", "Infra", "infra", "GPU Cluster"),
            ("pipelines", "llm-core-v2.1-train", "Datasets", "datasets", "MixCorpus v5"),
            ("pipelines", "LLM-Core-training", "Parent", "pipelines", "Training"),
            ("pipelines", "LLM-Core-training", "Datasets", "datasets", "MixCorpus v5"),
            ("datasets", "VoxSynth", "Used by", "models", "TTS-Neo v1.5"),
        ];
        foreach (var (database, row, relation, to, title) in links)
        {
            var linked = Assert.IsType<PropertyValue.Relation>(await bench.ShownAsync(database, row, relation));
            Assert.Contains((await bench.RowAsync(to, title)).PageId!, linked.PageIds);
        }
    }

    [Fact]
    public async Task Nothing_happened_and_nothing_is_written()
    {
        await using var bench = await SyncedAsync();
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
        Assert.Equal(0, (await bench.SyncAsync(new SyncOptions { Full = true })).Calls.Write);
    }

    [Fact]
    public async Task Metric_added_to_a_finished_run_changes_the_run_and_the_versions_made_of_it()
    {
        await using var bench = await SyncedAsync();
        mlflow.Things.RunOf("tts-neo-v1.5-train")["data"]!["metrics"]!.AsArray().Add(new JsonObject { ["key"] = "accuracy", ["value"] = 0.97, ["timestamp"] = 1, ["step"] = 0 });

        await AssertChangesAsync(bench, "models · mlflow/versions/TTS-Neo/1", "models · seed/models/tts-neo-v1-5", $"pipelines · mlflow/runs/{RunId("tts-neo-v1.5-train")}");

        Assert.Equal(new PropertyValue.Number(0.97m), await bench.ShownAsync("models", "TTS-Neo v1.5", "Accuracy"));
    }

    [Fact]
    public async Task Alias_that_moves_changes_the_version_that_got_it_and_the_one_that_had_it()
    {
        LeaveToAliases();
        await using var bench = await SyncedAsync();
        Assert.Equal(new PropertyValue.Select("Production"), await bench.ShownAsync("models", "TTS-Neo v1.5", "Deployment"));
        Assert.Equal(new PropertyValue.Select("Archived"), await bench.ShownAsync("models", "TTS-Neo v0.0", "Deployment"));
        mlflow.Things.ModelOf("TTS-Neo")["aliases"]![0]!["version"] = "1";

        await AssertChangesAsync(bench, "models · mlflow/versions/TTS-Neo/1", "models · seed/models/tts-neo-v1-5");

        Assert.Equal(PropertyValue.Empty.Value, await bench.ShownAsync("models", "TTS-Neo v1.5", "Deployment"));
        Assert.Equal(new PropertyValue.Select("Production"), await bench.ShownAsync("models", "TTS-Neo v0.0", "Deployment"));
    }

    [Fact]
    public async Task Version_rolls_back_to_the_one_that_held_the_alias_before_it()
    {
        LeaveToAliases();
        mlflow.Things.ModelOf("TTS-Neo")["aliases"]![0]!["version"] = "1";
        await using var bench = await SyncedAsync();

        // The documents have v1.5 in production: the registry has rolled it back.
        Assert.Equal(["TTS-Neo v1.5"], await LinkedAsync(bench, "TTS-Neo v0.0"));

        await PromoteAsync(bench, "2");
        Assert.Equal(["TTS-Neo v0.0"], await LinkedAsync(bench, "TTS-Neo v1.5"));
        Assert.Empty(await LinkedAsync(bench, "TTS-Neo v0.0"));

        var third = mlflow.Things.VersionOf("TTS-Neo", "2").DeepClone().AsObject();
        third["version"] = "3";
        third["tags"]!.AsArray().Single(tag => (string?)tag!["key"] == "semver")!["value"] = "v1.6";
        mlflow.Things.Versions.Add(third);
        await PromoteAsync(bench, "3");
        Assert.Equal(["TTS-Neo v1.5"], await LinkedAsync(bench, "TTS-Neo v1.6"));
        Assert.Equal(["TTS-Neo v0.0"], await LinkedAsync(bench, "TTS-Neo v1.5"));

        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, (await bench.SyncAsync(new SyncOptions { Full = true })).Calls.Write);
    }

    // Tags, stages and what a tag says of the version before are taken away.
    private void LeaveToAliases()
    {
        foreach (var version in mlflow.Things.Versions.Where(version => (string?)version["name"] == "TTS-Neo"))
        {
            version["current_stage"] = "None";
            version["tags"] = new JsonArray(
                [.. version["tags"]!.AsArray().Where(tag => (string?)tag!["key"] is not ("deployment" or "rolls_back_to")).Select(tag => tag!.DeepClone())]);
        }
    }

    private async Task PromoteAsync(SpineBench bench, string version)
    {
        mlflow.Things.ModelOf("TTS-Neo")["aliases"]![0]!["version"] = version;
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty((await bench.SyncAsync()).Sources.SelectMany(source => source.Failed));
    }

    private static async Task<IEnumerable<string>> LinkedAsync(SpineBench bench, string model)
    {
        return await bench.ShownAsync("models", model, "Rolls back to") is not PropertyValue.Relation linked ? [] : (await bench.State.FindRowsByPageAsync(linked.PageIds, TestContext.Current.CancellationToken)).Select(row => row.Title);
    }

    [Fact]
    public async Task Tag_on_a_version_changes_its_row_alone()
    {
        await using var bench = await SyncedAsync();
        mlflow.Things.VersionOf("RAG-Indexer", "2")["tags"]!.AsArray().Single(tag => (string?)tag!["key"] == "size_gb")!["value"] = "0.5";

        await AssertChangesAsync(bench, "models · seed/models/rag-indexer-v1-2");

        Assert.Equal(new PropertyValue.Number(0.5m), await bench.ShownAsync("models", "RAG-Indexer v1.2", "Size (GB)"));
    }

    private string RunId(string name) => (string)mlflow.Things.RunOf(name)["info"]!["run_id"]!;

    private ISource Source => services.GetServices<ISource>().Single(source => source.Name == "MLflow");

    // Rows that are computed from these (a KPI of the console) are not counted: theirs is another test.
    private async Task AssertChangesAsync(SpineBench bench, params string[] rows)
    {
        time.Advance(TimeSpan.FromMinutes(10));
        var sync = await bench.SyncAsync();

        var changed = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var change in bench.State.ReadChangesAsync(sync.Run, TestContext.Current.CancellationToken))
        {
            changed.Add(change.Row.ToString());
        }

        Assert.Empty(sync.Sources.SelectMany(source => source.Failed));
        Assert.Equal(rows.Order(StringComparer.Ordinal), changed.Where(row => !row.StartsWith("console", StringComparison.Ordinal)));
    }

    private async Task<SpineBench> SyncedAsync()
    {
        var bench = await SpineBench.StartAsync([Source], time: time);
        await bench.ImportAsync();
        var sync = await bench.SyncAsync();
        Assert.Empty(sync.Sources.SelectMany(source => source.Failed));
        return bench;
    }
}
