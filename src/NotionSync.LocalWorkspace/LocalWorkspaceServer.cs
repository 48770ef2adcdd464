using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotionSync.LocalWorkspace.Preview;

namespace NotionSync.LocalWorkspace;

/// <summary>A stateful server that speaks Notion's API (2026-03-11) on loopback. It stops when it is disposed.</summary>
public sealed class LocalWorkspaceServer : IAsyncDisposable
{
    private const long MostUploadBytes = NotionLimits.SinglePartBytes + (1024 * 1024);

    private readonly WebApplication _app;
    private readonly ServerState _state;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _rest;

    private LocalWorkspaceServer(WebApplication app, ServerState state, Uri url)
    {
        (_app, _state, Url) = (app, state, url);
        _rest = Task.Run(() => state.LoadRestAsync(_stop.Token));
    }

    /// <summary>Where it listens; the API is under <c>/v1</c>.</summary>
    public Uri Url { get; }

    /// <summary>The token that is let in.</summary>
    public string Token => _state.Options.Token;

    /// <summary>A page shared with the token, made at the first start and empty then.</summary>
    public string ParentPageId => _state.Workspace.Settings.HomeId;

    /// <summary>Starts a server and makes its workspace, unless the data file already holds one.</summary>
    /// <param name="options">See <see cref="LocalWorkspaceOptions"/>.</param>
    /// <param name="cancellationToken">Stops the start, not the server.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LocalWorkspaceServer> StartAsync(LocalWorkspaceOptions options, CancellationToken cancellationToken)
    {
        // What is kept is read while the server is built; each takes a part of a second.
        var loading = Task.Run(() => new ServerState(options), cancellationToken);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MostUploadBytes;
            kestrel.Listen(options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host), options.Port);
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var state = await loading;
        var renderer = new PageRenderer(app.Services, app.Services.GetRequiredService<ILoggerFactory>());
        app.Run(new Doorman(state, new PreviewDoor(state, renderer, app.Lifetime.ApplicationStopping)).HandleAsync);
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var url = new Uri(address);
        state.Workspace.BaseUrl = url;
        return new LocalWorkspaceServer(app, state, url);
    }

    /// <summary>Lets the preview's activity panel say how the sources stand.</summary>
    /// <param name="read">Called whenever the panel is drawn.</param>
    public void ShowSources(Func<CancellationToken, Task<IReadOnlyList<SourceStanding>>> read) => _state.Sources = read;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _stop.CancelAsync();
        await _rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _state.DisposeAsync();
        _stop.Dispose();
    }
}
