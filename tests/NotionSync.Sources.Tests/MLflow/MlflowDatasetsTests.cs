using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

public sealed class MlflowDatasetsTests
{
    private const string Corpus = "MixCorpus v5/mixc0005";

    [Fact]
    public async Task Dataset_is_told_once_with_who_used_it()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("datasets");

        Assert.Equal(10, read.Records.Count);
        var dataset = Keyed(read, Corpus).Data;
        Assert.Equal("s3://datasets/mixcorpus/v5", (string?)dataset["source"]!["uri"]);
        Assert.Equal(["LLM-Core/1", "LLM-Core/2"], dataset["models"]!.AsArray().Select(model => (string?)model));
        Assert.Equal("LLM-Core-training", (string?)dataset["experiments"]![0]!["name"]);
        Assert.Equal("llm-core-v2.1-train", (string?)dataset["last_run"]!["name"]);
        Assert.Equal("2025-09-10T00:10:00.000Z", (string?)dataset["last_used"]);
        Assert.True((bool)dataset["newest"]!);

        // The evaluation began later than the training that read the same dataset.
        Assert.Equal("llm-core-v2.1-eval", (string?)Keyed(read, "MixCorpus v5 eval/mixc000e").Data["last_run"]!["name"]);
    }

    [Fact]
    public async Task New_digest_of_a_name_becomes_the_newest_and_the_old_one_says_so()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("datasets")).Cursor;
        bench.Mlflow.Versions.Clear();
        bench.Mlflow.Runs.Add(Later(bench, "llm-core-v2.2-train", "mixc0006"));

        var read = await bench.ReadAsync("datasets", cursor: cursor);

        Assert.True((bool)Keyed(read, "MixCorpus v5/mixc0006").Data["newest"]!);
        Assert.False((bool)Keyed(read, Corpus).Data["newest"]!);
        Assert.Equal("s3://datasets/mixcorpus/v5", (string?)Keyed(read, Corpus).Data["source"]!["uri"]);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Reading_what_changed_tells_the_same_as_reading_all()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("datasets")).Cursor;
        bench.Mlflow.Runs.Add(Later(bench, "llm-core-v2.2-train", "mixc0005"));
        bench.Mlflow.Runs.Add(Later(bench, "llm-core-v2.3-train", "mixc0007"));
        bench.Mlflow.Run("rag-indexer-v1.2-eval")["info"]!["status"] = "RUNNING";

        var changed = await bench.ReadAsync("datasets", cursor: cursor);
        var all = (await bench.ReadAsync("datasets")).Records.Select(record => record.Data.ToJsonString()).ToHashSet();

        Assert.Empty(changed.Complaints);
        Assert.Contains(changed.Records, record => (string?)record.Data["key"] == "MixCorpus v5/mixc0007");
        Assert.All(changed.Records, record => Assert.Contains(record.Data.ToJsonString(), all));
    }

    [Fact]
    public async Task Read_with_nothing_new_changes_no_record()
    {
        await using var bench = await MlflowBench.StartAsync();
        var first = await bench.ReadAsync("datasets");
        var texts = first.Records.Select(record => record.Data.ToJsonString()).ToHashSet();

        var second = await bench.ReadAsync("datasets", cursor: first.Cursor);

        Assert.NotEmpty(second.Records);
        Assert.All(second.Records, record => Assert.Contains(record.Data.ToJsonString(), texts));
        Assert.Equal(first.Cursor, second.Cursor);
    }

    [Fact]
    public async Task Fault_of_one_experiment_leaves_open_which_is_the_newest_so_nothing_is_told()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path.EndsWith("runs/search", StringComparison.Ordinal) && (string?)request.Json!["experiment_ids"]![0] == "2"
            ? MlflowStub.Refusal(400, MlflowBench.Secret)
            : null;

        var read = await bench.ReadAsync("datasets");

        Assert.Single(read.Complaints);
        Assert.Empty(read.Records);
        Assert.Empty(read.Scopes);
        Assert.Null(read.Cursor);
    }

    // Made by hand after a recorded run: it begins and ends a day later than all others.
    private static JsonObject Later(MlflowBench bench, string name, string digest)
    {
        var run = bench.Mlflow.Run("llm-core-v2.1-train").DeepClone().AsObject();
        run["info"]!["run_id"] = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name.PadRight(16)[^16..]));
        run["info"]!["run_name"] = name;
        run["info"]!["start_time"] = 1759795200000;
        run["info"]!["end_time"] = 1759798800000;
        run["inputs"]!["dataset_inputs"]![0]!["dataset"]!["digest"] = digest;
        return run;
    }

    private static SourceRecord Keyed(ReadResult read, string key) => read.Records.Single(dataset => (string?)dataset.Data["key"] == key);
}
