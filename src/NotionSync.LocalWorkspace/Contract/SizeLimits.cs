using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>The size limits of one request (developers.notion.com/reference/request-limits). Types know no sizes, so they are checked apart.</summary>
internal static class SizeLimits
{
    public static void Check(JsonObject body)
    {
        var blocks = 0;
        Walk(body, "body", "", "", ref blocks);
        if (blocks > NotionLimits.BlocksPerRequest)
        {
            throw ApiException.Body($"body.children should contain ≤ `{NotionLimits.BlocksPerRequest}` blocks in total, instead contained `{blocks}`.");
        }
    }

    private static void Walk(JsonNode? node, string path, string key, string parentKey, ref int blocks)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json)
                {
                    Walk(value, $"{path}.{name}", name, key, ref blocks);
                }

                break;
            case JsonArray array:
                blocks += key is "children" ? array.Count : 0;
                Require(path, array.Count, ArrayLimit(key));
                for (var i = 0; i < array.Count; i++)
                {
                    Walk(array[i], $"{path}[{i}]", key == "cells" ? "cell" : "", key, ref blocks);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Require(path, value.GetValue<string>().Length, TextLimit(key, parentKey));
                break;
            default:
                break;
        }
    }

    private static void Require(string path, int length, int limit)
    {
        if (length > limit)
        {
            throw ApiException.Body($"{path}.length should be ≤ `{limit}`, instead was `{length}`.");
        }
    }

    private static int ArrayLimit(string key) => key switch
    {
        "children" or "content" or "rich_text" or "title" or "caption" or "description" or "cells" or "cell" => NotionLimits.ArrayElements,
        "multi_select" => NotionLimits.MultiSelectOptions,
        "relation" => NotionLimits.RelationPages,
        "people" => NotionLimits.People,
        "options" => NotionLimits.SelectOptions,
        "content_updates" => NotionLimits.MarkdownUpdates,
        "attachments" => NotionLimits.CommentAttachments,
        _ => int.MaxValue,
    };

    private static int TextLimit(string key, string parentKey) => (parentKey, key) switch
    {
        ("text", "content") => NotionLimits.TextCharacters,
        ("equation", "expression") => NotionLimits.EquationCharacters,
        (_, "url") => NotionLimits.UrlCharacters,
        (_, "email") or (_, "phone_number") => NotionLimits.ContactCharacters,
        _ => int.MaxValue,
    };
}
