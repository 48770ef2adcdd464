namespace NotionSync.LocalWorkspace;

/// <summary>Everything that changed since the last commit; whoever makes one takes it out of the workspace.</summary>
internal sealed class WorkspaceChanges(Workspace workspace)
{
    public IReadOnlyList<Change<Settings>> Settings { get; } = workspace.SettingsTable.TakeChanges();

    public IReadOnlyList<Change<User>> Users { get; } = workspace.Users.TakeChanges();

    public IReadOnlyList<Change<Connection>> Connections { get; } = workspace.Connections.TakeChanges();

    public IReadOnlyList<Change<Page>> Pages { get; } = workspace.Pages.TakeChanges();

    public IReadOnlyList<Change<Block>> Blocks { get; } = workspace.Blocks.TakeChanges();

    public IReadOnlyList<Change<Database>> Databases { get; } = workspace.Databases.TakeChanges();

    public IReadOnlyList<Change<DataSource>> DataSources { get; } = workspace.DataSources.TakeChanges();

    public IReadOnlyList<Change<View>> Views { get; } = workspace.Views.TakeChanges();

    public IReadOnlyList<Change<Comment>> Comments { get; } = workspace.Comments.TakeChanges();

    public IReadOnlyList<Change<FileUpload>> Uploads { get; } = workspace.Uploads.TakeChanges();

    public IReadOnlyList<LinkChange> Links { get; } = workspace.Links.TakeChanges();

    public IReadOnlyList<FilePart> Files { get; } = workspace.Files.TakeChanges();

    public bool IsEmpty => Settings.Count + Users.Count + Connections.Count + Pages.Count + Blocks.Count + Databases.Count + DataSources.Count + Views.Count
        + Comments.Count + Uploads.Count + Links.Count + Files.Count == 0;
}
