using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

public sealed class MlflowHistoryTests
{
    [Fact]
    public async Task Course_of_a_metric_is_read_thinned_out_for_many_runs_at_once()
    {
        await using var bench = await MlflowBench.StartAsync();

        var read = await bench.ReadAsync("versions", new JsonObject { ["history"] = new JsonArray("val_loss"), ["points"] = 5 });

        var request = Assert.Single(read.Requests, request => request.Path.EndsWith("get-history-bulk-interval", StringComparison.Ordinal));
        Assert.Equal(("val_loss", "5"), (request.Argument("metric_key"), request.Argument("max_results")));
        Assert.Equal(5, request.Query["run_ids"].Count());
        var course = Course(read, "LLM-Core/2");
        Assert.Equal([0, 10, 20, 30, 40, 49], course.Select(point => (long)point!["step"]!));
        Assert.Equal(1.734, (double)course[^1]!["value"]!);
        Assert.Equal("2025-09-10T00:10:00.000Z", (string?)course[0]!["at"]);
    }

    [Fact]
    public async Task Server_that_cannot_thin_out_is_asked_run_by_run()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path switch
        {
            "/api/2.0/mlflow/metrics/get-history-bulk-interval" => bench.Mlflow.Words(404, "err-unknown-route.txt"),
            "/api/2.0/mlflow/metrics/get-history" => Points(bench, request),
            _ => null,
        };

        var read = await bench.ReadAsync("versions", new JsonObject { ["models"] = new JsonArray("LLM-Core"), ["history"] = new JsonArray("val_loss"), ["points"] = 4 });

        Assert.Empty(read.Complaints);
        Assert.Equal([0, 13, 26, 39], Course(read, "LLM-Core/2").Select(point => (long)point!["step"]!));
        Assert.All(read.Requests.Where(request => request.Path.EndsWith("get-history", StringComparison.Ordinal)), request => Assert.Equal("25000", request.Argument("max_results")));
    }

    [Fact]
    public async Task Token_that_never_moves_ends_with_a_fault_and_not_never()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path switch
        {
            "/api/2.0/mlflow/metrics/get-history-bulk-interval" => bench.Mlflow.Words(404, "err-unknown-route.txt"),
            "/api/2.0/mlflow/metrics/get-history" => new StubAnswer(200, bench.Mlflow.Text("metrics-get-history.json")),
            _ => null,
        };

        var read = await bench.ReadAsync("runs", new JsonObject { ["history"] = new JsonArray("val_loss") });

        Assert.NotEmpty(read.Complaints);
        Assert.All(read.Complaints, text => Assert.Contains("the same page of metric 'val_loss'", text, StringComparison.Ordinal));
        Assert.DoesNotContain(read.Sweepable, run => run.Data["metrics"]?["val_loss"] is not null);
    }

    [Fact]
    public async Task Several_values_at_one_step_count_as_the_last_one_and_what_is_no_figure_is_told_by_words()
    {
        await using var bench = await MlflowBench.StartAsync();
        var run = RecordedMlflow.RunId(bench.Mlflow.Run("nan-and-infinity"));
        bench.Instead = request => request.Path.EndsWith("get-history-bulk-interval", StringComparison.Ordinal)
            ? StubAnswer.Json(new JsonObject { ["metrics"] = new JsonArray(Point(run, 7, 2, "2.0"), Point(run, 7, 1, "1.0"), Point(run, -3, 1, "\"NaN\"")) })
            : null;

        var read = await bench.ReadAsync("runs", new JsonObject { ["experiments"] = new JsonArray("odd-cases"), ["history"] = new JsonArray("same_step") });

        var course = MlflowRunsTests.Named(read, "nan-and-infinity").Data["history"]!["same_step"]!.AsArray();
        Assert.Equal([(-3, "NaN"), (7, "2")], course.Select(point => ((long)point!["step"]!, point["value"]!.ToString())));
    }

    [Theory]
    [InlineData("""{"history": ["loss*"]}""", "/history/0")]
    [InlineData("""{"history": "loss"}""", "/history")]
    [InlineData("""{"metrics": [1]}""", "/metrics/0")]
    [InlineData("""{"points": 1}""", "/points")]
    [InlineData("""{"points": 3000}""", "/points")]
    [InlineData("""{"overlapMinutes": 5}""", "/overlapMinutes")]
    [InlineData("""{"overlapMinutes": "x"}""", "/overlapMinutes")]
    [InlineData("""{"experiment": ["x"]}""", "/experiment")]
    [InlineData("""{"run": true}""", "/run")]
    public async Task Wrong_setting_is_told_with_its_place(string settings, string path)
    {
        await using var bench = await MlflowBench.StartAsync();

        Assert.Equal(path, Assert.Single(bench.Source.CheckSettings("runs", JsonNode.Parse(settings)!.AsObject())).Path);
    }

    private static JsonArray Course(ReadResult read, string key) =>
        read.Records.Single(version => (string?)version.Data["key"] == key).Data["run"]!["history"]!["val_loss"]!.AsArray();

    // Two of three pages were recorded; the third is left empty.
    private static StubAnswer Points(MlflowBench bench, StubRequest request) => new(200, request.Argument("page_token") switch
    {
        null => bench.Mlflow.Text("metrics-get-history-page1.json"),
        "eyJvZmZzZXQiOiAyMH0=" => bench.Mlflow.Text("metrics-get-history-page2.json"),
        _ => "{}",
    });

    // Made by hand after recorded points: the call that thins out was not recorded for this run.
    private static JsonObject Point(string run, int step, long at, string value) =>
        new() { ["key"] = "same_step", ["value"] = JsonNode.Parse(value), ["timestamp"] = at, ["step"] = step, ["run_id"] = run };
}
