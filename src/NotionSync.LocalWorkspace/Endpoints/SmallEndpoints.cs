using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Endpoints whose answer is always the same here.</summary>
internal static class SmallEndpoints
{
    public static ApiAnswer CustomEmojis(Call call) => new JsonObject
    {
        ["object"] = "list",
        ["type"] = "custom_emoji",
        ["results"] = new JsonArray(),
        ["has_more"] = false,
        ["next_cursor"] = null,
    };
}
