using System.Text.Json.Nodes;

namespace NotionSync.Sources.GitHub;

/// <summary>An answer of GitHub.</summary>
/// <param name="IsUnchanged">It says 304: all is as when the tag was given; then there is no body.</param>
/// <param name="Body">The JSON; an empty object when there was none.</param>
/// <param name="Tag">Its ETag; null when it has none.</param>
/// <param name="Next">The next page, relative to the base address; null on the last one.</param>
/// <param name="Headers">By name, letter case not counted.</param>
internal sealed record GitHubAnswer(bool IsUnchanged, JsonNode Body, string? Tag, string? Next, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as an object; empty when it is none.</summary>
    public JsonObject Object => Body as JsonObject ?? [];

    /// <summary>The objects of a list: of the body itself, or of one of its members.</summary>
    /// <param name="member">Null: the body is the list.</param>
    public IEnumerable<JsonObject> Items(string? member = null) => ((member is null ? Body : Object[member]) as JsonArray)?.OfType<JsonObject>() ?? [];
}
