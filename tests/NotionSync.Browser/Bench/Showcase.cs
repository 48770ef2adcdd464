using NotionSync.LocalWorkspace;

namespace NotionSync.Browser.Bench;

/// <summary>A workspace made by the API: a database with every property and all ten kinds of views, one linked in a page, and a page with every kind of block.</summary>
public class Showcase(Chromium chromium) : IAsyncLifetime
{
    private readonly SteppedTime time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private LocalWorkspaceServer? server;

    internal LocalWorkspaceServer Server => server!;

    internal WorkspaceApi Api { get; private set; } = null!;

    /// <summary>Ids of the views, by name.</summary>
    internal IReadOnlyDictionary<string, string> Views { get; private set; } = null!;

    internal string Database { get; private set; } = null!;

    /// <summary>Ids of the rows, <c>Thing 1</c> first.</summary>
    internal IReadOnlyList<string> Things { get; private set; } = [];

    /// <summary>Ids of the rows of the database that the things are related to.</summary>
    internal IReadOnlyList<string> Parts { get; private set; } = [];

    /// <summary>The page with every kind of block.</summary>
    internal string Blocks { get; private set; } = null!;

    internal string ViewAddress(string name) => WorkspaceApi.DatabaseAddress(Database, Views[name]);

    internal Task<Window> OpenAsync(Microsoft.Playwright.BrowserNewContextOptions? wishes = null) => chromium.OpenAsync(Server.Url, wishes);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Chromium.SkipUnlessInstalled();
        server = await LocalWorkspaceServer.StartAsync(new LocalWorkspaceOptions { RequestsPerMinute = 1_000_000, Time = time }, TestContext.Current.CancellationToken);
        Api = new WorkspaceApi(server);
        var picture = await Api.UploadAsync("dot.png", "image/png", Pictures.Dot);
        var (_, parts) = await Api.DatabaseAsync("Parts", """ "Name":{"title":{}},"Weight":{"number":{}} """);
        (Database, var things) = await Api.DatabaseAsync("Things", ThingsSchema.With(parts));
        Parts = await RowsAsync(4, at => Api.RowAsync(parts, $"Part {at}", $$""" "Weight":{"number":{{at * 10}}} """));
        Things = await RowsAsync(ThingsSchema.Rows, at => Api.RowAsync(things, $"Thing {at}", ThingsSchema.Row(at, picture, Parts)));
        Views = await ShowcaseViews.MakeAsync(Api, Database, things);
        Blocks = await ShowcaseBlocks.MakeAsync(Api, things, Database, Things[0], picture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Api?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(int count, Func<int, Task<string>> make)
    {
        var rows = new List<string>();
        for (var at = 1; at <= count; at++)
        {
            rows.Add(await make(at));
        }

        return rows;
    }
}

/// <summary>The same workspace once more, for tests that write.</summary>
public sealed class EditedShowcase(Chromium chromium) : Showcase(chromium);

/// <summary>Tests that only look at the made workspace.</summary>
[CollectionDefinition(nameof(Showcase))]
public sealed class ShowcaseTests : ICollectionFixture<Showcase>;

/// <summary>Tests that write into it, each into rows of its own.</summary>
[CollectionDefinition(nameof(EditedShowcase))]
public sealed class EditedShowcaseTests : ICollectionFixture<EditedShowcase>;
