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
                Edit(call, page, $"{text[..after]}\n{change.Text("content")}\n{text[after..].TrimStart('\n')}", mayDelete: false);
                break;
            case "replace_content_range":
                var whole = Current(call, page);
                var (start, end) = Range(whole, change.Text("content_range")!);
                Edit(call, page, whole[..start] + change.Text("content") + whole[end..], mayDelete);
                break;
            case "update_content":
                Edit(call, page, MarkdownEdits.Apply(Current(call, page), change.Array("content_updates")!), mayDelete);
                break;
            default:
                Exchange(call, page, [.. BlockTree.Children(call.Workspace, page)], 0, change.Text("new_str")!, mayDelete);
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
        BlockWriting.CheckMarkdown(call.Workspace, blocks, "body.insert_content.content");
        BlockWriting.Append(call, page, blocks, change.Object("position")?.Text("type") == "start" ? 0 : page.Children.Count);
    }

    /// <summary>The blocks whose text is another one anew; those before and after stay the blocks they are.</summary>
    private static void Edit(Call call, Container page, string edited, bool mayDelete)
    {
        var blocks = new MarkdownWriter(call).WriteEach(page);
        var text = edited.TrimEnd('\n') + '\n';
        var (head, tail, start, end) = (0, 0, 0, text.Length);
        while (head < blocks.Count && text.AsSpan(start).StartsWith(blocks[head].Text) && !text.AsSpan(start + blocks[head].Text.Length).StartsWith("\t"))
        {
            start += blocks[head++].Text.Length;
        }

        while (tail < blocks.Count - head && text.AsSpan(start..end).EndsWith('\n' + blocks[^(tail + 1)].Text))
        {
            end -= blocks[^++tail].Text.Length;
        }

        var place = head == 0 ? 0 : page.Children.IndexOf(blocks[head - 1].Child.Id) + 1;
        Exchange(call, page, [.. blocks.Skip(head).SkipLast(tail).Select(block => block.Child)], place, text[start..end], mayDelete);
    }

    /// <summary>Other blocks in the place of some. Pages and databases among them stay where their tag stands.</summary>
    private static void Exchange(Call call, Container page, List<Dated> old, int place, string markdown, bool mayDelete)
    {
        var blocks = MarkdownReader.Read(markdown);
        BlockWriting.CheckMarkdown(call.Workspace, blocks, "body.content");
        var named = blocks.Select(block => ((JsonObject)block!).Object("existing")?.Id("id")).OfType<string>().ToHashSet();
        var lost = old.Where(child => child is not Block && !named.Contains(child.Id)).ToList();
        if (lost.Count > 0 && !mayDelete)
        {
            throw ApiException.Validation($"This operation would delete {lost.Count} child page(s) or database(s). Set allow_deleting_content to true to proceed.");
        }

        foreach (var child in old.Where(child => !named.Contains(child.Id)))
        {
            BlockTree.SetTrash(call, child, inTrash: true);
        }

        foreach (var block in blocks.ToList())
        {
            if (((JsonObject)block!).Object("existing")?.Id("id") is not { } id)
            {
                place += BlockWriting.Append(call, page, [block!.DeepClone()], place).Count;
            }
            else if (old.Exists(child => child.Id == id))
            {
                place -= page.Children.IndexOf(id) < place ? 1 : 0;
                page.Children.Remove(id);
                page.Children.Insert(place++, id);
                Retitle(call, id, ((JsonObject)block!).Object("existing")?.Text("title"));
            }
        }
    }

    /// <summary>A database takes the text of its tag as its title, as those found who rewrote pages that hold databases.</summary>
    private static void Retitle(Call call, string id, string? title)
    {
        if (title is { Length: > 0 } && call.Workspace.Databases.Find(id) is { } database && database.PlainTitle != title)
        {
            database.Title = RichText.FromPlain(title);
            database.MarkEdited(call.Now, call.Actor);
            call.Workspace.Databases.Save(database);
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
