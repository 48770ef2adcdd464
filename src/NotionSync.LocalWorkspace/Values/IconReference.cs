using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.LocalWorkspace;

/// <summary>Icons, which come back changed in two cases: Notion's own pictures as native icons, unknown custom emojis as none.</summary>
internal static partial class IconReference
{
    public static JsonNode? Stored(Call call, JsonNode? request)
    {
        if (request is not JsonObject json || json.ContainsKey("custom_emoji"))
        {
            return null;
        }

        if (json.Object("external")?.Text("url") is { } url && Native().Match(url) is { Success: true } match)
        {
            return Of(match.Groups["name"].Value, match.Groups["color"].Value);
        }

        return json.Object("icon") is { } icon ? Of(icon.Text("name")!, icon.Text("color") ?? "gray") : FileReference.Stored(call, request);
    }

    [GeneratedRegex(@"^https://(www\.)?notion\.so/icons/(?<name>[a-z0-9-]+)_(?<color>gray|lightgray|brown|yellow|orange|green|blue|purple|pink|red)\.svg(\?.*)?$")]
    private static partial Regex Native();

    private static JsonObject Of(string name, string color) =>
        new() { ["type"] = "icon", ["icon"] = new JsonObject { ["name"] = name, ["color"] = color } };
}
