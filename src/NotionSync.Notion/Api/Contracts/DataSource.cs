using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>A data source: a schema with rows.</summary>
internal sealed record DataSource : Answer
{
    public string Id { get; init; } = "";

    public IReadOnlyList<RichText> Title { get; init; } = [];

    public IReadOnlyList<RichText> Description { get; init; } = [];

    /// <summary>Its database.</summary>
    public Parent? Parent { get; init; }

    public bool InTrash { get; init; }

    /// <summary>The schema by the property's name.</summary>
    public Dictionary<string, PropertyConfiguration> Properties { get; init; } = [];
}

/// <summary>One property of a schema; its configuration stands under the name of its type.</summary>
internal sealed record PropertyConfiguration : Answer
{
    /// <summary>URL-encoded.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public PropertyType Type { get; init; }

    /// <summary>The member named as the type; null when it is absent.</summary>
    [JsonIgnore]
    public JsonElement? Payload => Other(Type.Name);
}

/// <summary>A data source to add to a database.</summary>
internal sealed record CreateDataSourceRequest
{
    public required ParentRequest Parent { get; init; }

    public required IReadOnlyDictionary<string, JsonObject> Properties { get; init; }

    public IReadOnlyList<TextSegment>? Title { get; init; }
}

/// <summary>Changes of a schema: configurations and new names by property id or name; null removes. What is left out stays.</summary>
internal sealed record UpdateDataSourceRequest
{
    public IReadOnlyDictionary<string, JsonObject?>? Properties { get; init; }

    public IReadOnlyList<TextSegment>? Title { get; init; }

    public bool? InTrash { get; init; }
}

/// <summary>Which rows.</summary>
internal sealed record QueryRequest
{
    public JsonObject? Filter { get; init; }

    public IReadOnlyList<SortRequest>? Sorts { get; init; }

    public string? StartCursor { get; init; }

    public int? PageSize { get; init; }

    /// <summary>Trashed rows instead of live ones.</summary>
    public bool? InTrash { get; init; }
}

/// <summary>A sort by a property or by a time of the page itself.</summary>
internal sealed record SortRequest
{
    /// <summary>Id or name.</summary>
    public string? Property { get; init; }

    /// <summary><c>created_time</c> or <c>last_edited_time</c>.</summary>
    public string? Timestamp { get; init; }

    /// <summary><c>ascending</c> or <c>descending</c>.</summary>
    public required string Direction { get; init; }
}
