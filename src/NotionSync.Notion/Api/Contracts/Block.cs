using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>A block; what it holds stands under the name of its type, its children elsewhere.</summary>
internal sealed record Block : Answer
{
    public string Id { get; init; } = "";

    public BlockType Type { get; init; }

    public bool HasChildren { get; init; }

    public bool InTrash { get; init; }

    public User? CreatedBy { get; init; }

    /// <summary>The member named as the type; null when it is absent.</summary>
    [JsonIgnore]
    public JsonElement? Payload => Other(Type.Name);

    /// <summary>What a person reads in a block of text; empty for other blocks.</summary>
    [JsonIgnore]
    public string Text => TextOf("rich_text");

    /// <summary>What stands below a block of code or a picture; empty for other blocks.</summary>
    [JsonIgnore]
    public string Caption => TextOf("caption");

    /// <summary>The language of a block of code; null for other blocks.</summary>
    [JsonIgnore]
    public string? Language => Member("language")?.GetString();

    /// <summary>The title of a child page or child database; null for other blocks.</summary>
    [JsonIgnore]
    public string? ChildTitle => Member("title")?.GetString();

    private string TextOf(string member) => Member(member) is { ValueKind: JsonValueKind.Array } text ? RichText.Join(text.Deserialize(NotionJson.Default.RichTextArray)) : "";

    private JsonElement? Member(string name) =>
        Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty(name, out var member) ? member : null;
}

/// <summary>Blocks to add, at most 100.</summary>
internal sealed record AppendBlocksRequest
{
    public required IReadOnlyList<JsonObject> Children { get; init; }

    /// <summary>Null: at the end.</summary>
    public BlockPosition? Position { get; init; }
}

/// <summary>Where blocks are added: <c>start</c>, <c>end</c> or after a block.</summary>
internal sealed record BlockPosition(string Type, PageReference? AfterBlock = null)
{
    /// <summary>After a sibling.</summary>
    public static BlockPosition After(string blockId) => new("after_block", new PageReference(blockId));
}
