namespace NotionSync.LocalWorkspace;

internal sealed class Settings : Entity
{
    public const string TheId = "settings";

    public string WorkspaceId { get; set; } = Ids.New();

    public string BotId { get; set; } = "";

    public string PersonId { get; set; } = "";

    public string HomeId { get; set; } = "";

    public bool IsUnshared { get; set; }

    public List<Capability> Withheld { get; set; } = [];

    /// <summary>The key that file addresses are signed with.</summary>
    public string FileKey { get; set; } = Ids.New();
}
