using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Sources;
using NotionSync.Tests.Core.Mapping;

namespace NotionSync.Tests.Demo;

public sealed class PrometheusReplayTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
    private ReplayServer replay = null!;

    public async ValueTask InitializeAsync() => replay = await ReplayServer.StartAsync(new PrometheusReplay(time), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await replay.DisposeAsync();

    [Fact]
    public async Task Doctor_finds_nothing_wrong_with_it() => Assert.DoesNotContain(
        await Source().CheckAsync(TestContext.Current.CancellationToken), finding => !finding.What.Contains("clock", StringComparison.Ordinal));

    [Theory]
    [InlineData("rules", """{"type":"alert"}""")]
    [InlineData("targets", null)]
    public async Task Kinds_of_the_mappings_are_answered_with_times_of_now(string kind, string? settings)
    {
        var items = await ReadAsync(kind, settings);

        var times = items.OfType<SourceItem.Found>().Select(item => item.Record.Data["lastScrape"] ?? item.Record.Data["lastEvaluation"]).Select(at => DateTimeOffset.Parse(at!.GetValue<string>(), CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(times);
        Assert.All(times, at => Assert.InRange(at, time.GetUtcNow().AddMinutes(-1), time.GetUtcNow().AddMinutes(1)));
        Assert.IsType<SourceItem.ScopeRead>(items[^1]);
    }

    [Fact]
    public async Task Everything_that_the_products_mappings_ask_was_recorded()
    {
        var blocks = ProductFiles.Read().Catalog!.Databases.SelectMany(database => database.Sources).Where(block => block.Source == "prometheus").ToList();
        Assert.NotEmpty(blocks);

        foreach (var block in blocks)
        {
            var items = await ReadAsync(block.Kind, block.Read?.ToJsonString());

            Assert.True(items[^1] is SourceItem.ScopeRead, $"{block.Position}: {string.Join('\n', items.Where(item => item is not SourceItem.Found))}");
            Assert.Contains(items, item => item is SourceItem.Found);
        }
    }

    [Fact]
    public async Task Layout_of_a_query_does_not_count()
    {
        var items = await ReadAsync("series", """{"by":["service"],"queries":{"rate":"  sum  by (service)\n (rate(http_requests_total[$window]))\n"}}""");

        Assert.Equal(
            ["avatar", "chatbot", "llm", "metrics", "rag", "stt", "tts"],
            items.OfType<SourceItem.Found>().Select(item => item.Record.Data["key"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("query=1&time=1900000000.5", 1900000000.5)]
    [InlineData("query=1&time=1800000000", 1800000000)]
    public async Task Samples_carry_the_time_that_was_asked_for(string parameters, double expected)
    {
        using var http = new HttpClient();
        var answer = JsonNode.Parse(await http.GetStringAsync($"{replay.Address}api/v1/query?{parameters}", TestContext.Current.CancellationToken))!;

        Assert.Equal(expected, answer["data"]!["result"]![0]!.GetValue<double>());
    }

    [Fact]
    public async Task Question_that_was_not_recorded_is_refused_with_the_way_out()
    {
        var items = await ReadAsync("series", """{"by":[],"queries":{"one":"1","other":"vector(2)"}}""");

        var failed = Assert.Single(items.OfType<SourceItem.Failed>());
        Assert.Equal("query 'other'", failed.Part);
        Assert.Contains("There is no recording of this question: vector(2).", failed.Reason, StringComparison.Ordinal);
        Assert.Single(items.OfType<SourceItem.Found>());
    }

    private async Task<List<SourceItem>> ReadAsync(string kind, string? settings) =>
        await Source().ReadAsync(new(kind, settings is null ? null : JsonNode.Parse(settings)!.AsObject(), time.GetUtcNow(), null), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    private ISource Source() => new ServiceCollection()
        .AddSingleton<TimeProvider>(time)
        .AddSources(new ConfigurationBuilder().AddInMemoryCollection([new("Sources:Prometheus:BaseUrl", replay.Address.AbsoluteUri)]).Build())
        .BuildServiceProvider()
        .GetServices<ISource>().Single(source => source.Name == "Prometheus");
}
