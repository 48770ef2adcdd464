using System.Diagnostics;
using System.Globalization;
using NotionSync.Browser.Bench;
using NotionSync.LocalWorkspace;

namespace NotionSync.Browser.Speed;

/// <summary>Five thousand rows with relations, rollups and formulas, looked at without a browser.</summary>
[Collection(nameof(TimedAlone))]
public sealed class ManyRowsTests : IAsyncLifetime
{
    private const int Rows = 5000;

    private const int Parts = 50;

    private const int Measured = 7;

    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(200);

    private readonly SteppedTime time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly List<(string Name, string Path)> pages = [];
    private LocalWorkspaceServer server = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LocalWorkspaceServer.StartAsync(new LocalWorkspaceOptions { RequestsPerMinute = 1_000_000, Time = time }, TestContext.Current.CancellationToken);
        http = new HttpClient { BaseAddress = server.Url };
        using var api = new WorkspaceApi(server);
        var (partsDatabase, parts) = await api.DatabaseAsync("Parts", """ "Name":{"title":{}},"Weight":{"number":{}} """);
        var (database, things) = await api.DatabaseAsync("Things", ThingsSchema.With(parts));
        await api.SendAsync("PATCH", $"/v1/data_sources/{parts}", """{"properties":{"Sum of prices":{"rollup":{"relation_property_name":"Related to Things (Part)","rollup_property_name":"Price","function":"sum"}}}}""");
        var partIds = new List<string>();
        for (var at = 0; at < Parts; at++)
        {
            partIds.Add(await api.RowAsync(parts, $"Part {at}", $$""" "Weight":{"number":{{at}}} """));
        }

        var picture = await api.UploadAsync("dot.png", "image/png", Pictures.Dot);
        var last = "";
        await Parallel.ForAsync(0, Rows, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (at, _) =>
            last = await api.RowAsync(things, string.Create(CultureInfo.InvariantCulture, $"Thing {at}"), ThingsSchema.Row((at % 28) + 1, picture, [.. partIds.Skip(at % Parts), .. partIds.Take(at % Parts)])));
        foreach (var (name, id) in await ShowcaseViews.MakeAsync(api, database, things))
        {
            pages.Add((name, WorkspaceApi.DatabaseAddress(database, id)));
        }

        pages.Add(("All columns", WorkspaceApi.DatabaseAddress(database)));
        pages.Add(("Rollups over many rows", WorkspaceApi.DatabaseAddress(partsDatabase)));
        pages.Add(("A row", WorkspaceApi.PageAddress(last)));
        pages.Add(("A row that many link to", WorkspaceApi.PageAddress(partIds[0])));
        pages.Add(("The first page", WorkspaceApi.PageAddress(api.Home)));
        pages.Add(("Search", "/search?q=thing"));
        pages.Add(("Activity", "/preview/activity"));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Every_page_is_answered_within_200_milliseconds_at_the_median()
    {
        var times = new List<(string Name, TimeSpan Median)>();
        foreach (var (name, path) in pages)
        {
            await GetAsync(path);
            await GetAsync(path);
            var taken = new List<TimeSpan>();
            for (var at = 0; at < Measured; at++)
            {
                taken.Add(await GetAsync(path));
            }

            times.Add((name, taken.Order().ElementAt(Measured / 2)));
        }

        var listed = string.Join(", ", times.OrderByDescending(each => each.Median).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Median.TotalMilliseconds:0}")));
        TestContext.Current.SendDiagnosticMessage($"Milliseconds for {Rows} rows: {listed}");
        Assert.True(times.TrueForAll(each => each.Median <= Bound), listed);
    }

    private async Task<TimeSpan> GetAsync(string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
        await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var taken = Stopwatch.GetElapsedTime(start);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return taken;
    }
}
