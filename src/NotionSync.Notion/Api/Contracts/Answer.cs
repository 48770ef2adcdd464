using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>Anything that Notion sends. Members that this client does not know survive a round trip.</summary>
internal abstract record Answer
{
    /// <summary>Members that this client does not know; null when there are none.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>The member with this name among the unknown ones; null when it is absent.</summary>
    protected JsonElement? Other(string name) => Others is not null && Others.TryGetValue(name, out var value) ? value : null;
}
