using NotionSync.Hosting.Configuration;
using NotionSync.Model;
using NotionSync.Notion;
using NotionSync.Notion.Properties;
using NotionSync.Notion.Workspace;
using NotionSync.State;
using NotionSync.Sync;

namespace NotionSync.Hosting;

/// <summary>Puts the real parts together.</summary>
internal sealed class WorkspaceOpener(TimeProvider time, string workingFolder)
{
    /// <summary>See <see cref="OpenWorkspace"/>.</summary>
    /// <exception cref="ConfigurationFaultException">Mappings, schedules or settings are wrong.</exception>
    /// <exception cref="Abstractions.StateException">The state cannot be opened, or is of another workspace.</exception>
    public async Task<WorkspaceSession> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        var owned = new Stack<IAsyncDisposable>();
        try
        {
            var folder = MappingFolder.Read(settings.MappingsPath, workingFolder);
            var sources = SourceSet.From(settings.Configuration, folder.Sources(), time);
            owned.Push(sources);
            ThrowIfFaulty(sources.ScheduleFaults());
            var catalog = folder.ToCatalog(sources.All);
            var parentPage = settings.Notion.ParentPage!; // checked by the command
            var state = SqliteStateStore.Open(settings.StateConnectionString);
            owned.Push(state);
            await WorkspaceBinding.EnsureAsync(state, state.Path, settings.Notion.BaseUrl, parentPage, cancellationToken);
            var workspace = NotionWorkspaceFactory.Create(
                new NotionOptions
                {
                    Token = settings.Notion.Token!, // checked by the command
                    BaseUrl = settings.Notion.BaseUrl,
                    RequestsPerMinute = settings.Notion.RequestsPerMinute,
                },
                time);
            var options = new EngineOptions { ParentPageId = parentPage, Plan = settings.Notion.Plan, Links = settings.Links };
            var engine = new Engine(catalog, workspace, state, sources.On, new PropertyCodecs(), options, time);
            return new WorkspaceSession(engine, stop => workspace.ConnectAsync(parentPage, stop), state, sources, folder.Fingerprint(), [.. owned]);
        }
        catch
        {
            foreach (var open in owned)
            {
                await open.DisposeAsync();
            }

            throw;
        }
    }

    private static void ThrowIfFaulty(IEnumerable<Diagnostic> faults)
    {
        if (faults.ToList() is { Count: > 0 } found)
        {
            throw new ConfigurationFaultException(found);
        }
    }
}
