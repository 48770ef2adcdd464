using Microsoft.Extensions.Configuration;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Hosting;
using NotionSync.Mapping;
using NotionSync.Sources.JsonApi;
using NotionSync.Tests.Core.Mapping;
using NotionSync.Tests.Spine;

namespace NotionSync.Browser.Bench;

/// <summary>What <c>demo</c> shows: the workspace that <c>import</c> makes, filled by one sync of every recorded vendor.</summary>
public sealed class FilledWorkspace(Chromium chromium) : IAsyncLifetime
{
    private readonly SteppedTime time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private ReplaySet? replays;
    private SourceSet? sources;
    private SpineBench? bench;

    /// <summary>The databases of the mapping files, in their order.</summary>
    public static IReadOnlyList<string> Titles { get; } = [.. SpineBench.ProductCatalog().Databases.Select(database => database.Title)];

    internal SpineBench Bench => bench!;

    internal Uri Server => Bench.Server.Url;

    internal Task<Window> OpenAsync(Microsoft.Playwright.BrowserNewContextOptions? wishes = null) => chromium.OpenAsync(Server, wishes);

    /// <summary>The API as an integration uses it.</summary>
    internal WorkspaceApi Api { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Chromium.SkipUnlessInstalled();
        replays = await ReplaySet.StartAsync(time, without: [], TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(replays.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        sources = SourceSet.From(configuration, MappedSources.OfKind(JsonApiServices.Kind, ProductFiles.Files), time);
        bench = await SpineBench.StartAsync(sources.On, time: time);
        Api = new WorkspaceApi(bench.Server);
        await bench.ImportAsync();
        await bench.SyncAsync(new SyncOptions(NextRun: sources.NextRuns()));
    }

    /// <summary>What the worker does when its time has come: people's edits are taken in, then the sources are read.</summary>
    internal async Task LetTheWorkerRunAsync()
    {
        time.Advance(TimeSpan.FromMinutes(10));
        await Bench.IntakeAsync();
        await Bench.SyncAsync(new SyncOptions(NextRun: sources!.NextRuns()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        foreach (var part in new IAsyncDisposable?[] { bench, sources, replays })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }
}

/// <summary>Tests that look at the filled workspace, one after the other: some of them write.</summary>
[CollectionDefinition(nameof(FilledWorkspace))]
public sealed class FilledWorkspaceTests : ICollectionFixture<FilledWorkspace>;
