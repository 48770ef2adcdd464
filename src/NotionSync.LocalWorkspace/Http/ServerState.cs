namespace NotionSync.LocalWorkspace;

/// <summary>What one running server holds.</summary>
internal sealed class ServerState : IDisposable
{
    private readonly Lock _lock = new();
    private readonly WorkspaceFile? _file;
    private readonly ChangeFeed _feed;

    public ServerState(LocalWorkspaceOptions options)
    {
        Options = options;
        _feed = new ChangeFeed(Workspace);
        TokenWindow = new RateWindow(options.RequestsPerMinute, options.WindowPhase);
        WorkspaceWindow = new RateWindow(options.WorkspaceRequestsPerMinute, options.WindowPhase);
        _file = options.DataFile is null ? null : new WorkspaceFile(options.DataFile);
        if (_file?.Load(Workspace) != true)
        {
            Workspace.Create(options.Time.GetUtcNow());
            _file?.Keep(new WorkspaceChanges(Workspace));
        }
    }

    public LocalWorkspaceOptions Options { get; }

    public Workspace Workspace { get; } = new();

    public RequestContract Contract { get; } = new();

    public RateWindow TokenWindow { get; }

    public RateWindow WorkspaceWindow { get; }

    public RequestLog Log { get; } = new();

    public Faults Faults { get; } = new();

    /// <summary>How the sources beside this workspace stand; null when nobody tells.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<Preview.SourceStanding>>>? Sources { get; set; }

    /// <summary>Runs one request alone, and keeps what it changed before anyone hears of it.</summary>
    /// <param name="action">What the request does.</param>
    /// <param name="actor">Who makes the request; the person when it is nobody else.</param>
    public T Exclusively<T>(Func<T> action, string? actor = null)
    {
        lock (_lock)
        {
            try
            {
                return action();
            }
            finally
            {
                Commit(actor ?? Workspace.Settings.PersonId);
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
