using System.Text.Json.Nodes;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>A database: the container of data sources. Has no schema of its own.</summary>
internal sealed record Database : Answer
{
    public string Id { get; init; } = "";

    public IReadOnlyList<RichText> Title { get; init; } = [];

    public IReadOnlyList<RichText> Description { get; init; } = [];

    public Parent? Parent { get; init; }

    public bool InTrash { get; init; }

    /// <summary>May be empty for a container that only holds linked views.</summary>
    public IReadOnlyList<DataSourceReference> DataSources { get; init; } = [];
}

/// <summary>A data source of a database.</summary>
internal sealed record DataSourceReference : Answer
{
    public string Id { get; init; } = "";

    public string? Name { get; init; }
}

/// <summary>A database to create; its first data source takes its title.</summary>
internal sealed record CreateDatabaseRequest
{
    public required ParentRequest Parent { get; init; }

    public required IReadOnlyList<TextSegment> Title { get; init; }

    public IReadOnlyList<TextSegment>? Description { get; init; }

    public IconRequest? Icon { get; init; }

    public required InitialDataSource InitialDataSource { get; init; }
}

/// <summary>The schema of a new database. A title property is required.</summary>
internal sealed record InitialDataSource(IReadOnlyDictionary<string, JsonObject> Properties);

/// <summary>Changes of a database; what is left out stays.</summary>
internal sealed record UpdateDatabaseRequest
{
    public IReadOnlyList<TextSegment>? Title { get; init; }

    public IReadOnlyList<TextSegment>? Description { get; init; }

    public IconRequest? Icon { get; init; }

    public bool? InTrash { get; init; }
}
