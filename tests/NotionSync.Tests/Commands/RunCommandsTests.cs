using System.Text.Json.Nodes;
using NotionSync.Commands;
using NotionSync.Planning;
using NotionSync.State;
using NotionSync.Sync;

namespace NotionSync.Tests.Commands;

public sealed class RunCommandsTests : IDisposable
{
    private readonly CommandFixture cli = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("import")]
    [InlineData("sync")]
    public async Task The_report_is_one_JSON_document_of_the_agreed_shape(string command)
    {
        cli.Engine.Report = FakeEngine.AReport(new SourceReport
        {
            Name = "MLflow",
            Read = 214,
            Created = 3,
            Updated = 9,
            Unchanged = 202,
            Failed = [new FailedRow("models", "mlflow/model_version/a/1", "too long")],
        });

        Assert.Equal(ExitCode.SomeRowsFailed, await cli.RunAsync(command, "--output", "json"));

        var expected = JsonNode.Parse("""
            { "run": "01a20774e3db7ac986bb", "startedAt": "2026-11-23T10:00:00+00:00", "seconds": 12.3, "calls": { "read": 3, "write": 9 },
              "sources": [{ "name": "MLflow", "read": 214, "created": 3, "updated": 9, "unchanged": 202, "gone": 0, "blocked": 0,
                            "failed": [{ "database": "models", "key": "mlflow/model_version/a/1", "reason": "too long" }] }] }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(cli.Out.ToString())), cli.Out.ToString());
    }

    public static TheoryData<RunReport, int> Reports { get; } = new()
    {
        { FakeEngine.AReport(), ExitCode.Done },
        { FakeEngine.AReport(new SourceReport { Name = "a", Read = 2, Updated = 2 }), ExitCode.Done },
        { FakeEngine.AReport(new SourceReport { Name = "a", Read = 2, Failed = [new FailedRow("models", "k", "r")] }), ExitCode.SomeRowsFailed },
        { FakeEngine.AReport(new SourceReport { Name = "a", Read = 2, Failed = [new FailedRow("", "query p95", "r")] }), ExitCode.SomeRowsFailed },
        { FakeEngine.AReport(new SourceReport { Name = "a", Read = 100, Blocked = 30 }), ExitCode.SomeRowsFailed },
        { FakeEngine.AReport(new SourceReport { Name = "a", Failed = [new FailedRow("", "a", "unreachable")] }), ExitCode.Failed },
        { FakeEngine.AReport(new SourceReport { Name = "a", Failed = [new FailedRow("", "a", "unreachable")] }, new SourceReport { Name = "b", Read = 1 }), ExitCode.SomeRowsFailed },
        { FakeEngine.AReport() with { StoppedBecause = "the free plan is full" }, ExitCode.Failed },
    };

    [Theory]
    [MemberData(nameof(Reports), DisableDiscoveryEnumeration = true)]
    public async Task The_exit_code_follows_from_the_report(RunReport report, int code)
    {
        cli.Engine.Report = report;

        Assert.Equal(code, await cli.RunAsync("sync"));
    }

    [Fact]
    public async Task The_summary_names_each_failed_row_with_its_reason()
    {
        cli.Engine.Report = FakeEngine.AReport(
            new SourceReport { Name = "Prometheus", Read = 5, Updated = 4, Blocked = 7, Drift = 1, Gone = 2, Failed = [new FailedRow("infra", "prometheus/series/x", "'Status' is too long.")] });

        await cli.RunAsync("sync");

        Golden.Matches("commands/sync.txt", cli.Out.ToString());
    }

    [Fact]
    public async Task Steps_are_lines_on_standard_error_where_nobody_watches()
    {
        await cli.RunAsync("import", "--output", "json");

        Assert.Contains("Views of models: 4 of 4", cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_found_by_any_case_and_unknown_or_silent_ones_are_refused()
    {
        Assert.Equal(ExitCode.Done, await cli.RunAsync("sync", "prometheus", "--full", "--allow-removals", "moved to staging"));
        Assert.Equal(["sync Prometheus"], cli.Engine.Calls);
        Assert.Equal("moved to staging", cli.Engine.Sync?.AllowRemovals);
        Assert.True(cli.Engine.Sync?.Full);

        Assert.Equal(ExitCode.BadInput, await cli.RunAsync("sync", "promethius", "mlflow"));
        Assert.Contains("Did you mean 'Prometheus'?", cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("MLflow is off: Sources:MLflow:BaseUrl is not set.", cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sync_tells_when_each_source_runs_next()
    {
        await cli.RunAsync("sync");

        Assert.Equal(new Dictionary<string, DateTimeOffset> { ["Prometheus"] = cli.Time.GetUtcNow().AddMinutes(4) }, cli.Engine.Sync?.NextRun);
    }

    [Theory]
    [InlineData("text", "plan.txt")]
    [InlineData("markdown", "plan.md")]
    [InlineData("json", "plan.json")]
    public async Task A_plan_is_printed_in_three_forms(string format, string golden)
    {
        cli.Engine.Plan = APlan();

        Assert.Equal(ExitCode.Done, await cli.RunAsync("plan", "--output", format, "--set", "Notion:RequestsPerMinute=180"));

        Golden.Matches($"commands/{golden}", cli.Out.ToString());
        Assert.Equal(["plan "], cli.Engine.Calls);
    }

    [Fact]
    public async Task An_empty_plan_says_so()
    {
        await cli.RunAsync("plan");

        Assert.StartsWith("Nothing to do", cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_comes_back_to_import_as_it_was()
    {
        var file = Path.Combine(cli.Folder, "plan.json");
        cli.Engine.Plan = APlan();

        Assert.Equal(ExitCode.Done, await cli.RunAsync("plan", "--out", file));
        Assert.Equal(ExitCode.Done, await cli.RunAsync("import", "--plan", file, "--refresh"));

        Assert.Equal(["plan import", "import"], cli.Engine.Calls);
        Assert.True(cli.Engine.Import!.Refresh);
        Assert.Equal(APlan().Changes, cli.Engine.Import.Expected!.Changes);
        Assert.Equal((APlan().Writes, APlan().Reads), (cli.Engine.Import.Expected.Writes, cli.Engine.Import.Expected.Reads));
    }

    [Fact]
    public async Task A_saved_plan_is_refused_for_other_mappings_and_other_files()
    {
        var file = Path.Combine(cli.Folder, "plan.json");
        await cli.RunAsync("plan", "--out", file);
        cli.Mapping = "mapping-2";

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("import", "--plan", file));
        Assert.Contains("mapping files were changed", cli.Error.ToString(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "{}", Stop);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("import", "--plan", file));
        Assert.Contains("holds no plan", cli.Error.ToString(), StringComparison.Ordinal);

        Assert.Equal(ExitCode.BadInput, await cli.RunAsync("import", "--plan", file + ".missing"));
        Assert.Equal(["plan import"], cli.Engine.Calls);
    }

    [Fact]
    public async Task Status_tells_how_each_source_stands()
    {
        await using (var state = cli.OpenState())
        {
            var end = cli.Time.GetUtcNow().AddMinutes(-2);
            var report = FakeEngine.AReport(new SourceReport { Name = "Prometheus", Read = 12, Updated = 2, Unchanged = 10, Drift = 1 });
            var text = System.Text.Json.JsonSerializer.Serialize(report, RunReportJson.Default.RunReport);
            await state.SaveAsync(new StateBatch { Runs = [new RunRecord("1", "Prometheus", end.AddSeconds(-3), end, text)] }, Stop);
        }

        Assert.Equal(ExitCode.Done, await cli.RunAsync("status", "--output", "json"));

        var expected = JsonNode.Parse("""
            { "sources": [
              { "name": "Prometheus", "state": "ok", "lastRun": "2026-11-23T09:58:57+00:00", "nextRun": "2026-11-23T10:05:00+00:00",
                "rows": 12, "lagSeconds": 120, "errors": 0, "blockedRemovals": 0, "drift": 1 },
              { "name": "MLflow", "state": "off", "lastRun": null, "nextRun": null, "rows": 0, "lagSeconds": null, "errors": 0, "blockedRemovals": 0, "drift": 0 } ] }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(cli.Out.ToString())), cli.Out.ToString());
    }

    private static Plan APlan() => new(
        [
            new PlannedChange { Action = ChangeAction.Create, Object = ChangeObject.Database, Database = "models", Key = "Model Registry", Title = "Model Registry", Reason = "not in Notion yet" },
            new PlannedChange { Action = ChangeAction.Create, Object = ChangeObject.View, Database = "models", Key = "By|Family", Title = "By|Family", Reason = "not in Notion yet" },
            new PlannedChange
            {
                Action = ChangeAction.Update, Object = ChangeObject.Row, Database = "infra", Key = "seed/infra/gpu-cluster", Title = "GPU Cluster", Properties = ["Status", "Why"],
                Reason = "Status: Active → Down", Values = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("Status", "s:Down"),
            },
            new PlannedChange { Action = ChangeAction.Link, Object = ChangeObject.Row, Database = "infra", Key = "seed/infra/storage", Title = "Storage", Properties = ["APIs"], Reason = "1 link" },
            new PlannedChange { Action = ChangeAction.Remove, Object = ChangeObject.Row, Database = "models", Key = "mlflow/model_version/a/1", Title = "a v1", Reason = "gone at MLflow" },
        ],
        Writes: 188,
        Reads: 26);
}
