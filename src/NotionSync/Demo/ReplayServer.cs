using System.Net;

namespace NotionSync.Demo;

/// <summary>One replay on a free port of the loopback.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly IReplay replay;

    private ReplayServer(WebApplication server, IReplay replay) => (this.server, this.replay) = (server, replay);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The source that reads it.</summary>
    public string Source => replay.Source;

    /// <summary>Settings that make its source read it, whole keys.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
        replay.Settings(Address).Append(new("Enabled", "true")).Select(setting => KeyValuePair.Create($"Sources:{replay.Source}:{setting.Key}", setting.Value));

    /// <summary>Starts one.</summary>
    public static async Task<ReplayServer> StartAsync(IReplay replay, CancellationToken cancellationToken)
    {
        // Empty, so that no setting of the product's own host can move it off the loopback.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.AddRoutingCore();
        var started = new ReplayServer(builder.Build(), replay);
        replay.Map(started.server);
        await started.server.StartAsync(cancellationToken);
        started.Address = new(started.server.Urls.First());
        return started;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
