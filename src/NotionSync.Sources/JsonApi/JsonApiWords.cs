using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi;

/// <summary>Finds an API's own words in a refusal, under the names that most APIs use.</summary>
internal static class JsonApiWords
{
    private static readonly string[] Messages = ["message", "error_description", "detail", "error", "reason", "title", "description"];
    private static readonly string[] Codes = ["code", "type", "status"];

    /// <summary>Code and words; empty texts where there are none.</summary>
    public static VendorWords Of(JsonNode? body) => body switch
    {
        JsonArray { Count: > 0 } list => Of(list[0]),
        JsonObject said when said["error"] is JsonObject inner => Of(inner),
        JsonObject said when said["errors"] is JsonArray { Count: > 0 } list && list[0] is JsonObject first => Of(first),
        JsonObject said => new(First(said, Codes), First(said, Messages)),
        _ => VendorWords.None,
    };

    private static string First(JsonObject said, string[] names) => names.Select(name => SettingsCheck.Text(said[name])).FirstOrDefault(text => text is { Length: > 0 }) ?? "";
}
