using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>What stands under a block's type: request form to stored form, stored form to answer form.</summary>
internal static class BlockContent
{
    /// <summary>Adds to or replaces what the block holds.</summary>
    public static void Write(Call call, string type, JsonObject content, JsonObject request)
    {
        foreach (var name in (string[])["rich_text", "caption"])
        {
            if (request.Array(name) is { } text)
            {
                content[name] = RichText.FromRequest(call.Workspace, text);
            }
        }

        foreach (var (name, value) in request.Where(member => member.Key is not ("children" or "rich_text" or "caption" or "icon" or "cells" or "type" or "external" or "file_upload")))
        {
            content[name] = value?.DeepClone();
        }

        Dash(content, "page_id", "database_id", "comment_id");
        Dash(content.Object("synced_from"), "block_id");
        if (request.ContainsKey("icon"))
        {
            content["icon"] = IconReference.Stored(call, request["icon"]);
        }

        if (request.Array("cells") is { } cells)
        {
            content["cells"] = Json.ArrayOf(cells.Select(cell => RichText.FromRequest(call.Workspace, (JsonArray)cell!)));
        }

        if (BlockKinds.WithFile.Contains(type) && (request.ContainsKey("external") || request.ContainsKey("file_upload")))
        {
            content["source"] = FileReference.Stored(call, request);
        }
    }

    /// <summary>Ids come with dashes or without; answers always show them.</summary>
    private static void Dash(JsonObject? holder, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (holder?.Id(name) is { } id)
            {
                holder[name] = id;
            }
        }
    }

    /// <summary>Fills what a new block leaves out.</summary>
    public static void Complete(string type, JsonObject content)
    {
        if (BlockKinds.WithText.Contains(type))
        {
            content.TryAdd("rich_text", new JsonArray());
        }

        if (BlockKinds.WithText.Contains(type) && type != "template")
        {
            content.TryAdd("color", "default");
        }

        switch (type)
        {
            case "heading_1" or "heading_2" or "heading_3" or "heading_4":
                content.TryAdd("is_toggleable", false);
                break;
            case "paragraph":
                content.TryAdd("icon", null);
                break;
            case "to_do":
                content.TryAdd("checked", false);
                break;
            case "callout":
                content.TryAdd("icon", new JsonObject { ["type"] = "emoji", ["emoji"] = "💡" });
                break;
            case "code" or "bookmark" or "embed" or "image" or "video" or "pdf" or "audio" or "file":
                content.TryAdd("caption", new JsonArray());
                break;
            case "table_of_contents":
                content.TryAdd("color", "default");
                break;
            case "table":
                content.TryAdd("has_column_header", false);
                content.TryAdd("has_row_header", false);
                break;
            default:
                break;
        }
    }

    public static JsonObject Shown(Call call, Block block)
    {
        var content = (JsonObject)block.Content.DeepClone();
        if (content.ContainsKey("icon"))
        {
            content["icon"] = FileReference.Shown(call, block.Content["icon"]);
        }

        if (block.Content.Object("source") is { } source)
        {
            content.Remove("source");
            foreach (var (name, value) in (JsonObject)FileReference.Shown(call, source)!)
            {
                content[name] = value?.DeepClone();
            }

            if (block.Type == "file")
            {
                content.TryAdd("name", "file");
            }
        }

        if (block.Type is "link_to_page")
        {
            content["type"] = block.Content.First(member => member.Key != "type").Key;
        }

        if (block.Type == "synced_block" && content.Object("synced_from") is { } origin)
        {
            origin["type"] = "block_id";
        }

        return content;
    }
}
