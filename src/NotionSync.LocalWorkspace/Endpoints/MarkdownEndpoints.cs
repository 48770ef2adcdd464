using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class MarkdownEndpoints
{
    public static ApiAnswer Retrieve(Call call) => Shown(call, call.Workspace.Container(call.RouteId("page_id")));

    public static ApiAnswer Update(Call call)
    {
        var page = call.Workspace.Container(call.RouteId("page_id"));
        Trash.RequireOutside(call.Workspace, page);
        var type = call.Body.Text("type")!;
        var change = call.Body.Object(type)!;
        var mayDelete = change.Flag("allow_deleting_content") ?? false;
        switch (type)
        {
            case "insert_content" when change.Text("after") is null:
                Insert(call, page, change);
                break;
            case "insert_content":
                var text = Current(call, page);
                var (_, after) = Range(text, change.Text("after")!);
                Replace(call, page, $"{text[..after]}\n{change.Text("content")}\n{text[after..].TrimStart('\n')}", mayDelete: false);
                break;
            case "replace_content_range":
                var whole = Current(call, page);
                var (start, end) = Range(whole, change.Text("content_range")!);
                Replace(call, page, whole[..start] + change.Text("content") + whole[end..], mayDelete);
                break;
            case "update_content":
                Replace(call, page, MarkdownEdits.Apply(Current(call, page), change.Array("content_updates")!), mayDelete);
                break;
            default:
                Replace(call, page, change.Text("new_str")!, mayDelete);
                break;
        }

        page.MarkEdited(call.Now, call.Actor);
        call.Workspace.Save(page);
        return Shown(call, page);
    }

    private static JsonObject Shown(Call call, Container page)
    {
        var writer = new MarkdownWriter(call);
        var markdown = writer.Write(page);
        return new JsonObject
        {
            ["object"] = "page_markdown",
            ["id"] = page.Id,
            ["markdown"] = markdown,
            ["truncated"] = false,
            ["unknown_block_ids"] = Json.ArrayOf(writer.UnknownIds.Select(id => JsonValue.Create(id))),
        };
    }

    private static string Current(Call call, Container page) => new MarkdownWriter(call).Write(page);

    private static void Insert(Call call, Container page, JsonObject change)
    {
        var blocks = MarkdownReader.Read(change.Text("content")!);
        BlockWriting.Check(blocks, "body.insert_content.content");
        BlockWriting.Append(call, page, blocks, change.Object("position")?.Text("type") == "start" ? 0 : page.Children.Count);
    }

    /// <summary>The whole content anew. Pages and databases inside stay where their tag stands.</summary>
    private static void Replace(Call call, Container page, string markdown, bool mayDelete)
    {
        var blocks = MarkdownReader.Read(markdown);
        var kept = blocks.Select(block => ((JsonObject)block!).Object("existing")?.Id("id")).OfType<string>().ToHashSet();
        var lost = BlockTree.Children(call.Workspace, page).Where(child => child is not Block && !kept.Contains(child.Id)).ToList();
        if (lost.Count > 0 && !mayDelete)
        {
            throw ApiException.Validation($"This operation would delete {lost.Count} child page(s) or database(s). Set allow_deleting_content to true to proceed.");
        }

        var before = page.Children.ToHashSet();
        foreach (var child in BlockTree.Children(call.Workspace, page).Where(child => !kept.Contains(child.Id)).ToList())
        {
            BlockTree.SetTrash(call, child, inTrash: true);
        }

        foreach (var block in blocks.ToList())
        {
            if (((JsonObject)block!).Object("existing")?.Id("id") is not { } id)
            {
                BlockWriting.Append(call, page, [block!.DeepClone()], page.Children.Count);
            }
            else if (before.Contains(id))
            {
                page.Children.Remove(id);
                page.Children.Add(id);
            }
        }
    }

    /// <summary>What "start text...end text" selects.</summary>
    private static (int Start, int End) Range(string text, string selection)
    {
        var parts = selection.Split("...", 2);
        var start = text.IndexOf(parts[0], StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(parts[^1], start, StringComparison.Ordinal);
        return end < 0 ? throw ApiException.Validation($"Could not find the selection \"{selection}\" in the page.") : (start, end + parts[^1].Length);
    }
}
