using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

public sealed class MlflowIncrementalTests
{
    [Fact]
    public async Task Second_read_asks_for_runs_that_ended_lately_and_for_those_that_have_not_ended()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("runs")).Cursor;

        var read = await bench.ReadAsync("runs", cursor: cursor);

        // The newest end that was recorded is 1759708809000; half an hour is read again.
        Assert.Equal(
            ["attributes.end_time >= 1759707009000", "attributes.status = 'RUNNING'", "attributes.status = 'SCHEDULED'"],
            Filters(read).Where(filter => !filter.Contains("run_id", StringComparison.Ordinal)));
        Assert.Empty(read.Complaints);
        Assert.Empty(read.Scopes);
        Assert.Contains(read.Records, run => (string?)run.Data["run_name"] == "still-running");
        Assert.DoesNotContain(read.Records, run => (string?)run.Data["run_name"] == "llm-core-pipeline");
        Assert.Equal(cursor, read.Cursor);
    }

    [Fact]
    public async Task Metric_added_to_a_finished_run_of_a_registered_version_is_seen_by_the_next_read()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("runs")).Cursor;
        bench.Mlflow.Run("llm-core-v2.1-train")["data"]!["metrics"]!.AsArray().Add(new JsonObject { ["key"] = "toxicity", ["value"] = 0.01, ["timestamp"] = 1, ["step"] = 0 });

        var read = await bench.ReadAsync("runs", cursor: cursor);

        Assert.Equal(0.01, (double)MlflowRunsTests.Named(read, "llm-core-v2.1-train").Data["metrics"]!["toxicity"]!);
    }

    [Fact]
    public async Task Run_that_had_not_ended_and_is_not_listed_any_more_is_asked_for_by_its_id()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("runs")).Cursor;
        var run = bench.Mlflow.Run("still-running");
        run["info"]!["status"] = "KILLED";
        run["info"]!["end_time"] = 1759708800500 - (60 * 60 * 1000);

        var read = await bench.ReadAsync("runs", cursor: cursor);

        Assert.Equal("KILLED", (string?)MlflowRunsTests.Named(read, "still-running").Data["status"]);
        Assert.Single(read.Requests, request => request.Path.EndsWith("runs/get", StringComparison.Ordinal));

        var third = await bench.ReadAsync("runs", cursor: read.Cursor);
        Assert.DoesNotContain(third.Requests, request => request.Path.EndsWith("runs/get", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_that_had_not_ended_and_was_deleted_or_purged_is_not_there(bool purged)
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("runs")).Cursor;
        bench.Mlflow.Run("still-running")["info"]!["lifecycle_stage"] = "deleted";
        if (purged)
        {
            bench.Mlflow.Runs.Remove(bench.Mlflow.Run("still-running"));
        }

        var read = await bench.ReadAsync("runs", cursor: cursor);

        Assert.Empty(read.Complaints);
        Assert.DoesNotContain(read.Records, run => (string?)run.Data["run_name"] == "still-running");
    }

    [Fact]
    public async Task Run_that_goes_on_after_its_end_is_found_though_its_end_stays()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("runs")).Cursor;
        bench.Mlflow.Run("llm-core-pipeline")["info"]!["status"] = "RUNNING";

        Assert.Equal("RUNNING", (string?)MlflowRunsTests.Named(await bench.ReadAsync("runs", cursor: cursor), "llm-core-pipeline").Data["status"]);
    }

    [Fact]
    public async Task Experiment_that_is_new_is_read_whole()
    {
        await using var bench = await MlflowBench.StartAsync();
        var odd = bench.Mlflow.Experiments.Single(experiment => (string?)experiment["name"] == "odd-cases");
        bench.Mlflow.Experiments.Remove(odd);
        var cursor = (await bench.ReadAsync("runs")).Cursor;
        bench.Mlflow.Experiments.Add(odd);

        var read = await bench.ReadAsync("runs", cursor: cursor);

        Assert.Equal(["6"], read.Scopes);
        Assert.Contains(read.Records, run => (string?)run.Data["run_name"] == "oom-failed");
    }

    [Fact]
    public async Task Clock_of_a_trainer_in_the_future_hides_nobody_elses_runs()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Run("oom-failed")["info"]!["end_time"] = 4102444800000;

        var cursor = JsonNode.Parse((await bench.ReadAsync("runs")).Cursor!)!;

        Assert.Equal(bench.Time.Now.ToUnixTimeMilliseconds(), (long)cursor["endTime"]!);
    }

    [Fact]
    public async Task Run_listed_twice_is_given_once()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("runs")).Cursor;
        bench.Mlflow.Run("nan-and-infinity")["info"]!["status"] = "RUNNING";
        bench.Mlflow.Runs.Add(bench.Mlflow.Run("nan-and-infinity").DeepClone().AsObject());

        var read = await bench.ReadAsync("runs", cursor: cursor);

        MlflowRunsTests.Named(read, "nan-and-infinity");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    public async Task Cursor_that_cannot_be_read_leads_to_a_whole_read(string cursor)
    {
        await using var bench = await MlflowBench.StartAsync();

        Assert.NotEmpty((await bench.ReadAsync("runs", cursor: cursor)).Scopes);
        Assert.NotEmpty((await bench.ReadAsync("datasets", cursor: cursor)).Scopes);
    }

    [Fact]
    public async Task Server_without_a_registry_is_read_all_the_same()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path.EndsWith("model-versions/search", StringComparison.Ordinal) ? bench.Mlflow.Words(404, "err-unknown-route.txt") : null;
        var cursor = (await bench.ReadAsync("runs")).Cursor;

        Assert.Empty((await bench.ReadAsync("runs", cursor: cursor)).Complaints);
    }

    [Fact]
    public async Task Fault_of_one_part_leaves_the_cursor_where_it_was()
    {
        await using var bench = await MlflowBench.StartAsync();
        var cursor = (await bench.ReadAsync("runs")).Cursor;
        bench.Instead = request => ((string?)request.Json?["filter"])?.Contains("RUNNING", StringComparison.Ordinal) == true ? MlflowStub.Refusal(400, MlflowBench.Secret) : null;

        var read = await bench.ReadAsync("runs", cursor: cursor);

        Assert.StartsWith("running runs: ", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.NotEmpty(read.Records);
        Assert.Null(read.Cursor);
    }

    private static IEnumerable<string> Filters(ReadResult read) => read.Requests.Select(request => (string?)request.Json?["filter"]).OfType<string>();
}
