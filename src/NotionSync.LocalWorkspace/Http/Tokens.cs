using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace;

/// <summary>A token that is let in.</summary>
/// <param name="Name">How the admin door calls it; <c>default</c> is the one of the options.</param>
internal sealed record Seat(string Name, string Token, Grants Grants, string BotId, RateWindow Window);

/// <summary>All tokens, each with a window of its own.</summary>
internal sealed class Tokens
{
    public const string DefaultName = "default";

    private readonly Workspace _workspace;
    private readonly LocalWorkspaceOptions _options;
    private readonly ConcurrentDictionary<string, RateWindow> _windows = new();
    private readonly ConcurrentDictionary<(string Token, string Endpoint), RateWindow> _endpoints = new();
    private FrozenDictionary<string, Seat> _seats = FrozenDictionary<string, Seat>.Empty;

    public Tokens(Workspace workspace, LocalWorkspaceOptions options)
    {
        (_workspace, _options) = (workspace, options);
        Learn();
    }

    public IEnumerable<Seat> All => _seats.Values.OrderBy(seat => seat.Name != DefaultName).ThenBy(seat => seat.Name, StringComparer.Ordinal);

    public Seat Default => _seats[_options.Token];

    public Seat? Find(string token) => _seats.GetValueOrDefault(token);

    /// <exception cref="ApiException">No token has that name.</exception>
    public Seat Named(string? name) => All.FirstOrDefault(seat => seat.Name == (name ?? DefaultName)) ?? throw ApiException.NotFound("token", name!);

    /// <summary>The window of an endpoint that has a limit of its own; null when it has none.</summary>
    public RateWindow? WindowOf(Seat seat, string endpoint) => _options.EndpointRequestsPerMinute.TryGetValue(endpoint, out var budget)
        ? _endpoints.GetOrAdd((seat.Token, endpoint), _ => new RateWindow(budget, _options.WindowPhase))
        : null;

    /// <summary>Reads anew which tokens there are, after that changed in the workspace.</summary>
    public void Learn()
    {
        var settings = _workspace.Settings;
        var seats = new List<Seat> { new(DefaultName, _options.Token, settings, settings.BotId, WindowFor(_options.Token, _options.RequestsPerMinute)) };
        seats.AddRange(_workspace.Connections.All.Select(each =>
            new Seat(each.Name, each.Token, each, each.BotId, WindowFor(each.Token, each.RequestsPerMinute ?? _options.RequestsPerMinute))));
        _seats = seats.ToFrozenDictionary(seat => seat.Token);
    }

    private RateWindow WindowFor(string token, int budget) => _windows.GetOrAdd(token, _ => new RateWindow(budget, _options.WindowPhase));
}
