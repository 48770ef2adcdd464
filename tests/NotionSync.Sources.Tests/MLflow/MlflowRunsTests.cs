using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

public sealed class MlflowRunsTests
{
    [Theory]
    [InlineData("mlflow")]
    [InlineData("mlflow/v2.22")]
    public async Task Run_is_read_with_its_figures_by_name_its_times_and_its_page(string folder)
    {
        await using var bench = await MlflowBench.StartAsync(folder);

        var run = Named(await bench.ReadAsync("runs"), "llm-core-v2.1-train");

        Assert.Equal("1", run.Scope);
        Assert.Equal(86.4, (double)run.Data["metrics"]!["bleu"]!);
        Assert.Equal("12.4", (string?)run.Data["params"]!["cuda"]);
        Assert.Equal("A100x8 AWS", (string?)run.Data["tags"]!["infra"]);
        Assert.Equal("2025-09-10T00:10:00.000Z", (string?)run.Data["started"]);
        Assert.Equal("2025-09-10T05:00:00.000Z", (string?)run.Data["ended"]);
        Assert.Equal("LLM-Core-training", (string?)run.Data["experiment"]!["name"]);
        Assert.Equal($"https://mlflow.example.com/#/experiments/1/runs/{run.Data["run_id"]}", (string?)run.Data["url"]);
        Assert.False(run.Data.ContainsKey("run_uuid"));
    }

    [Fact]
    public async Task Child_names_its_parent()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("runs");

        Assert.Equal((string?)Named(read, "llm-core-pipeline").Data["run_id"], (string?)Named(read, "llm-core-v2.1-eval").Data["parent_run_id"]);
        Assert.False(Named(read, "llm-core-pipeline").Data.ContainsKey("parent_run_id"));
    }

    [Fact]
    public async Task Datasets_of_a_run_are_unpacked()
    {
        await using var bench = await MlflowBench.StartAsync();

        var datasets = Named(await bench.ReadAsync("runs"), "llm-core-v2.1-train").Data["datasets"]!.AsArray();

        Assert.Equal(["MixCorpus v5", "MixCorpus v5 eval"], datasets.Select(dataset => (string?)dataset!["name"]));
        Assert.Equal(["training", "eval"], datasets.Select(dataset => (string?)dataset!["context"]));
        Assert.Equal("s3://datasets/mixcorpus/v5", (string?)datasets[0]!["source"]!["uri"]);
        Assert.Equal("text", (string?)datasets[0]!["schema"]!["mlflow_colspec"]![0]!["name"]);
        Assert.Equal(1000, (int)datasets[0]!["profile"]!["num_rows"]!);
        Assert.False(datasets[1]!.AsObject().ContainsKey("profile"));
    }

    [Theory]
    [InlineData("s3://bucket/plain")]
    [InlineData("""{"rows": NaN}""")]
    [InlineData("""{"twice": 1, "twice": 2}""")]
    public async Task Source_of_a_dataset_that_is_no_json_stays_a_text(string source)
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Run("llm-core-v2.1-train")["inputs"]!["dataset_inputs"]![0]!["dataset"]!["source"] = source;

        var read = await bench.ReadAsync("runs");

        Assert.Equal(source, (string?)Named(read, "llm-core-v2.1-train").Data["datasets"]![0]!["source"]);
    }

    [Fact]
    public async Task Figures_that_are_none_are_told_by_words()
    {
        await using var bench = await MlflowBench.StartAsync();

        var run = Named(await bench.ReadAsync("runs"), "nan-and-infinity").Data;
        var metrics = run["metrics"]!;

        Assert.Equal(("NaN", "+Inf", "-Inf"), ((string?)metrics["loss"], (string?)metrics["grad_norm"], (string?)metrics["logit_min"]));
        Assert.Equal(1.7e308, (double)metrics["big"]!);
        Assert.Equal(1, (double)metrics["group/with slash"]!);
        Assert.Equal("", (string?)run["params"]!["empty"]);
        Assert.Equal(5500, ((string)run["params"]!["long"]!).Length);
    }

    [Theory]
    [InlineData("\"Infinity\"", "+Inf")]
    [InlineData("\"-Infinity\"", "-Inf")]
    [InlineData("\"0.5\"", "0.5")]
    [InlineData("\"what\"", "")]
    public async Task Figures_in_texts_are_read_too(string sent, string expected)
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Run("llm-core-v2.1-train")["data"]!["metrics"]![0]!["value"] = JsonNode.Parse(sent);

        var read = await bench.ReadAsync("runs");

        Assert.Equal(expected, Named(read, "llm-core-v2.1-train").Data["metrics"]!["accuracy"]?.ToString() ?? "");
    }

    [Fact]
    public async Task Running_run_has_no_end_and_deleted_ones_are_not_there()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("runs");

        Assert.False(Named(read, "still-running").Data.ContainsKey("ended"));
        Assert.Equal("RUNNING", (string?)Named(read, "still-running").Data["status"]);
        Assert.DoesNotContain(read.Records, run => (string?)run.Data["run_name"] == "deleted-run");
        Assert.Contains(read.Records, run => (string?)run.Data["run_name"] == "名前 with 'quote' and \"double\" 🧪");
    }

    [Fact]
    public async Task Pages_of_equal_size_are_read_to_the_last_one_which_has_no_token()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Runs.AddRange(((string[])["runs-search-page1", "runs-search-page2", "runs-search-page3"]).SelectMany(file => bench.Mlflow.Items(file, "runs")));
        bench.Mlflow.MostOfPage = 5;

        var read = await bench.ReadAsync("runs", new JsonObject { ["experiments"] = new JsonArray("bulk-*") });

        Assert.Equal(25, read.Records.Count);
        Assert.Equal(["8"], read.Scopes);
        Assert.Equal(5, read.Requests.Count(request => request.Path.EndsWith("runs/search", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_list_is_asked_for_with_a_size_and_runs_oldest_first()
    {
        await using var bench = await MlflowBench.StartAsync();
        foreach (var kind in bench.Source.Kinds)
        {
            await bench.ReadAsync(kind.Name);
        }

        var lists = bench.Requests.Where(request => request.Path.EndsWith("search", StringComparison.Ordinal)).ToList();

        Assert.All(lists, request => Assert.True((request.Json?["max_results"] ?? request.Argument("max_results")) is not null));
        Assert.All(lists.Where(request => request.Path.EndsWith("runs/search", StringComparison.Ordinal)), request => Assert.EndsWith(" ASC", (string?)request.Json!["order_by"]![0], StringComparison.Ordinal));
        Assert.All(bench.Requests, request => Assert.Equal($"Bearer {MlflowBench.Secret}", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Nothing_new_gives_the_same_records_byte_for_byte()
    {
        await using var bench = await MlflowBench.StartAsync();
        foreach (var kind in bench.Source.Kinds)
        {
            var first = await bench.ReadAsync(kind.Name);
            bench.Time.Now = bench.Time.Now.AddHours(1);
            bench.Mlflow.Runs.Reverse();
            foreach (var run in bench.Mlflow.Runs)
            {
                run["data"]!["tags"] = new JsonArray([.. run["data"]!["tags"]!.AsArray().Reverse().Select(tag => tag!.DeepClone())]);
            }

            var second = await bench.ReadAsync(kind.Name);

            Assert.NotEmpty(first.Records);
            Assert.Equal(Texts(first), Texts(second));
        }
    }

    [Fact]
    public async Task Fault_of_one_experiment_leaves_the_others_alone()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path.EndsWith("runs/search", StringComparison.Ordinal) && (string?)request.Json!["experiment_ids"]![0] == "2"
            ? MlflowStub.Refusal(400, MlflowBench.Secret)
            : null;

        var read = await bench.ReadAsync("runs");
        bench.Instead = _ => null;
        var next = await bench.ReadAsync("runs", cursor: read.Cursor);

        Assert.StartsWith("experiment 'TTS-Neo-training': ", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.DoesNotContain("2", read.Scopes);
        Assert.Contains(read.Sweepable, run => (string?)run.Data["run_name"] == "llm-core-v2.1-train");
        Assert.Equal(["2"], next.Scopes);
        Assert.NotEmpty(next.Sweepable);
    }

    [Fact]
    public async Task Deleted_experiment_is_known_to_have_no_runs_any_more()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Experiments.AddRange(bench.Mlflow.Items("experiments-search-deleted", "experiments"));

        var read = await bench.ReadAsync("runs");

        Assert.Contains("7", read.Scopes);
        Assert.DoesNotContain(read.Records, run => run.Scope == "7");
    }

    [Fact]
    public async Task Experiments_that_may_not_be_seen_are_not_called_empty()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path.EndsWith("experiments/search", StringComparison.Ordinal) && (string?)request.Json!["view_type"] == "ACTIVE_ONLY"
            ? new StubAnswer(200, bench.Mlflow.Text("auth-reader-search.json"))
            : null;

        Assert.Equal(["0"], (await bench.ReadAsync("runs")).Scopes);
    }

    [Fact]
    public async Task Metrics_that_are_not_wanted_are_left_out()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("runs", new JsonObject { ["metrics"] = new JsonArray("bleu", "eval_*") });

        Assert.Equal(["bleu"], Named(read, "llm-core-v2.1-train").Data["metrics"]!.AsObject().Select(metric => metric.Key));
        Assert.Equal(4, Named(read, "llm-core-v2.1-eval").Data["metrics"]!.AsObject().Count);
    }

    internal static SourceRecord Named(ReadResult read, string name) => read.Records.Single(run => (string?)run.Data["run_name"] == name);

    private static IEnumerable<string> Texts(ReadResult read) => read.Records.Select(record => record.Data.ToJsonString()).Order(StringComparer.Ordinal);
}
