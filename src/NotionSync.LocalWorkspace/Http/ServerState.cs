namespace NotionSync.LocalWorkspace;

/// <summary>What one running server holds.</summary>
internal sealed class ServerState : IDisposable
{
    private readonly Lock _lock = new();
    private readonly WorkspaceFile? _file;

    public ServerState(LocalWorkspaceOptions options)
    {
        Options = options;
        TokenWindow = new RateWindow(options.RequestsPerMinute, options.WindowPhase);
        WorkspaceWindow = new RateWindow(options.WorkspaceRequestsPerMinute, options.WindowPhase);
        _file = options.DataFile is null ? null : new WorkspaceFile(options.DataFile);
        if (_file?.Load(Workspace) != true)
        {
            Workspace.Create(options.Time.GetUtcNow());
            _file?.Commit(Workspace);
        }
    }

    public LocalWorkspaceOptions Options { get; }

    public Workspace Workspace { get; } = new();

    public RequestContract Contract { get; } = new();

    public RateWindow TokenWindow { get; }

    public RateWindow WorkspaceWindow { get; }

    public RequestLog Log { get; } = new();

    public Faults Faults { get; } = new();

    /// <summary>Runs one request alone, and keeps what it changed before anyone hears of it.</summary>
    public T Exclusively<T>(Func<T> action)
    {
        lock (_lock)
        {
            try
            {
                return action();
            }
            finally
            {
                _file?.Commit(Workspace);
            }
        }
    }

    public void Dispose() => _file?.Dispose();
}
