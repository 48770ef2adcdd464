namespace NotionSync.Notion.Api.Contracts;

/// <summary>Where something lies, as Notion sends it.</summary>
internal sealed record Parent : Answer
{
    public string? Type { get; init; }

    public string? PageId { get; init; }

    public string? DatabaseId { get; init; }

    public string? DataSourceId { get; init; }

    public string? BlockId { get; init; }
}

/// <summary>Where something shall lie.</summary>
internal sealed record ParentRequest
{
    public required string Type { get; init; }

    public string? PageId { get; init; }

    public string? DataSourceId { get; init; }

    public string? DatabaseId { get; init; }

    /// <summary>On a page.</summary>
    public static ParentRequest Page(string id) => new() { Type = "page_id", PageId = id };

    /// <summary>A row of a data source.</summary>
    public static ParentRequest Source(string id) => new() { Type = "data_source_id", DataSourceId = id };

    /// <summary>In a database.</summary>
    public static ParentRequest Database(string id) => new() { Type = "database_id", DatabaseId = id };
}

/// <summary>An emoji as icon.</summary>
internal sealed record IconRequest(string Emoji)
{
    public string Type { get; } = "emoji";

    /// <summary>Null for none.</summary>
    public static IconRequest? Of(string? emoji) => emoji is null ? null : new(emoji);
}
