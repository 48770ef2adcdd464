using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>A page, in a data source a row. Its content is elsewhere.</summary>
internal sealed record Page : Answer
{
    /// <summary><c>page</c>; in search and query answers also <c>data_source</c>.</summary>
    public string? Object { get; init; }

    public string Id { get; init; } = "";

    /// <summary>Cut to the minute.</summary>
    public DateTimeOffset CreatedTime { get; init; }

    /// <summary>Cut to the minute.</summary>
    public DateTimeOffset LastEditedTime { get; init; }

    public User? LastEditedBy { get; init; }

    public bool InTrash { get; init; }

    public Parent? Parent { get; init; }

    /// <summary>Values by the property's name. May be absent on limited objects.</summary>
    public Dictionary<string, PageProperty> Properties { get; init; } = [];

    /// <summary>Do not parse; for people only.</summary>
    public string? Url { get; init; }
}

/// <summary>One value; what it says stands under the name of its type.</summary>
internal sealed record PageProperty : Answer
{
    /// <summary>URL-encoded.</summary>
    public string Id { get; init; } = "";

    public PropertyType Type { get; init; }

    /// <summary>Whether a relation was cut.</summary>
    public bool? HasMore { get; init; }

    /// <summary>The member named as the type; null when it is absent.</summary>
    [JsonIgnore]
    public JsonElement? Payload => Other(Type.Name);
}

/// <summary>A page to create. Exactly one of <see cref="Children"/> and <see cref="Markdown"/> may be given.</summary>
internal sealed record CreatePageRequest
{
    public required ParentRequest Parent { get; init; }

    /// <summary>Values by property id or name.</summary>
    public required IReadOnlyDictionary<string, JsonObject> Properties { get; init; }

    public IconRequest? Icon { get; init; }

    public IReadOnlyList<JsonObject>? Children { get; init; }

    /// <summary>Notion-flavoured markdown.</summary>
    public string? Markdown { get; init; }

    /// <summary>Where on a page that is its parent; null: at the end.</summary>
    public BlockPosition? Position { get; init; }
}

/// <summary>Changes of a page; what is left out stays.</summary>
internal sealed record UpdatePageRequest
{
    /// <summary>Values by property id or name.</summary>
    public IReadOnlyDictionary<string, JsonObject>? Properties { get; init; }

    public IconRequest? Icon { get; init; }

    public bool? InTrash { get; init; }

    /// <summary>Deletes the whole content.</summary>
    public bool? EraseContent { get; init; }
}
