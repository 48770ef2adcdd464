using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.LocalWorkspace;
using NotionSync.Mapping;
using NotionSync.Notion;
using NotionSync.Notion.Properties;
using NotionSync.Notion.Workspace;
using NotionSync.Planning;
using NotionSync.State;
using NotionSync.Sync;
using NotionSync.Tests.Core.Mapping;

namespace NotionSync.Tests.Spine;

/// <summary>The product's engine over real HTTP against a local workspace, with its state in a file of its own.</summary>
internal sealed class SpineBench : IAsyncDisposable
{
    private readonly LocalWorkspaceServer server;
    private readonly HttpClient http = new();
    private readonly string folder = Directory.CreateTempSubdirectory("notionsync-spine").FullName;
    private readonly IReadOnlyList<ISource> sources;
    private SqliteStateStore state;
    private NotionWorkspace workspace;

    private readonly WorkspacePlan plan;

    private SpineBench(LocalWorkspaceServer server, Catalog catalog, IReadOnlyList<ISource> sources, TimeProvider time, WorkspacePlan plan)
    {
        this.plan = plan;
        this.server = server;
        this.sources = sources;
        Catalog = catalog;
        Time = time;
        state = OpenState();
        workspace = OpenWorkspace();
    }

    public Catalog Catalog { get; private set; }

    public TimeProvider Time { get; }

    public IStateStore State => state;

    public NotionWorkspace Workspace => workspace;

    public LocalWorkspaceServer Server => server;

    public Engine Engine => new(
        Catalog, workspace, state, sources, new PropertyCodecs(), new EngineOptions { ParentPageId = server.ParentPageId, Plan = plan }, Time);

    public static async Task<SpineBench> StartAsync(
        IReadOnlyList<ISource>? sources = null, Catalog? catalog = null, TimeProvider? time = null, WorkspacePlan plan = WorkspacePlan.Business)
    {
        var clock = time ?? TimeProvider.System;
        var server = await LocalWorkspaceServer.StartAsync(
            new LocalWorkspaceOptions { RequestsPerMinute = 1_000_000, Time = clock, Plan = plan.ToString() }, TestContext.Current.CancellationToken);
        return new SpineBench(server, catalog ?? ProductCatalog(), sources ?? [], clock, plan);
    }

    /// <summary>How many views the home page has, dashboards and their widgets included.</summary>
    public static int HomeViews(Catalog catalog) => HomeFit.Of(catalog, WorkspacePlan.Business) is { } home ? HomeFit.Views(home).Count() : 0;

    public static Catalog ProductCatalog()
    {
        var result = ProductFiles.Read();
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        return result.Catalog;
    }

    public Task<RunReport> ImportAsync(ImportOptions? options = null) => Engine.ImportAsync(options ?? new ImportOptions(), Silent, TestContext.Current.CancellationToken);

    public Task<RunReport> SyncAsync(SyncOptions? options = null, params IReadOnlyCollection<string> sources) => Engine.SyncAsync(sources, options ?? new SyncOptions(), Silent, TestContext.Current.CancellationToken);

    public Task<RunReport> IntakeAsync() => Engine.IntakeAsync(Silent, TestContext.Current.CancellationToken);

    public Task<Plan> PlanAsync(bool withSources = false) => Engine.PlanAsync(withSources ? [] : null, Silent, TestContext.Current.CancellationToken);

    public void Use(Catalog catalog) => Catalog = catalog;

    /// <summary>The state file is gone, as after a lost volume.</summary>
    public async Task LoseStateAsync()
    {
        await state.DisposeAsync();
        File.Delete(Path.Combine(folder, "state.db"));
        state = OpenState();
    }

    public async Task PersonAsync(object action)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(server.Url, "/_admin/person"), action, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task FaultAsync(object fault)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(server.Url, "/_admin/faults"), fault, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task ShareAsync(bool shared)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(server.Url, "/_admin/share"), new { shared }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    public async Task<JsonObject> RequestsAsync() =>
        (await http.GetFromJsonAsync<JsonObject>(new Uri(server.Url, "/_admin/requests"), TestContext.Current.CancellationToken))!;

    public async Task ResetRequestsAsync()
    {
        using var answer = await http.PostAsync(new Uri(server.Url, "/_admin/requests/reset"), null, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    public async Task<KnownDatabase> KnownAsync(string database) =>
        (await state.ReadDatabasesAsync(TestContext.Current.CancellationToken)).Single(known => known.Id == database);

    public async Task<LedgerRow> RowAsync(string database, string title) =>
        (await state.FindRowsByTitleAsync(database, [title], TestContext.Current.CancellationToken)).Single();

    public async ValueTask DisposeAsync()
    {
        await state.DisposeAsync();
        await server.DisposeAsync();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static IProgress<EngineStep> Silent { get; } = new Quiet();

    private SqliteStateStore OpenState() => SqliteStateStore.Open($"Data Source={Path.Combine(folder, "state.db")};Pooling=False");

    private NotionWorkspace OpenWorkspace() => NotionWorkspaceFactory.Create(
        new NotionOptions { Token = server.Token, BaseUrl = server.Url, RequestsPerMinute = 1_000_000 }, Time);

    private sealed class Quiet : IProgress<EngineStep>
    {
        public void Report(EngineStep value)
        {
        }
    }
}
