namespace NotionSync.LocalWorkspace;

/// <summary>What is to be kept: everything that changed since the last commit, or everything there is.</summary>
internal sealed class WorkspaceChanges
{
    private WorkspaceChanges(Workspace workspace, bool isEverything)
    {
        IReadOnlyList<Change<T>> Of<T>(Table<T> table) where T : Entity => isEverything ? table.Everything() : table.TakeChanges();

        Settings = Of(workspace.SettingsTable);
        Users = Of(workspace.Users);
        Connections = Of(workspace.Connections);
        Pages = Of(workspace.Pages);
        Blocks = Of(workspace.Blocks);
        Databases = Of(workspace.Databases);
        DataSources = Of(workspace.DataSources);
        Views = Of(workspace.Views);
        Comments = Of(workspace.Comments);
        Uploads = Of(workspace.Uploads);
        Templates = Of(workspace.Templates);
        Webhooks = Of(workspace.Webhooks);
        Links = isEverything ? workspace.Links.Everything() : workspace.Links.TakeChanges();
        Files = isEverything ? workspace.Files.Everything() : workspace.Files.TakeChanges();
    }

    public IReadOnlyList<Change<Settings>> Settings { get; }

    public IReadOnlyList<Change<User>> Users { get; }

    public IReadOnlyList<Change<Connection>> Connections { get; }

    public IReadOnlyList<Change<Page>> Pages { get; }

    public IReadOnlyList<Change<Block>> Blocks { get; }

    public IReadOnlyList<Change<Database>> Databases { get; }

    public IReadOnlyList<Change<DataSource>> DataSources { get; }

    public IReadOnlyList<Change<View>> Views { get; }

    public IReadOnlyList<Change<Comment>> Comments { get; }

    public IReadOnlyList<Change<FileUpload>> Uploads { get; }

    public IReadOnlyList<Change<Template>> Templates { get; }

    public IReadOnlyList<Change<Webhook>> Webhooks { get; }

    public IReadOnlyList<LinkChange> Links { get; }

    public IReadOnlyList<FilePart> Files { get; }

    public bool IsEmpty => Settings.Count + Users.Count + Connections.Count + Pages.Count + Blocks.Count + Databases.Count + DataSources.Count + Views.Count
        + Comments.Count + Uploads.Count + Templates.Count + Webhooks.Count + Links.Count + Files.Count == 0;

    /// <summary>Takes the changes out of the workspace.</summary>
    public static WorkspaceChanges Take(Workspace workspace) => new(workspace, isEverything: false);

    public static WorkspaceChanges Everything(Workspace workspace) => new(workspace, isEverything: true);
}
