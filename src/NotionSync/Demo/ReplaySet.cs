using System.Collections.Immutable;

namespace NotionSync.Demo;

/// <summary>The vendors of the demo, each on a port of its own.</summary>
internal sealed class ReplaySet : IAsyncDisposable
{
    private readonly ImmutableArray<ReplayServer> servers;

    private ReplaySet(ImmutableArray<ReplayServer> servers) => this.servers = servers;

    /// <summary>Every vendor that was recorded, by hand and in alphabetical order.</summary>
    public static ImmutableArray<IReplay> All(TimeProvider time) =>
    [
        .. JsonApiReplay.OfDemo,
        new CloudWatchReplay(),
        new CostExplorerReplay(),
        new GitHubReplay(time),
        new MlflowReplay(time),
        new PagerDutyReplay(time),
        new PrometheusReplay(time),
        new WandbReplay(time),
    ];

    /// <summary>Settings that make the sources read them, whole keys.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings => servers.SelectMany(server => server.Settings);

    /// <summary>The sources that read them.</summary>
    public IEnumerable<string> Sources => servers.Select(server => server.Source);

    /// <summary>Starts them all, but those of the sources left out.</summary>
    public static async Task<ReplaySet> StartAsync(TimeProvider time, IReadOnlyCollection<string> without, CancellationToken cancellationToken) => new(
    [
        .. await Task.WhenAll(All(time)
            .Where(replay => !without.Contains(replay.Source, StringComparer.OrdinalIgnoreCase))
            .Select(replay => ReplayServer.StartAsync(replay, cancellationToken))),
    ]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }
}
