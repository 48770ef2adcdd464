namespace NotionSync.Notion.Api.Contracts;

/// <summary>A person or a bot; maybe only its id.</summary>
internal sealed record User : Answer
{
    public string Id { get; init; } = "";

    public string? Name { get; init; }

    /// <summary><c>person</c> or <c>bot</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What a bot has; null for a person.</summary>
    public Bot? Bot { get; init; }
}

/// <summary>A bot's own members.</summary>
internal sealed record Bot : Answer
{
    public string? WorkspaceName { get; init; }

    public WorkspaceLimits? WorkspaceLimits { get; init; }
}

/// <summary>What the plan allows.</summary>
internal sealed record WorkspaceLimits : Answer
{
    public long? MaxFileUploadSizeInBytes { get; init; }
}
