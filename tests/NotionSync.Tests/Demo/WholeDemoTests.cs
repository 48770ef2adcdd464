using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Hosting;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Sources;
using NotionSync.Sources.JsonApi;
using NotionSync.Tests.Core.Mapping;
using NotionSync.Tests.Spine;

namespace NotionSync.Tests.Demo;

/// <summary>Every recorded vendor, read over HTTP by the real sources into one workspace.</summary>
public sealed class WholeDemoTests : IAsyncLifetime
{
    private const string FromTemplate = "making a project from a template is not built yet";
    private const string NotInDocuments = "seed rows give none, then it is people's";

    // Columns that no row of the demo fills, each with its reason.
    private static readonly Dictionary<(string Database, string Property), string> Empty = new()
    {
        [("apis", "Templates")] = FromTemplate,
        [("console", "Synced at")] = "no source writes this database",
        [("datasets", "Retention policy")] = NotInDocuments,
        [("datasets", "Templates")] = FromTemplate,
        [("incidents", "Follow-up tasks")] = NotInDocuments,
        [("incidents", "Impact")] = NotInDocuments,
        [("incidents", "Mitigation")] = NotInDocuments,
        [("infra", "Templates")] = FromTemplate,
        [("integrations", "Why")] = "nothing is wrong with any source",
        [("metrics", "Log index")] = "Loki and Elasticsearch are not part of the demo",
        [("models", "Templates")] = FromTemplate,
        [("products", "Cost cap ($)")] = NotInDocuments,
        [("products", "Made from")] = FromTemplate,
        [("products", "SLA")] = NotInDocuments,
        [("templates", "APIs")] = FromTemplate,
        [("templates", "Datasets")] = FromTemplate,
        [("templates", "Infra")] = FromTemplate,
        [("templates", "Models")] = FromTemplate,
        [("templates", "New project name")] = FromTemplate,
        [("templates", "Products")] = FromTemplate,
        [("templates", "Result")] = FromTemplate,
        [("templates", "Synced at")] = "no source writes this database",
    };

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private ReplaySet replays = null!;
    private SourceSet sources = null!;
    private SpineBench bench = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        replays = await ReplaySet.StartAsync(time, without: [], Stop);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(replays.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        sources = SourceSet.From(configuration, MappedSources.OfKind(JsonApiServices.Kind, ProductFiles.Files), time);
        bench = await SpineBench.StartAsync(sources.On, time: time);
        await bench.ImportAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        await sources.DisposeAsync();
        await replays.DisposeAsync();
    }

    // A source that comes later need not have one: the demo then does not show it.
    [Fact]
    public void Every_source_that_was_recorded_is_in_the_catalog_and_has_a_replay() => Assert.Equal(
        ["CloudWatch", "CostExplorer", "GitHub", "MLflow", "PagerDuty", "Prometheus", "Wandb"],
        SourceCatalog.All.Select(entry => entry.Name).Intersect(replays.Sources));

    [Fact]
    public async Task No_column_is_empty_in_every_row_but_those_named_here_with_their_reason()
    {
        var report = await bench.SyncAsync(new SyncOptions(NextRun: sources.NextRuns()));
        Assert.All(report.Sources, source => Assert.Empty(source.Failed));

        var pages = await bench.PagesAsync();
        var empty = new List<(string, string)>();
        foreach (var database in bench.Catalog.Databases)
        {
            var known = await bench.KnownAsync(database.Id);
            var rows = pages.Where(page => page.Key.Database == database.Id).Select(page => page.Value).ToList();
            empty.AddRange(database.Properties
                .Where(property => IsOurs(property) && rows.All(row => IsEmpty(row, known.Properties[property.Schema.Name].Id)))
                .Select(property => (database.Id, property.Schema.Name)));
        }

        Assert.True(Listed(Empty.Keys) == Listed(empty), $"Empty in every row:\n{Listed(empty)}\n\nNamed here:\n{Listed(Empty.Keys)}");
    }

    [Fact]
    public async Task Model_of_the_documents_is_one_row_whatever_speaks_of_it()
    {
        await bench.SyncAsync();

        var models = await bench.KnownAsync("models");
        var row = Assert.Single(
            (await bench.PagesAsync()).Where(page => page.Key.Database == "models").Select(page => page.Value.ValuesByPropertyId),
            row => row[models.Properties["Name"].Id] is PropertyValue.Text { Content: "LLM-Core" } && row[models.Properties["Version"].Id] is PropertyValue.Text { Content: "v2.1" });
        Assert.StartsWith("https://mlflow.example.com/", Assert.IsType<PropertyValue.Url>(row[models.Properties["MLflow"].Id]).Address, StringComparison.Ordinal);
        Assert.StartsWith("https://wandb.example.com/", Assert.IsType<PropertyValue.Url>(row[models.Properties["W&B"].Id]).Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CostExplorer")]
    [InlineData("GitHub")]
    [InlineData("PagerDuty")]
    public async Task Incidents_of_the_documents_stand_once_and_as_documented_whoever_speaks_first(string first)
    {
        await bench.SyncAsync(new SyncOptions(), first);
        await bench.SyncAsync();

        var incidents = (await bench.PagesAsync()).Keys.Where(row => row.Database == "incidents").ToList();
        Assert.Equal(5, incidents.Count);
        Assert.Equal(["seed/incidents/inc-2025-09-20", "seed/incidents/inc-2025-09-29", "seed/incidents/inc-2025-10-04", "seed/incidents/inc-2025-10-05"], incidents.Select(row => row.Key.Value).Where(key => key.StartsWith("seed/", StringComparison.Ordinal)).Order());
        foreach (var (incident, status) in new[] { ("INC-2025-09-20", "Resolved"), ("INC-2025-09-29", "Mitigated"), ("INC-2025-10-04", "Active"), ("INC-2025-10-05", "Closed") })
        {
            Assert.Equal(new PropertyValue.Select(status), await bench.ShownAsync("incidents", incident, "Status"));
            Assert.Equal(new PropertyValue.Text(incident), await bench.ShownAsync("incidents", incident, "Incident ID"));
        }
    }

    [Fact]
    public async Task Second_sync_writes_nothing()
    {
        await bench.SyncAsync();

        var second = await bench.SyncAsync();

        Assert.Equal(0, second.Calls.Write);
        Assert.Equal(0, second.Calls.Read);
    }

    private static string Listed(IEnumerable<(string Database, string Property)> columns) =>
        string.Join('\n', columns.Select(column => $"{column.Database} · {column.Property}").Order(StringComparer.Ordinal));

    // People's own columns and what Notion computes are not ours to fill.
    private static bool IsOurs(PropertyMapping property) => property.Schema is not (PropertySchema.Rollup or PropertySchema.Formula) && !property.Writers.SequenceEqual(["people"]);

    private static bool IsEmpty(WorkspaceRow row, string property) => row.ValuesByPropertyId.GetValueOrDefault(property) switch
    {
        null or PropertyValue.Empty => true,
        PropertyValue.Relation relation => relation.PageIds.IsEmpty,
        _ => false,
    };
}
