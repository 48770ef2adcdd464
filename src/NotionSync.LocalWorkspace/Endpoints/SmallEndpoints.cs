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

    /// <summary>Nobody talks in this workspace, so nothing is transcribed.</summary>
    public static ApiAnswer MeetingNotes(Call call) => new JsonObject { ["results"] = new JsonArray(), ["has_more"] = false };

    public static ApiAnswer CreateMeetingNote(Call call) => throw new ApiException(400, "invalid_request",
        "Unsupported request: create a meeting note. The local workspace transcribes nothing.");
}
