using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>One item of a value that is too long for a page's answer: one linked page, one segment of text.</summary>
internal sealed record PropertyItem : Answer
{
    public string Id { get; init; } = "";

    public PropertyType Type { get; init; }

    /// <summary>The member named as the type; null when it is absent.</summary>
    [JsonIgnore]
    public JsonElement? Payload => Other(Type.Name);
}

/// <summary>A linked page.</summary>
internal sealed record PageReference(string Id);
