namespace NotionSync.LocalWorkspace;

internal sealed class User : Entity
{
    public string Name { get; set; } = "";

    public bool IsBot { get; set; }

    public string? Email { get; set; }
}
