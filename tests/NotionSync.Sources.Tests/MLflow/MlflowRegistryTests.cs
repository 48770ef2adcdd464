using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

public sealed class MlflowRegistryTests
{
    [Theory]
    [InlineData("mlflow")]
    [InlineData("mlflow/v2.22")]
    public async Task Version_is_joined_with_its_aliases_and_its_run(string folder)
    {
        await using var bench = await MlflowBench.StartAsync(folder);

        var version = Keyed(await bench.ReadAsync("versions"), "LLM-Core/2").Data;

        Assert.Equal(["champion", "prod"], version["aliases"]!.AsArray().Select(alias => (string?)alias));
        Assert.Equal("v2.1", (string?)version["tags"]!["semver"]);
        Assert.Equal("Production", (string?)version["current_stage"]);
        Assert.Equal("ML Team", (string?)version["model"]!["tags"]!["team"]);
        Assert.Equal(86.4, (double)version["run"]!["metrics"]!["bleu"]!);
        Assert.Equal("MixCorpus v5", (string?)version["run"]!["datasets"]![0]!["name"]);
        Assert.Equal("https://mlflow.example.com/#/models/LLM-Core/versions/2", (string?)version["url"]);
        Assert.Equal("2026-11-23T", ((string)version["created"]!)[..11]);
    }

    [Fact]
    public async Task Alias_that_is_set_shows_in_the_next_read_and_in_no_other_version()
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync("versions");
        var model = bench.Mlflow.Models.Single(one => (string?)one["name"] == "LLM-Core");
        model["aliases"]!.AsArray().Add(new JsonObject { ["alias"] = "rollback", ["version"] = "1" });

        var after = await bench.ReadAsync("versions");

        // The joined model lists all its aliases, so its other version changes too; other models' versions do not.
        Assert.Equal(["LLM-Core/1", "LLM-Core/2"], Changed(before, after));
        Assert.Equal(["rollback"], Keyed(after, "LLM-Core/1").Data["aliases"]!.AsArray().Select(alias => (string?)alias));
    }

    [Fact]
    public async Task Metric_added_to_a_finished_run_and_tag_on_a_version_show_in_the_next_read()
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync("versions");
        bench.Mlflow.Run("tts-neo-v1.5-train")["data"]!["metrics"]!.AsArray().Add(new JsonObject { ["key"] = "rtf", ["value"] = 0.2, ["timestamp"] = 1, ["step"] = 0 });
        bench.Mlflow.Versions.Single(version => (string?)version["name"] == "RAG-Indexer" && (string?)version["version"] == "2")["tags"]!.AsArray()
            .Add(new JsonObject { ["key"] = "reviewed", ["value"] = "yes" });

        Assert.Equal(["RAG-Indexer/2", "TTS-Neo/1", "TTS-Neo/2"], Changed(before, await bench.ReadAsync("versions")));
    }

    [Fact]
    public async Task Runs_are_read_many_at_once_and_not_one_by_one()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("versions");

        var request = Assert.Single(read.Requests, request => request.Path.EndsWith("runs/search", StringComparison.Ordinal));
        Assert.Matches(@"^attributes\.run_id IN \('[0-9a-f]{32}'(, '[0-9a-f]{32}'){4}\)$", (string?)request.Json!["filter"]);
        Assert.DoesNotContain((await bench.ReadAsync("versions", new JsonObject { ["run"] = false })).Requests, one => one.Path.EndsWith("runs/search", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Versions_come_in_the_order_of_their_numbers()
    {
        await using var bench = await MlflowBench.StartAsync();
        foreach (var number in Enumerable.Range(3, 8))
        {
            bench.Mlflow.Versions.Add(MlflowStub.Version("LLM-Core", number));
        }

        var read = await bench.ReadAsync("versions", new JsonObject { ["models"] = new JsonArray("LLM-Core") });

        Assert.Equal(Enumerable.Range(1, 10), read.Records.Select(version => (int)(long)version.Data["version_number"]!));
    }

    [Fact]
    public async Task Version_without_a_run_or_with_a_deleted_one_is_told_without_it()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Versions[0].Remove("run_id");
        var run = (string)bench.Mlflow.Versions[2]["run_id"]!;
        bench.Mlflow.Runs.Single(one => RecordedMlflow.RunId(one) == run)["info"]!["lifecycle_stage"] = "deleted";

        var read = await bench.ReadAsync("versions");

        Assert.Empty(read.Complaints);
        Assert.False(Keyed(read, "Speech-Cleanser/2").Data.ContainsKey("run"));
        Assert.False(Keyed(read, "RAG-Indexer/2").Data.ContainsKey("run"));
        Assert.True(Keyed(read, "LLM-Core/2").Data.ContainsKey("run"));
    }

    [Fact]
    public async Task Prompts_are_no_models()
    {
        await using var bench = await MlflowBench.StartAsync();
        var prompt = bench.Mlflow.Items("registered-models-search-prompts", "registered_models").Single();
        bench.Mlflow.Models.Add(prompt);
        bench.Mlflow.Versions.Add(prompt["latest_versions"]![0]!.DeepClone().AsObject());
        var untagged = prompt["latest_versions"]![0]!.DeepClone().AsObject();
        untagged["version"] = "2";
        untagged.Remove("tags");
        bench.Mlflow.Versions.Add(untagged);

        Assert.DoesNotContain((await bench.ReadAsync("models")).Records, model => (string?)model.Data["name"] == "support-prompt");
        Assert.DoesNotContain((await bench.ReadAsync("versions")).Records, version => (string?)version.Data["name"] == "support-prompt");
    }

    [Fact]
    public async Task Model_without_versions_is_a_model_all_the_same()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("models");

        Assert.Equal(["Avatar-Vision", "Empty-Model", "LLM-Core", "RAG-Indexer", "Speech-Cleanser", "TTS-Neo"], read.Records.Select(model => (string?)model.Data["name"]));
        var model = read.Records.Single(one => (string?)one.Data["name"] == "LLM-Core").Data;
        Assert.Equal("""{"champion":"2","prod":"2"}""", model["aliases"]!.ToJsonString());
        Assert.False(model.ContainsKey("latest_versions"));
        Assert.Equal("https://mlflow.example.com/#/models/Empty-Model", (string?)read.Records[1].Data["url"]);
    }

    [Fact]
    public async Task Name_is_encoded_in_its_address()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Models.Add(new JsonObject { ["name"] = "a/b 名#1" });

        Assert.Contains((await bench.ReadAsync("models")).Records, model => (string?)model.Data["url"] == "https://mlflow.example.com/#/models/a%2Fb%20%E5%90%8D%231");
    }

    [Fact]
    public async Task Logged_model_names_the_versions_that_were_registered_of_it()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("logged-models");

        var model = read.Records.Single(record => (string?)record.Data["name"] == "llm-core").Data;
        Assert.Equal(("LLM-Core", 2), ((string?)model["versions"]![0]!["name"], (int)model["versions"]![0]!["version"]!));
        Assert.Equal(86.4, (double)model["metrics"]!["eval_bleu"]!);
        Assert.Equal("MixCorpus v5 eval", (string?)model["measurements"]![0]!["dataset_name"]);
        Assert.Equal("pyfunc", (string?)model["model_type"]);
        Assert.NotEmpty(read.Scopes);
    }

    [Fact]
    public async Task Server_without_logged_models_says_so_and_nothing_is_called_gone()
    {
        await using var bench = await MlflowBench.StartAsync("mlflow/v2.22");
        bench.Instead = request => request.Path.EndsWith("logged-models/search", StringComparison.Ordinal)
            ? bench.Mlflow.Words(404, "logged-models-search-err-no-experiments.txt")
            : null;

        var read = await bench.ReadAsync("logged-models");

        Assert.Null(read.Failure);
        Assert.Contains("they came with MLflow 3.0", Assert.IsType<Abstractions.SourceItem.Partial>(Assert.Single(read.Items)).Warning, StringComparison.Ordinal);
    }

    private static SourceRecord Keyed(ReadResult read, string key) => read.Records.Single(version => (string?)version.Data["key"] == key);

    private static IEnumerable<string?> Changed(ReadResult before, ReadResult after)
    {
        var texts = before.Records.Select(record => record.Data.ToJsonString()).ToHashSet();
        return after.Records.Where(record => !texts.Contains(record.Data.ToJsonString())).Select(record => (string?)record.Data["key"]);
    }
}
