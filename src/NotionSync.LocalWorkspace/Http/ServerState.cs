namespace NotionSync.LocalWorkspace;

/// <summary>What one running server holds.</summary>
internal sealed class ServerState : IDisposable
{
    private readonly Lock _lock = new();
    private readonly WorkspaceFile? _file;
    private readonly ChangeFeed _feed;

    public ServerState(LocalWorkspaceOptions options)
    {
        Clock = new WorkspaceClock(options.Time);
        Options = options with { Time = Clock };
        _feed = new ChangeFeed(Workspace);
        WorkspaceWindow = new RateWindow(options.WorkspaceRequestsPerMinute, options.WindowPhase, options.WorkspaceRest);
        _file = options.DataFile is null ? null : new WorkspaceFile(options.DataFile);
        if (_file?.Load(Workspace) != true)
        {
            Workspace.Create(options.Time.GetUtcNow());
            _file?.Keep(new WorkspaceChanges(Workspace));
        }

        Tokens = new Tokens(Workspace, options);
    }

    public LocalWorkspaceOptions Options { get; }

    public Workspace Workspace { get; } = new();

    public RequestContract Contract { get; } = new();

    /// <summary>The time of everything here; the admin door moves it.</summary>
    public WorkspaceClock Clock { get; }

    public Tokens Tokens { get; }

    /// <summary>The window of the default token.</summary>
    public RateWindow TokenWindow => Tokens.Default.Window;

    public RateWindow WorkspaceWindow { get; }

    public RequestLog Log { get; } = new();

    public Faults Faults { get; } = new();

    /// <summary>How the sources beside this workspace stand; null when nobody tells.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<Preview.SourceStanding>>>? Sources { get; set; }

    /// <summary>Runs one request alone, and keeps what it changed before anyone hears of it.</summary>
    /// <param name="action">What the request does.</param>
    /// <param name="seat">The token whose request it is; without one it is the person's, who sees everything.</param>
    public T Exclusively<T>(Func<T> action, Seat? seat = null)
    {
        lock (_lock)
        {
            Workspace.Viewer = seat?.Grants;
            try
            {
                return action();
            }
            finally
            {
                Workspace.Viewer = null;
                Commit(seat?.BotId ?? Workspace.Settings.PersonId);
            }
        }
    }

    /// <summary>Hears of every change from now on. Dispose it to hear no more.</summary>
    public ChangeSubscription Subscribe()
    {
        lock (_lock)
        {
            return _feed.Subscribe();
        }
    }

    /// <summary>Reads what the start left out, while nobody asks for it yet.</summary>
    public void LoadRest() => Exclusively(() =>
    {
        Workspace.Links.Load();
        return true;
    });

    public void Dispose() => _file?.Dispose();

    private void Commit(string actor)
    {
        var changes = new WorkspaceChanges(Workspace);
        if (!changes.IsEmpty)
        {
            _file?.Keep(changes);
            _feed.Publish(changes, actor, Options.Time.GetUtcNow());
        }
    }
}
