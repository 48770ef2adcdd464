using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Notion.Properties;
using NotionSync.State;
using NotionSync.Sync;

namespace NotionSync.Tests.Ingest;

/// <summary>The engine over a workspace of rows in memory, with databases that are there already.</summary>
internal sealed class IngestBench : IAsyncDisposable
{
    private readonly SqliteStateStore state;
    private readonly IReadOnlyList<ISource> sources;
    private readonly TimeProvider time;

    private readonly EngineOptions options;

    private IngestBench(SqliteStateStore state, IReadOnlyList<ISource> sources, Catalog catalog, TimeProvider time, EngineOptions options)
    {
        this.state = state;
        this.options = options;
        this.sources = sources;
        this.time = time;
        Engine = EngineOf(catalog);
    }

    public PaperWorkspace Workspace { get; } = new();

    public IStateStore State => state;

    public Engine Engine { get; private set; }

    public static Task<IngestBench> StartAsync(Catalog catalog, TimeProvider time, params ISource[] sources) =>
        StartAsync(catalog, time, new EngineOptions { ParentPageId = "parent" }, sources);

    public static async Task<IngestBench> StartAsync(Catalog catalog, TimeProvider time, EngineOptions options, params ISource[] sources)
    {
        var state = SqliteStateStore.Open("Data Source=:memory:");
        await state.SaveAsync(new StateBatch { Databases = [.. catalog.Databases.Select(Known)] }, TestContext.Current.CancellationToken);
        return new IngestBench(state, sources, catalog, time, options);
    }

    public Task<RunReport> SyncAsync(params string[] names) => SyncAsync(new SyncOptions(), names);

    public async Task<RunReport> SyncAsync(SyncOptions options, params string[] names) =>
        await Engine.SyncAsync(names, options, Silent.Instance, TestContext.Current.CancellationToken);

    public Task<RunReport> IntakeAsync() => Engine.IntakeAsync(Silent.Instance, TestContext.Current.CancellationToken);

    /// <summary>Rows that are in Notion, as if the seed had made them.</summary>
    public async Task PutRowsAsync(string database, params string[] titles)
    {
        foreach (var title in titles)
        {
            var key = RowKey.Of("seed", database, title);
            var pageId = await Workspace.CreateRowAsync(new NewRow(database, key, "Sync key", new Dictionary<string, WrittenValue>()), TestContext.Current.CancellationToken);
            await state.SaveAsync(
                new StateBatch { Rows = [new LedgerRow { Database = database, Key = key, Title = title, PageId = pageId }] }, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A tick of a person that an intake has taken in.</summary>
    public async Task TickAsync(string database, string title, string property)
    {
        var row = (await state.FindRowsByTitleAsync(database, [title], TestContext.Current.CancellationToken)).Single();
        await state.SaveAsync(
            new StateBatch { Rows = [row with { Values = row.Values.SetItem(property, new PropertyValue.Checkbox(true)) }] }, TestContext.Current.CancellationToken);
    }

    /// <summary>Goes on with another mapping, or after a crash with a new engine.</summary>
    public void Restart(Catalog catalog)
    {
        Engine.Dispose();
        Engine = EngineOf(catalog);
    }

    /// <summary>What the ledger holds of a database, a line for each row.</summary>
    public async Task<IReadOnlyList<string>> LedgerAsync(params string[] without)
    {
        var rows = new List<string>();
        foreach (var database in new[] { "models", "labs" })
        {
            await foreach (var row in State.ReadAllRowsAsync(database, TestContext.Current.CancellationToken))
            {
                var values = row.Values.Where(entry => !without.Contains(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal);
                rows.Add($"{row.Ref}: {string.Join("; ", values.Select(entry => $"{entry.Key}={ValueText.Write(entry.Value)}"))}");
            }
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await state.DisposeAsync();
    }

    private static KnownDatabase Known(DatabaseMapping database) => new()
    {
        Id = database.Id,
        DatabaseId = database.Id,
        DataSourceId = database.Id,
        ParentPageId = "parent",
        Properties = database.Properties.ToImmutableDictionary(property => property.Schema.Name, property => new KnownProperty(property.Schema.Name, "")),
        RowsAdopted = true,
    };

    private Engine EngineOf(Catalog catalog) =>
        new(catalog, Workspace, state, sources, new PropertyCodecs(), options, time);

    private sealed class Silent : IProgress<EngineStep>
    {
        public static Silent Instance { get; } = new();

        public void Report(EngineStep value)
        {
        }
    }
}
