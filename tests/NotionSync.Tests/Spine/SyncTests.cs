using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Tests.Spine;

public sealed class SyncTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly FakePrometheus prometheus = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_sync_with_nothing_new_neither_reads_nor_writes()
    {
        await using var bench = await SyncedAsync();

        var again = await bench.SyncAsync();

        Assert.Equal((0, 0), (again.Calls.Read, again.Calls.Write));
    }

    [Fact]
    public async Task An_intake_with_nothing_edited_reads_each_database_once_and_writes_nothing()
    {
        await using var bench = await SyncedAsync();

        var intake = await bench.IntakeAsync();

        Assert.Equal((12, 0), (intake.Calls.Read, intake.Calls.Write));
    }

    [Fact]
    public async Task A_node_that_prometheus_sees_becomes_a_row_that_is_part_of_its_cluster()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Select("Active"), await bench.ShownAsync("infra", "gpu-1", "Status"));
        Assert.Equal(new PropertyValue.Number(8), await bench.ShownAsync("infra", "gpu-1", "CPUs"));
        var cluster = await bench.RowAsync("infra", "GPU Cluster");
        Assert.Equal(new PropertyValue.Relation([cluster.PageId!]), await bench.ShownAsync("infra", "gpu-1", "Part of"));
        Assert.Equal(new PropertyValue.Text("prometheus/series/gpu-1:9100"), await bench.ShownAsync("infra", "gpu-1", "Sync key"));
    }

    [Fact]
    public async Task A_service_fills_the_seed_row_that_speaks_of_the_same_thing_and_makes_no_second_one()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Number(42), await bench.ShownAsync("apis", "Chatbot API", "P95 latency (ms)"));
        Assert.Equal(new PropertyValue.Select("Met"), await bench.ShownAsync("apis", "Chatbot API", "SLO state"));
        Assert.Equal(new PropertyValue.Select("Seed"), await bench.ShownAsync("apis", "Chatbot API", "Source"));
        Assert.Equal(bench.Catalog["apis"].Rows.Length, (await bench.PagesAsync()).Keys.Count(row => row.Database == "apis"));
    }

    [Fact]
    public async Task K_changed_rows_cost_k_writes_and_no_read()
    {
        await using var bench = await SyncedAsync();
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100", up: 0), FakePrometheus.Node("gpu-2:9100"));

        var report = await bench.SyncAsync();

        // The node alone: what its cluster and the console show of it is Notion's to compute.
        Assert.Equal(0, report.Calls.Read);
        Assert.Equal(report.Sources.Sum(source => source.Updated), report.Calls.Write);
        Assert.InRange(report.Calls.Write, 1, 2);
        Assert.Equal(new PropertyValue.Select("Down"), await bench.ShownAsync("infra", "gpu-1", "Status"));
        Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("infra", "gpu-1", "Why"));
    }

    [Fact]
    public async Task A_changed_slo_target_recomputes_its_row_and_nothing_else()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonEditsAsync("apis", "Chatbot API", "SLO latency (ms)", new JsonObject { ["number"] = 40 });

        var intake = await bench.IntakeAsync();

        Assert.Equal(1, intake.Calls.Write);
        Assert.Equal(new PropertyValue.Select("Breached"), await bench.ShownAsync("apis", "Chatbot API", "SLO state"));
        var why = Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("apis", "Chatbot API", "Why"));
        Assert.Contains("40", why.Content, StringComparison.Ordinal);
        Assert.Equal(new PropertyValue.Number(40), await bench.ShownAsync("apis", "Chatbot API", "SLO latency (ms)"));
    }

    [Fact]
    public async Task A_source_value_edited_by_hand_is_repaired_once_and_not_fought_over()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonEditsAsync("infra", "gpu-1", "CPUs", new JsonObject { ["number"] = 99 });
        var first = await bench.IntakeAsync();
        Assert.Equal(new PropertyValue.Number(8), await bench.ShownAsync("infra", "gpu-1", "CPUs"));
        time.Advance(TimeSpan.FromMinutes(5));
        await bench.PersonEditsAsync("infra", "gpu-1", "CPUs", new JsonObject { ["number"] = 98 });

        var second = await bench.IntakeAsync();
        Assert.Equal((1, 0), (first.Sources.Sum(source => source.Drift), second.Sources.Sum(source => source.Drift)));
        Assert.Equal(new PropertyValue.Number(98), await bench.ShownAsync("infra", "gpu-1", "CPUs"));

        time.Advance(TimeSpan.FromHours(1));
        await bench.SyncAsync();
        Assert.Equal(new PropertyValue.Number(8), await bench.ShownAsync("infra", "gpu-1", "CPUs"));
    }

    [Fact]
    public async Task Jitter_within_the_tolerance_costs_no_write_until_its_silence_is_over()
    {
        await using var bench = await SyncedAsync();
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100", cpu: 0.255), FakePrometheus.Node("gpu-2:9100"));

        Assert.Equal(0, (await bench.SyncAsync()).Sources.Sum(source => source.Updated));
        Assert.Equal(new PropertyValue.Number(0.25m), await bench.ShownAsync("infra", "gpu-1", "CPU utilisation"));

        time.Advance(TimeSpan.FromHours(25));
        await bench.SyncAsync();
        Assert.Equal(new PropertyValue.Number(0.255m), await bench.ShownAsync("infra", "gpu-1", "CPU utilisation"));
    }

    [Fact]
    public async Task A_row_whose_record_is_gone_is_marked_and_comes_back_with_it()
    {
        await using var bench = await SyncedAsync();
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100"));

        var gone = await bench.SyncAsync();
        Assert.Equal(1, gone.Sources.Sum(source => source.Gone));
        Assert.Equal(new PropertyValue.Select("Gone at source"), await bench.ShownAsync("infra", "gpu-2", "Source state"));

        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100"), FakePrometheus.Node("gpu-2:9100"));
        await bench.SyncAsync();
        Assert.Equal(new PropertyValue.Select("Live"), await bench.ShownAsync("infra", "gpu-2", "Source state"));
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("warns")]
    [InlineData("empty")]
    public async Task A_read_that_is_not_proven_whole_calls_nothing_gone(string how)
    {
        await using var bench = await SyncedAsync();
        prometheus.Series("instance", how == "empty" ? [] : [FakePrometheus.Node("gpu-1:9100")]);
        prometheus.Fails = how == "fails" ? "connection reset" : null;
        prometheus.Warns = how == "warns" ? "a store is down" : null;

        var report = await bench.SyncAsync();

        Assert.Equal(0, report.Sources.Sum(source => source.Gone));
        Assert.Equal(how == "empty" ? 2 : 0, report.Sources.Sum(source => source.Blocked));
        Assert.Equal(new PropertyValue.Select("Live"), await bench.ShownAsync("infra", "gpu-2", "Source state"));
    }

    [Fact]
    public async Task A_sweep_beyond_the_bounds_is_held_back_until_it_is_said_to_be_meant()
    {
        await using var bench = await SyncedAsync(nodes: 30);
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100"));

        var blocked = await bench.SyncAsync();
        var allowed = await bench.SyncAsync(new SyncOptions("the old cluster was switched off"));

        Assert.Equal((0, 29), (blocked.Sources.Sum(source => source.Gone), blocked.Sources.Sum(source => source.Blocked)));
        Assert.False(blocked.AllRowsWritten);
        Assert.Equal((29, 0), (allowed.Sources.Sum(source => source.Gone), allowed.Sources.Sum(source => source.Blocked)));
    }

    [Fact]
    public async Task A_row_that_a_person_trashed_stays_there()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonAsync(new { action = "trash", pageId = (await bench.RowAsync("infra", "gpu-1")).PageId });
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100", up: 0), FakePrometheus.Node("gpu-2:9100"));

        await bench.SyncAsync();
        await bench.SyncAsync();

        Assert.DoesNotContain((await bench.PagesAsync()).Keys, row => row.Key.Value.Contains("gpu-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_that_a_person_made_loses_its_key_and_becomes_theirs()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonAsync(new { action = "duplicate", pageId = (await bench.RowAsync("infra", "gpu-1")).PageId });

        await bench.IntakeAsync();

        // Two pages with one key would fail here.
        Assert.NotEmpty(await bench.PagesAsync());
    }

    [Fact]
    public async Task A_row_that_notion_refuses_is_named_and_the_rest_goes_on()
    {
        await using var bench = await SpineBench.StartAsync([prometheus], time: time);
        await bench.ImportAsync();
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100"), FakePrometheus.Node("gpu-2:9100"));
        await bench.FaultAsync(new { method = "POST", path = "/v1/pages", nth = 1, times = 1, when = "before", kind = "status", status = 400, code = "validation_error" });

        var report = await bench.SyncAsync();

        var failed = Assert.Single(report.Sources.SelectMany(source => source.Failed));
        Assert.Equal("infra", failed.Database);
        Assert.Equal(1, report.Sources.Sum(source => source.Created));
    }

    [Fact]
    public async Task The_integrations_row_says_how_the_source_fares()
    {
        await using var bench = await SyncedAsync();
        Assert.Equal(new PropertyValue.Select("Connected"), await bench.ShownAsync("integrations", "Prometheus", "Integration status"));
        prometheus.Fails = "Prometheus at http://prometheus.local answered 503. Start it, or correct Sources:Prometheus:BaseUrl.";
        prometheus.Series("instance");
        prometheus.Series("service");

        await bench.SyncAsync();

        Assert.Equal(new PropertyValue.Select("Failing"), await bench.ShownAsync("integrations", "Prometheus", "Integration status"));
        Assert.Contains("503", Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("integrations", "Prometheus", "Why")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_now_is_seen_by_the_intake_and_unticked_by_the_sync()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonEditsAsync("integrations", "Prometheus", "Sync now", new JsonObject { ["checkbox"] = true });

        await bench.IntakeAsync();
        Assert.Equal(["Prometheus"], await bench.Engine.RequestedSourcesAsync(Stop));
        await bench.SyncAsync();

        Assert.Equal(new PropertyValue.Checkbox(false), await bench.ShownAsync("integrations", "Prometheus", "Sync now"));
        Assert.Empty(await bench.Engine.RequestedSourcesAsync(Stop));
    }

    [Fact]
    public async Task Links_that_people_made_outlive_every_sync()
    {
        await using var bench = await SyncedAsync();
        var api = await bench.RowAsync("apis", "STT API");
        await bench.PersonEditsAsync("infra", "gpu-1", "APIs", new JsonObject { ["relation"] = new JsonArray(new JsonObject { ["id"] = api.PageId }) });
        await bench.IntakeAsync();
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100", up: 0), FakePrometheus.Node("gpu-2:9100"));

        await bench.SyncAsync();

        Assert.Equal(new PropertyValue.Relation([api.PageId!]), await bench.ShownAsync("infra", "gpu-1", "APIs"));
    }

    [Fact]
    public async Task A_sweep_that_a_person_approved_in_notion_goes_through_once()
    {
        await using var bench = await SyncedAsync(nodes: 30);
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100"));
        await bench.SyncAsync();
        await bench.PersonEditsAsync("integrations", "Prometheus", "Approve removals", new JsonObject { ["checkbox"] = true });
        await bench.IntakeAsync();

        var approved = await bench.SyncAsync();

        Assert.Equal((29, 0), (approved.Sources.Sum(source => source.Gone), approved.Sources.Sum(source => source.Blocked)));
        Assert.Equal(new PropertyValue.Checkbox(false), await bench.ShownAsync("integrations", "Prometheus", "Approve removals"));
    }

    [Fact]
    public async Task A_connection_that_lost_its_page_loses_no_row()
    {
        await using var bench = await SyncedAsync();
        prometheus.Series("instance", FakePrometheus.Node("gpu-1:9100", up: 0), FakePrometheus.Node("gpu-2:9100"));
        await bench.ShareAsync(false);
        var lost = await bench.SyncAsync();
        await bench.ShareAsync(true);
        time.Advance(TimeSpan.FromHours(2));

        await bench.SyncAsync();

        Assert.False(lost.AllRowsWritten);
        Assert.Equal(new PropertyValue.Select("Down"), await bench.ShownAsync("infra", "gpu-1", "Status"));
    }

    [Fact]
    public async Task A_linked_row_in_the_trash_is_not_asked_for_again_and_again()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonAsync(new { action = "trash", pageId = (await bench.RowAsync("infra", "GPU Cluster")).PageId });
        await bench.PersonEditsAsync("infra", "gpu-1", "Notes", new JsonObject { ["rich_text"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "mine" } }) });
        await bench.IntakeAsync();

        var again = await bench.IntakeAsync();

        Assert.Equal((12, 0), (again.Calls.Read, again.Calls.Write));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_sync_that_stops_between_a_row_and_those_computed_from_it_is_gone_on_with(int nth)
    {
        await using var whole = await SyncedAsync();
        prometheus.Series("service", FakePrometheus.Service("chatbot", p95: 900), FakePrometheus.Service("tts", errors: 0.2));
        var writes = (await whole.SyncAsync()).Calls.Write;

        await using var stopped = await SyncedAsync();
        prometheus.Series("service", FakePrometheus.Service("chatbot", p95: 900), FakePrometheus.Service("tts", errors: 0.2));
        await stopped.FaultAsync(new { method = "PATCH", path = "/v1/pages/{id}", nth, times = 1, when = "before", kind = "status", status = 401, code = "unauthorized" });
        var first = await stopped.SyncAsync();
        var second = await stopped.SyncAsync();

        Assert.True(writes >= 3);
        Assert.NotNull(first.StoppedBecause);
        Assert.Null(second.StoppedBecause);
        Assert.Equal(writes, first.Calls.Write - 1 + second.Calls.Write);
        Assert.Equal(await ShownAsync(whole), await ShownAsync(stopped));
    }

    private static async Task<List<string>> ShownAsync(SpineBench bench)
    {
        var rows = new List<string>();
        foreach (var database in bench.Catalog.Databases)
        {
            await foreach (var row in bench.State.ReadAllRowsAsync(database.Id, Stop))
            {
                rows.Add($"{row.Ref}: {string.Join("; ", row.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={NotionSync.State.ValueText.Write(entry.Value)}"))}");
            }
        }

        return rows;
    }

    private async Task<SpineBench> SyncedAsync(int nodes = 2)
    {
        prometheus.Series("instance", [.. Enumerable.Range(1, nodes).Select(number => FakePrometheus.Node($"gpu-{number}:9100"))]);
        prometheus.Series("service", FakePrometheus.Service("chatbot"), FakePrometheus.Service("tts"));
        var bench = await SpineBench.StartAsync([prometheus], time: time);
        await bench.ImportAsync();
        var first = await bench.SyncAsync();
        Assert.True(first.AllRowsWritten, string.Join('\n', first.Sources.SelectMany(source => source.Failed)));
        return bench;
    }
}
