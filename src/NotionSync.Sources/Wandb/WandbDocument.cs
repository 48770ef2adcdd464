namespace NotionSync.Sources.Wandb;

/// <summary>One GraphQL operation.</summary>
/// <param name="Name">The operation's name, the same in each variant.</param>
/// <param name="Full">With everything that is wanted.</param>
/// <param name="Light">With what old servers have too, and without what is heavy; null when there is no less.</param>
internal sealed record WandbDocument(string Name, string Full, string? Light = null)
{
    /// <summary>What records lack that were read by the light variant, in words; empty for nothing that matters.</summary>
    public string Lost { get; init; } = "";

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

    /// <summary>How many items the list says that it has; null when it does not say. Default: the connection's own count.</summary>
    public Func<System.Text.Json.Nodes.JsonObject, double?>? Count { get; init; }

    /// <summary>The same list without anything but what tells items apart, for one that does not say how many it has; null: it is read again as it is.</summary>
    public WandbList? Ids { get; init; }

    /// <summary>Items that each item brings along, asked for by <c>$versions</c>; null when it brings none.</summary>
    public int? Inner { get; init; }

    /// <summary>Where the first page begins; null at the beginning.</summary>
    public string? After { get; init; }
}
