namespace NotionSync.Sources.Wandb;

/// <summary>One GraphQL operation.</summary>
/// <param name="Name">The operation's name, the same in each variant.</param>
/// <param name="Full">With everything that is wanted.</param>
/// <param name="Light">With what old servers have too, and without what is heavy; null when there is no less.</param>
internal sealed record WandbDocument(string Name, string Full, string? Light = null)
{
    /// <summary>The texts, the fullest first.</summary>
    public IEnumerable<string> Variants => Light is null ? [Full] : [Full, Light];
}

/// <summary>A list to be read by pages.</summary>
/// <param name="Document">Takes <c>$first</c> and <c>$after</c> beside the variables.</param>
/// <param name="Variables">All others.</param>
/// <param name="Connection">Finds the list in an answer; null: what it belongs to does not exist or is hidden.</param>
/// <param name="What">For messages, e.g. <c>runs of 'acme/llm'</c>.</param>
internal sealed record WandbList(WandbDocument Document, System.Text.Json.Nodes.JsonObject Variables, Func<System.Text.Json.Nodes.JsonObject, System.Text.Json.Nodes.JsonObject?> Connection, string What)
{
    /// <summary>Items of a page to begin with.</summary>
    public int Size { get; init; } = 50;

    /// <summary>Where the first page begins; null at the beginning.</summary>
    public string? After { get; init; }
}
