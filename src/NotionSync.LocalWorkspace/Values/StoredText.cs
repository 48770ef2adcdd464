using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>
/// Rich text as pages keep it, in a small part of the room that it takes as read back: plain text is a string, and of other text items only what
/// is not usual is kept. Both forms are read.
/// </summary>
internal static class StoredText
{
    public static JsonNode Of(JsonArray items) => items is [JsonObject only] && Short(only) is { Count: 1 } plain
        ? plain["text"]!.DeepClone()
        : Json.ArrayOf(items.Select(item => Short((JsonObject)item!) ?? item!.DeepClone()));

    /// <summary>The form that answers show, free to be put into one.</summary>
    public static JsonArray Shown(JsonNode? stored) => stored switch
    {
        JsonArray items => Json.ArrayOf(items.Select(item => Whole((JsonObject)item!))),
        null => [],
        _ => RichText.FromPlain(stored.AsText()),
    };

    private static JsonObject? Short(JsonObject item)
    {
        if (item.Text("type") != "text")
        {
            return null;
        }

        var kept = new JsonObject { ["text"] = item.Text("plain_text") };
        if (item.Text("href") is { } url)
        {
            kept["url"] = url;
        }

        foreach (var (name, value) in item.Object("annotations")!)
        {
            if (value is not null && !(name == "color" ? value.AsText() == "default" : value.GetValueKind() == System.Text.Json.JsonValueKind.False))
            {
                kept[name] = value.DeepClone();
            }
        }

        return kept;
    }

    private static JsonNode Whole(JsonObject item) => item.Text("text") is { } text ? RichText.TextItem(text, item.Text("url"), item) : item.DeepClone();
}
