namespace NotionSync.LocalWorkspace;

/// <summary>The workspace itself, and what the default token may do in it.</summary>
internal sealed class Settings : Grants
{
    public const string TheId = "settings";

    public string WorkspaceId { get; set; } = Ids.New();

    public string BotId { get; set; } = "";

    public string PersonId { get; set; } = "";

    public string HomeId { get; set; } = "";

    /// <summary>The key that file addresses are signed with.</summary>
    public string FileKey { get; set; } = Ids.New();
}
