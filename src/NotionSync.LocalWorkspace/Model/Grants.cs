namespace NotionSync.LocalWorkspace;

/// <summary>What a token may do and see.</summary>
internal abstract class Grants : Entity
{
    /// <summary>Nothing at all is shared with the token.</summary>
    public bool IsUnshared { get; set; }

    /// <summary>The pages and databases that are shared, with all that is in them; null shares everything.</summary>
    public List<string>? SharedRoots { get; set; }

    public List<Capability> Withheld { get; set; } = [];

    public bool May(Capability capability) => !Withheld.Contains(capability);
}

/// <summary>A further token, with a bot of its own.</summary>
internal sealed class Connection : Grants
{
    public string Token { get; set; } = "";

    public string Name { get; set; } = "";

    public string BotId { get; set; } = "";

    /// <summary>Null takes the budget that every token has.</summary>
    public int? RequestsPerMinute { get; set; }
}
