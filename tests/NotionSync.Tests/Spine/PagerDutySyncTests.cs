using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Model;
using NotionSync.Sources;

namespace NotionSync.Tests.Spine;

/// <summary>The replayed PagerDuty account in the rows of incidents.</summary>
public sealed class PagerDutySyncTests : IAsyncLifetime
{
    private const string Database = "incidents";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private PagerDutyReplay account = null!;
    private ReplayServer server = null!;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        account = new PagerDutyReplay(time);
        server = await ReplayServer.StartAsync(account, TestContext.Current.CancellationToken);
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
    public async Task Incidents_take_over_the_rows_of_the_documents_and_make_no_second_ones()
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(4, (await bench.PagesAsync()).Keys.Count(row => row.Database == Database));
        Assert.All(bench.Catalog[Database].Rows, row => Assert.StartsWith("INC-", row.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INC-2025-09-20", "Critical", "LLM-Core", "2025-09-20T03:14:00Z", "2025-09-20T03:59:00Z", "2025-09-20T05:02:00Z", "Mina Ops · MLOps", null, 45.0, 1.8)]
    [InlineData("INC-2025-09-29", "High", "Avatar-Vision", "2025-09-29T14:41:00Z", "2025-09-29T14:59:00Z", null, "Ivo Infra · Infra", "Mina Ops", 18.0, null)]
    [InlineData("INC-2025-10-04", "Medium", "TTS API", "2025-10-04T08:12:00Z", null, null, "Ada API · API Team", "Mina Ops", null, null)]
    [InlineData("INC-2025-10-05", "Medium", "Cloud Cost", "2025-10-05T01:00:00Z", "2025-10-05T01:59:00Z", "2025-10-05T09:45:00Z", "Dee DevOps · DevOps", null, 59.0, 8.75)]
    public async Task Values_are_those_of_the_account(
        string incident, string severity, string system, string started, string? acknowledged, string? resolved, string owner, string? onCall, double? minutes, double? hours)
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Select(severity), await bench.ShownAsync(Database, incident, "Severity"));
        Assert.Equal(new PropertyValue.Text(system), await bench.ShownAsync(Database, incident, "System"));
        Assert.Equal(At(started), await bench.ShownAsync(Database, incident, "Started"));
        Assert.Equal(At(acknowledged), await bench.ShownAsync(Database, incident, "Acknowledged"));
        Assert.Equal(At(resolved), await bench.ShownAsync(Database, incident, "Resolved"));
        Assert.Equal(new PropertyValue.Text(owner), await bench.ShownAsync(Database, incident, "Owner"));
        Assert.Equal(onCall is null ? PropertyValue.Empty.Value : new PropertyValue.Text(onCall), await bench.ShownAsync(Database, incident, "On call"));
        Assert.Equal(Number(minutes), await bench.ShownAsync(Database, incident, "Time to acknowledge (min)"));
        Assert.Equal(Number(hours), await bench.ShownAsync(Database, incident, "Time to resolve (h)"));
        Assert.IsType<PropertyValue.Url>(await bench.ShownAsync(Database, incident, "Source link"));
    }

    [Theory]
    [InlineData("INC-2025-09-20", "Products", "products", "LLM-Core")]
    [InlineData("INC-2025-09-20", "Runbook", "docs", "llm-leak")]
    [InlineData("INC-2025-09-29", "Infra", "infra", "GPU Cluster")]
    [InlineData("INC-2025-09-29", "APIs", "apis", "Avatar Stream")]
    [InlineData("INC-2025-10-04", "APIs", "apis", "TTS API")]
    [InlineData("INC-2025-10-04", "Models", "models", "TTS-Neo v1.5")]
    [InlineData("INC-2025-10-05", "Infra", "infra", "GPU Cluster")]
    public async Task Links_follow_the_service_and_the_notes(string incident, string relation, string database, string title)
    {
        await using var bench = await SyncedAsync();

        var linked = Assert.IsType<PropertyValue.Relation>(await bench.ShownAsync(Database, incident, relation));
        Assert.Contains((await bench.RowAsync(database, title)).PageId!, linked.PageIds);
    }

    [Fact]
    public async Task Timeline_and_notes_stand_on_the_page()
    {
        await using var bench = await SyncedAsync();
        var row = await bench.RowAsync(Database, "INC-2025-09-20");

        var page = (await bench.Workspace.Client.GetMarkdownAsync(row.PageId!, TestContext.Current.CancellationToken)).Markdown;

        Assert.StartsWith("**INC-2025-09-20 LLM-Core memory leak in fine-tune loop**\n## Timeline\n- 20 Sep 2025 03:14 UTC · Triggered through the API\n", page, StringComparison.Ordinal);
        Assert.Contains("- 20 Sep 2025 05:00 UTC · Mina Ops: Fixed with gradient checkpointing", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_happened_and_nothing_is_written()
    {
        await using var bench = await SyncedAsync();
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
        Assert.Equal(0, (await bench.SyncAsync(new SyncOptions { Full = true })).Calls.Write);
    }

    [Fact]
    public async Task Incident_that_is_reassigned_changes_its_row_alone()
    {
        await using var bench = await SyncedAsync();
        account.Change("Q0INC20251004C", incident => incident["assignments"]![0]!["assignee"]!["summary"] = "Ivo Infra");
        time.Advance(TimeSpan.FromMinutes(2));

        var sync = await bench.SyncAsync();

        Assert.Equal(1, sync.Calls.Write);
        Assert.Equal(new PropertyValue.Text("Ivo Infra · API Team"), await bench.ShownAsync(Database, "INC-2025-10-04", "Owner"));
    }

    [Fact]
    public async Task Incident_that_fires_again_is_active_and_has_no_end()
    {
        await using var bench = await SyncedAsync();
        account.Change("Q0INC20250920A", incident => (incident["status"], incident["resolved_at"]) = ("triggered", null));
        time.Advance(TimeSpan.FromMinutes(2));

        await bench.SyncAsync();

        Assert.Equal(new PropertyValue.Select("Active"), await bench.ShownAsync(Database, "INC-2025-09-20", "Status"));
        Assert.Equal(PropertyValue.Empty.Value, await bench.ShownAsync(Database, "INC-2025-09-20", "Resolved"));
        Assert.Equal(new PropertyValue.Number(1), await bench.ShownAsync(Database, "INC-2025-09-20", "Is open and critical"));
    }

    private async Task<SpineBench> SyncedAsync()
    {
        var bench = await SpineBench.StartAsync([services.GetServices<ISource>().Single(source => source.Name == "PagerDuty")], time: time);
        await bench.ImportAsync();
        var sync = await bench.SyncAsync();
        Assert.Empty(sync.Sources.SelectMany(source => source.Failed));
        return bench;
    }

    private static PropertyValue At(string? instant) =>
        instant is null ? PropertyValue.Empty.Value : PropertyValue.Date.At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private static PropertyValue Number(double? amount) => amount is { } number ? new PropertyValue.Number((decimal)number) : PropertyValue.Empty.Value;
}
