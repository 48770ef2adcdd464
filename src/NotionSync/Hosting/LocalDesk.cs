using NotionSync.Commands;
using NotionSync.Commands.Output;
using NotionSync.LocalWorkspace;

namespace NotionSync.Hosting;

/// <summary>Where a local workspace is served and kept.</summary>
/// <param name="Port">0 takes a free one.</param>
/// <param name="DataFile">Null keeps it in memory.</param>
internal sealed record LocalPlace(int Port, string? DataFile)
{
    /// <summary>How it answers; its place and clock are set apart.</summary>
    public LocalWorkspaceOptions Options { get; init; } = new();
}

/// <summary>A local workspace that is running, as a Business workspace, with a state file of its own.</summary>
internal sealed class LocalDesk : IAsyncDisposable
{
    private readonly LocalWorkspaceServer server;
    private readonly string? temporaryFolder;

    private LocalDesk(LocalWorkspaceServer server, string stateFile, string? temporaryFolder)
    {
        this.server = server;
        this.temporaryFolder = temporaryFolder;
        Settings =
        [
            $"Notion:BaseUrl={server.Url}",
            $"Notion:Token={server.Token}",
            $"Notion:ParentPage={server.ParentPageId}",
            "Notion:Plan=Business",
            "Notion:RequestsPerMinute=",
            $"State:ConnectionString=Data Source={stateFile}",
            "State:Provider=Sqlite",
        ];
    }

    /// <summary>Values of <c>--set</c> that lead to this workspace.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">The port is taken, or the file cannot be used.</exception>
    public static async Task<LocalDesk> StartAsync(LocalPlace place, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = place.DataFile is null ? Directory.CreateTempSubdirectory("notionsync-").FullName : null;
        var state = place.DataFile is null ? Path.Combine(folder!, "state.db") : Path.ChangeExtension(Path.GetFullPath(place.DataFile), ".state.db");
        var options = place.Options with { Port = place.Port, DataFile = place.DataFile, Time = time };
        return new LocalDesk(await LocalWorkspaceServer.StartAsync(options, cancellationToken), state, folder);
    }

    /// <summary>Prints what a client needs.</summary>
    public void Print(CommandCall call)
    {
        if (call.Format is OutputFormat.Json)
        {
            call.WriteDocument(new PreviewDocument(Address, server.Token, server.ParentPageId), DocumentJson.Default.PreviewDocument);
            return;
        }

        call.Say($"address      {Address}");
        call.Say($"token        {server.Token}");
        call.Say($"parent page  {server.ParentPageId}");
    }

    /// <summary>Where it listens, without a slash at its end.</summary>
    public string Address => server.Url.ToString().TrimEnd('/');

    /// <summary>The token that is let in.</summary>
    public string Token => server.Token;

    /// <summary>The id of the page on which everything lies.</summary>
    public string ParentPage => server.ParentPageId;

    /// <summary>Lets the preview show how the sources of this session stand.</summary>
    public void ShowSources(WorkspaceSession session, TimeProvider time) => server.ShowSources(cancellationToken => SourceStandings.ReadAsync(session, time, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (temporaryFolder is not null)
        {
            Directory.Delete(temporaryFolder, recursive: true);
        }
    }
}
