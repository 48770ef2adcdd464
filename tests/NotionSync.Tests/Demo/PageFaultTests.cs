using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Sources;
using NotionSync.Sources.JsonApi;
using NotionSync.Sync;
using NotionSync.Tests.Core.Mapping;
using NotionSync.Tests.Spine;

namespace NotionSync.Tests.Demo;

/// <summary>All sources in one workspace, of which one fails, or keeps silent, in the middle of its pages.</summary>
public sealed class PageFaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly ThirdPage third = new();
    private ReplaySet replays = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        replays = await ReplaySet.StartAsync(time, without: [], Stop);
        // The clock is moved on for less than this, so that the silent source is not given up.
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(replays.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .AddInMemoryCollection([KeyValuePair.Create("Sources:MLflow:Timeout", (string?)"00:10:00")])
            .Build();
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSources(configuration, MappedSources.OfKind(JsonApiServices.Kind, ProductFiles.Files))
            .AddHttpClient("MLflow").AddHttpMessageHandler(() => new OneByOne(third)).Services
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await replays.DisposeAsync();
    }

    [Fact]
    public async Task Source_that_fails_at_its_third_page_leaves_every_row_in_place_and_says_so()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        var before = await ShownAsync(bench);
        third.Answer = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("""{"error_code":"BAD_REQUEST","message":"broken"}""") });

        var report = await bench.SyncAsync(new SyncOptions(Full: true));

        Assert.True(third.Pages >= 3);
        Assert.Contains("broken", Assert.Single(report.Sources.Single(source => source.Name == "MLflow").Failed.DistinctBy(failed => failed.Reason)).Reason, StringComparison.Ordinal);
        Assert.All(report.Sources.Where(source => source.Name != "MLflow"), source => Assert.Empty(source.Failed));
        Assert.Equal(0, report.Sources.Sum(source => source.Gone + source.Blocked));
        Assert.Equal(before, await ShownAsync(bench));
        Assert.Contains("broken", Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("integrations", "MLflow", "Why")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_sources_are_done_while_one_is_still_read()
    {
        await using var alone = await StartAsync();
        await alone.Engine.SyncAsync([.. replays.Sources.Where(source => source != "MLflow")], new SyncOptions(), new Quiet(), Stop);
        var wanted = await ShownAsync(alone);
        await using var bench = await StartAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        third.Answer = async stop =>
        {
            await gate.Task.WaitAsync(stop);
            return null;
        };

        var moved = TimeSpan.Zero;
        var sync = bench.SyncAsync();
        while (wanted.Except(await ShownAsync(bench)).ToList() is { Count: > 0 } missing)
        {
            Assert.False(sync.IsCompleted, $"MLflow was given up before these were there:\n{string.Join('\n', missing)}");
            if (moved < TimeSpan.FromMinutes(5))
            {
                moved += TimeSpan.FromSeconds(1);
                time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), Stop);
        }

        Assert.False(sync.IsCompleted);
        gate.SetResult();
        Assert.All((await sync).Sources, source => Assert.Empty(source.Failed));
    }

    private async Task<SpineBench> StartAsync()
    {
        var bench = await SpineBench.StartAsync([.. services.GetServices<ISource>().Where(source => replays.Sources.Contains(source.Name))], time: time);
        await bench.ImportAsync();
        return bench;
    }

    // By names, since ids differ from workspace to workspace; without the rows that tell of the syncs themselves.
    private static async Task<SortedSet<string>> ShownAsync(SpineBench bench)
    {
        var names = new Dictionary<(string, string), string>();
        foreach (var database in bench.Catalog.Databases)
        {
            foreach (var (name, property) in (await bench.KnownAsync(database.Id)).Properties)
            {
                names[(database.Id, property.Id)] = name;
            }
        }

        return
        [
            .. from page in await bench.PagesAsync()
               where page.Key.Database != "integrations"
               from value in page.Value.ValuesByPropertyId
               where value.Value is PropertyValue.Text or PropertyValue.Number or PropertyValue.Select or PropertyValue.Date or PropertyValue.Url
               select $"{page.Key.Database} · {page.Key.Key} · {names.GetValueOrDefault((page.Key.Database, value.Key))}: {value.Value}",
        ];
    }

    /// <summary>What happens at the third page of the registered versions.</summary>
    private sealed class ThirdPage
    {
        public int Pages { get; private set; }

        /// <summary>Null: the page as it is.</summary>
        public Func<CancellationToken, Task<HttpResponseMessage?>> Answer { get; set; } = _ => Task.FromResult<HttpResponseMessage?>(null);

        public Task<HttpResponseMessage?> NextAsync(bool isFirst, CancellationToken cancellationToken) =>
            (Pages = isFirst ? 1 : Pages + 1) == 3 ? Answer(cancellationToken) : Task.FromResult<HttpResponseMessage?>(null);
    }

    /// <summary>Asks for one version to a page.</summary>
    private sealed class OneByOne(ThirdPage third) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!.OriginalString;
            if (!address.Contains("model-versions/search", StringComparison.Ordinal))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            request.RequestUri = new Uri(System.Text.RegularExpressions.Regex.Replace(address, "max_results=[0-9]+", "max_results=1"));
            return await third.NextAsync(!address.Contains("page_token=", StringComparison.Ordinal), cancellationToken) ?? await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Quiet : IProgress<EngineStep>
    {
        public void Report(EngineStep value)
        {
        }
    }
}
