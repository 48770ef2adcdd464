using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Tests.Spine;

/// <summary>Pictures that are drawn from a record's history and uploaded for the row's files property.</summary>
public sealed class PictureTests
{
    private const int CallsPerPicture = 2;

    private const string Runs = """
        database: { id: runs, title: Runs }
        properties:
          Run: { type: title, writer: prometheus }
          Loss: { type: number, writer: prometheus }
          Loss curve: { type: files, writer: prometheus }
        sources:
          - source: Prometheus
            kind: series
            read: { by: [run], queries: { a: up } }
            key: key
            values: { Run: key, Loss: 'history.loss[-1].value', Loss curve: "line_chart(history.loss, 'Loss')" }
        """;

    private readonly FakePrometheus prometheus = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_picture_is_uploaded_once_and_costs_nothing_as_long_as_it_stays_the_same()
    {
        await using var bench = await ImportedAsync();
        prometheus.Series("run", Run("a", 2.5, 0.8), Run("b", 1.5, 0.7), Run("c"));
        var plan = await bench.PlanAsync(withSources: true);

        var first = await bench.SyncAsync();
        var second = await bench.SyncAsync();

        Assert.Equal(3 + (2 * CallsPerPicture), first.Calls.Write);
        Assert.Equal(first.Calls.Write, plan.Writes);
        Assert.Equal(0, second.Calls.Write);
        Assert.StartsWith("loss-", await CurveAsync(bench, "a"), StringComparison.Ordinal);
        Assert.NotEqual(await CurveAsync(bench, "a"), await CurveAsync(bench, "b"));
        Assert.Equal(PropertyValue.Empty.Value, await bench.ShownAsync("runs", "c", "Loss curve"));
    }

    [Fact]
    public async Task Other_points_cost_one_upload_and_one_write_of_their_row()
    {
        await using var bench = await SyncedAsync();
        var before = await CurveAsync(bench, "a");
        prometheus.Series("run", Run("a", 2.5, 0.9, 0.8), Run("b", 1.5, 0.7));
        var plan = await bench.PlanAsync(withSources: true);

        var report = await bench.SyncAsync();

        Assert.Equal(1 + CallsPerPicture, report.Calls.Write);
        Assert.Equal(report.Calls.Write, plan.Writes);
        Assert.NotEqual(before, await CurveAsync(bench, "a"));
        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
    }

    [Fact]
    public async Task A_change_beside_the_picture_does_not_upload_it_again()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonEditsAsync("runs", "a", "Loss", new JsonObject { ["number"] = 99 });

        Assert.Equal(1, (await bench.IntakeAsync()).Calls.Write);
    }

    [Fact]
    public async Task After_a_lost_state_the_picture_is_known_by_its_name_and_nothing_is_uploaded()
    {
        await using var bench = await SyncedAsync();
        await bench.LoseStateAsync();
        await bench.ResetRequestsAsync();

        await bench.ImportAsync();
        var report = await bench.SyncAsync();

        Assert.Equal(0, report.Calls.Write);
        Assert.DoesNotContain((await bench.RequestsAsync())["log"]!.AsArray(), call => call!["path"]!.GetValue<string>().Contains("file_uploads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_that_a_person_took_away_is_put_back()
    {
        await using var bench = await SyncedAsync();
        var before = await CurveAsync(bench, "a");
        await bench.PersonEditsAsync("runs", "a", "Loss curve", new JsonObject { ["files"] = new JsonArray() });

        var intake = await bench.IntakeAsync();

        Assert.Equal(1 + CallsPerPicture, intake.Calls.Write);
        Assert.Equal(before, await CurveAsync(bench, "a"));
    }

    [Theory]
    [InlineData("/v1/file_uploads", 400)]
    [InlineData("/v1/file_uploads/{file_upload_id}/send", 400)]
    [InlineData("/v1/file_uploads/{file_upload_id}/send", 403)]
    [InlineData("/v1/file_uploads/{file_upload_id}/send", 404)]
    public async Task A_row_whose_picture_is_refused_is_named_with_the_reason_and_the_next_sync_tries_it_again(string path, int status)
    {
        await using var bench = await ImportedAsync();
        prometheus.Series("run", Run("a", 2.5, 0.8), Run("b", 1.5, 0.7));
        await bench.FaultAsync(new { method = "POST", path, nth = 1, times = 1, when = "before", kind = "status", status, code = "validation_error" });

        var report = await bench.SyncAsync();

        var failed = Assert.Single(report.Sources.SelectMany(source => source.Failed));
        Assert.Contains("loss-", failed.Reason, StringComparison.Ordinal);
        Assert.Null(report.StoppedBecause);
        Assert.Single(await bench.PagesAsync());

        time.Advance(TimeSpan.FromMinutes(5));
        var next = await bench.SyncAsync();

        Assert.Empty(next.Sources.SelectMany(source => source.Failed));
        Assert.Equal(1 + CallsPerPicture, next.Calls.Write);
        Assert.Equal(2, (await bench.PagesAsync()).Count);
    }

    [Fact]
    public async Task An_upload_that_got_no_answer_is_begun_anew_and_the_row_stands_once()
    {
        await using var bench = await ImportedAsync(TimeProvider.System);
        prometheus.Series("run", Run("a", 2.5, 0.8));
        await bench.FaultAsync(new { method = "POST", path = "/v1/file_uploads/{file_upload_id}/send", nth = 1, times = 1, when = "after", kind = "reset" });

        var report = await bench.SyncAsync();

        Assert.Equal(1 + (2 * CallsPerPicture), report.Calls.Write);
        Assert.StartsWith("loss-", await CurveAsync(bench, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_remembered_of_a_row_and_what_a_plan_shows_hold_no_content()
    {
        await using var bench = await SyncedAsync();
        prometheus.Series("run", Run("a", 2.5, 0.9, 0.8), Run("b", 1.5, 0.7));

        var change = Assert.Single((await bench.PlanAsync(withSources: true)).Changes);
        var curve = Assert.IsType<PropertyValue.Files>((await bench.RowAsync("runs", "a")).Values["Loss curve"]);

        Assert.Equal("", Assert.Single(curve.Links).Address);
        Assert.DoesNotContain("data:", change.Reason + string.Concat(change.Values.Values), StringComparison.Ordinal);
        Assert.Contains("Loss curve: loss-", change.Reason, StringComparison.Ordinal);
    }

    private static JsonObject Run(string key, params double[] losses) => new()
    {
        ["key"] = key,
        ["history"] = new JsonObject { ["loss"] = new JsonArray([.. losses.Select((loss, index) => new JsonObject { ["step"] = index * 10, ["value"] = loss })]) },
    };

    private static async Task<string> CurveAsync(SpineBench bench, string run) =>
        Assert.Single(Assert.IsType<PropertyValue.Files>(await bench.ShownAsync("runs", run, "Loss curve")).Links).Name;

    private async Task<SpineBench> ImportedAsync(TimeProvider? clock = null)
    {
        var result = CatalogReader.Read("mappings", [("mappings/runs.yaml", Runs)], [prometheus]);
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        var bench = await SpineBench.StartAsync([prometheus], result.Catalog, clock ?? time);
        await bench.ImportAsync();
        return bench;
    }

    private async Task<SpineBench> SyncedAsync()
    {
        var bench = await ImportedAsync();
        prometheus.Series("run", Run("a", 2.5, 0.8), Run("b", 1.5, 0.7));
        await bench.SyncAsync();
        return bench;
    }
}
