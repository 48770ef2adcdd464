using NotionSync.Abstractions;
using NotionSync.Hosting.Configuration;

namespace NotionSync.Hosting;

/// <summary>Everything that is open for one workspace.</summary>
/// <param name="Engine">What does the work.</param>
/// <param name="ConnectAsync">Asks Notion who we are and whether the parent page can be reached; throws as <see cref="IWorkspace.ConnectAsync"/> does.</param>
/// <param name="State">The state store.</param>
/// <param name="Sources">What can be read, and when.</param>
/// <param name="Mapping">Fingerprint of the mapping files.</param>
/// <param name="Owned">What is closed with the session, in this order.</param>
public sealed record WorkspaceSession(
    IEngine Engine,
    Func<CancellationToken, Task<WorkspaceIdentity>> ConnectAsync,
    IStateStore State,
    SourceSet Sources,
    string Mapping,
    IReadOnlyList<IAsyncDisposable> Owned) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var owned in Owned)
        {
            await owned.DisposeAsync();
        }
    }
}

/// <summary>Opens a workspace with these settings, which have a token and a parent page. Calls nothing yet.</summary>
public delegate Task<WorkspaceSession> OpenWorkspace(Settings settings, CancellationToken cancellationToken);
