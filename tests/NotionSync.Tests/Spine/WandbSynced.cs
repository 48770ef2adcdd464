using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Sources;

namespace NotionSync.Tests.Spine;

/// <summary>A workspace into which the replayed account of Weights &amp; Biases was synced.</summary>
public sealed class WandbSynced : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private WandbReplay replay = null!;
    private ReplayServer server = null!;
    private ServiceProvider services = null!;

    internal SpineBench Bench { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        replay = new WandbReplay(time);
        server = await ReplayServer.StartAsync(replay, TestContext.Current.CancellationToken);
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSources(new ConfigurationBuilder().AddInMemoryCollection(server.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build())
            .BuildServiceProvider();
        Bench = await SpineBench.StartAsync([services.GetServices<ISource>().Single(source => source.Name == "Wandb")], time: time);
        await Bench.ImportAsync();
        Assert.Empty((await Bench.SyncAsync()).Sources.SelectMany(source => source.Failed));
    }

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>A run of the account, to be changed.</summary>
    internal JsonObject Run(string project, string name) => replay.Account.Runs(project).Single(run => run["name"]!.GetValue<string>() == name);

    /// <summary>Versions of the only dataset of a project, to be changed.</summary>
    internal IReadOnlyList<JsonObject> Versions(string project) => [.. replay.Account.Collections(project, "dataset").Single()];

    /// <summary>The next scheduled time comes.</summary>
    internal void Wait() => time.Advance(TimeSpan.FromMinutes(15));
}
