using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

/// <summary>MLflow leaves out of its lists what the credential may not read; only what is known to be gone is called gone.</summary>
public sealed class MlflowRightsTests
{
    [Theory]
    [InlineData("versions")]
    [InlineData("models")]
    public async Task Model_that_is_hidden_is_not_called_gone(string kind)
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync(kind);
        Hide(bench, "LLM-Core", 403);

        var after = await bench.ReadAsync(kind, cursor: before.Cursor);
        var whole = await bench.ReadAsync(kind);

        Assert.All((ReadResult[])[after, whole], read =>
        {
            Assert.Empty(read.Complaints);
            Assert.DoesNotContain(read.Records, record => (string?)record.Data["name"] == "LLM-Core");
            Assert.Empty(Gone(before, read));
        });
    }

    [Theory]
    [InlineData("versions", new[] { "LLM-Core/1", "LLM-Core/2" })]
    [InlineData("models", new[] { "LLM-Core" })]
    public async Task Model_that_was_deleted_is_gone_with_its_versions(string kind, string[] gone)
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync(kind);
        Hide(bench, "LLM-Core", 404);

        var after = await bench.ReadAsync(kind, cursor: before.Cursor);

        Assert.Equal(gone, Gone(before, after));

        // Pages are moved to the trash only after a thing was found gone twice.
        Assert.Equal(gone, Gone(before, await bench.ReadAsync(kind, cursor: after.Cursor)));
    }

    [Fact]
    public async Task Model_that_was_hidden_for_a_while_is_gone_once_it_is_deleted()
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync("versions");
        Hide(bench, "LLM-Core", 403);
        var hidden = await bench.ReadAsync("versions", cursor: before.Cursor);
        Hide(bench, "LLM-Core", 404);

        Assert.Equal(["LLM-Core/1", "LLM-Core/2"], Gone(before, await bench.ReadAsync("versions", cursor: hidden.Cursor)));
    }

    [Fact]
    public async Task Version_that_was_deleted_from_a_model_that_is_there_is_gone()
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync("versions");
        bench.Mlflow.Versions.RemoveAll(version => (string?)version["name"] == "LLM-Core" && (string?)version["version"] == "1");

        Assert.Equal(["LLM-Core/1"], Gone(before, await bench.ReadAsync("versions")));
    }

    [Fact]
    public async Task Server_that_cannot_say_whether_a_model_is_there_keeps_it()
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync("versions");
        bench.Mlflow.Models.RemoveAll(model => (string?)model["name"] == "LLM-Core");
        bench.Mlflow.Versions.RemoveAll(version => (string?)version["name"] == "LLM-Core");
        bench.Instead = request => request.Path.EndsWith("registered-models/get", StringComparison.Ordinal) ? bench.Mlflow.Words(404, "err-unknown-route.txt") : null;

        var after = await bench.ReadAsync("versions", cursor: before.Cursor);

        Assert.StartsWith("model 'LLM-Core': ", Assert.Single(after.Complaints), StringComparison.Ordinal);
        Assert.Empty(Gone(before, after));
    }

    [Fact]
    public async Task Without_a_credential_nothing_is_hidden_and_what_is_not_listed_is_gone()
    {
        await using var bench = await MlflowBench.StartAsync(settings: []);
        var before = await bench.ReadAsync("versions");
        Hide(bench, "LLM-Core", 404);

        var after = await bench.ReadAsync("versions");

        Assert.Equal(["LLM-Core/1", "LLM-Core/2"], Gone(before, after));
        Assert.DoesNotContain(bench.Requests, request => request.Path.EndsWith("registered-models/get", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("experiments")]
    [InlineData("runs")]
    [InlineData("datasets")]
    [InlineData("logged-models")]
    public async Task Experiment_that_is_hidden_is_not_called_gone_with_what_it_holds(string kind)
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync(kind);
        HideExperiment(bench);

        var after = await bench.ReadAsync(kind);

        Assert.True(after.Records.Count < before.Records.Count);
        Assert.Empty(Gone(before, after));
    }

    [Theory]
    [InlineData("experiments")]
    [InlineData("runs")]
    [InlineData("datasets")]
    [InlineData("logged-models")]
    public async Task Experiment_that_was_deleted_is_gone_with_what_it_holds(string kind)
    {
        await using var bench = await MlflowBench.StartAsync();
        var before = await bench.ReadAsync(kind);
        var experiment = bench.Mlflow.Experiments.Single(one => (string?)one["name"] == "LLM-Core-training");
        HideExperiment(bench);
        experiment["lifecycle_stage"] = "deleted";
        bench.Mlflow.Experiments.Add(experiment);

        Assert.NotEmpty(Gone(before, await bench.ReadAsync(kind)));
    }

    // As basic authentication does it: not in any list; asked for by its name it is refused, or missing when there is none.
    private static void Hide(MlflowBench bench, string model, int status)
    {
        bench.Mlflow.Models.RemoveAll(one => (string?)one["name"] == model);
        bench.Mlflow.Versions.RemoveAll(one => (string?)one["name"] == model);
        bench.Instead = request => !request.Path.EndsWith("registered-models/get", StringComparison.Ordinal) || request.Argument("name") != model ? null
            : status == 403 ? bench.Mlflow.Words(403, "auth-err-forbidden.txt", "text/plain")
            : MlflowStub.Refusal(404, MlflowBench.Secret);
    }

    private static void HideExperiment(MlflowBench bench)
    {
        bench.Mlflow.Experiments.RemoveAll(one => (string?)one["name"] == "LLM-Core-training");
        bench.Mlflow.Runs.RemoveAll(one => (string?)one["info"]!["experiment_id"] == "1");
        var logged = bench.Mlflow.Items("logged-models-search", "models").Where(model => (string?)model["info"]!["experiment_id"] != "1").ToArray<JsonNode>();
        bench.Instead = request => request.Path.EndsWith("logged-models/search", StringComparison.Ordinal) ? StubAnswer.Json(new JsonObject { ["models"] = new JsonArray(logged) }) : null;
    }

    // As the engine does it: known, not given again, and of a scope that was read to its end.
    private static IEnumerable<string> Gone(ReadResult before, ReadResult after)
    {
        var seen = after.Records.Select(Key).ToHashSet();
        return before.Records.Where(record => after.Scopes.Contains(record.Scope) && !seen.Contains(Key(record))).Select(Key).Order(StringComparer.Ordinal);
    }

    private static string Key(Model.SourceRecord record) =>
        (record.Data["key"] ?? record.Data["run_id"] ?? record.Data["model_id"] ?? record.Data["experiment_id"] ?? record.Data["name"])!.ToString();
}
