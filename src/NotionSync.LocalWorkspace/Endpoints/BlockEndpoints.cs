using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class BlockEndpoints
{
    public static ApiAnswer Retrieve(Call call) => BlockJson.Of(call, Get(call));

    public static ApiAnswer Update(Call call)
    {
        var item = Get(call);
        Trash.RequireEditable(item, call.Body);
        var type = call.Body.Select(member => member.Key).FirstOrDefault(key => key is not ("type" or "in_trash"));
        if (type is not null)
        {
            Write(call, item, type, call.Body.Object(type)!);
        }

        if (call.Body.Flag("in_trash") is { } inTrash)
        {
            BlockTree.SetTrash(call, item, inTrash);
        }

        return BlockJson.Of(call, item);
    }

    public static ApiAnswer Delete(Call call)
    {
        var item = Get(call);
        Trash.RequireEditable(item, []);
        BlockTree.SetTrash(call, item, inTrash: true);
        return BlockJson.Of(call, item);
    }

    public static ApiAnswer ListChildren(Call call)
    {
        var holder = call.Workspace.Container(call.RouteId("block_id"));
        return Cursor.List([.. BlockTree.Children(call.Workspace, holder)], call.Paging, "block", child => BlockJson.Of(call, child));
    }

    public static ApiAnswer AppendChildren(Call call)
    {
        var holder = call.Workspace.Container(call.RouteId("block_id"));
        Trash.RequireOutside(call.Workspace, holder);
        if (holder is Block block && !BlockKinds.CanHold(block))
        {
            throw ApiException.Validation($"Block type {block.Type} does not support children.");
        }

        var children = call.Body.Array("children")!;
        BlockWriting.Check(call.Workspace, children, "body.children", (holder as Block)?.Type ?? "page", (holder as Block)?.Content.Number("table_width"));
        var at = BlockTree.Position(holder, call.Body.Object("position"));
        BlockWriting.Append(call, holder, children, at);
        holder.MarkEdited(call.Now, call.Actor);
        BlockTree.TouchPage(call, holder);

        // With a position, Notion answers with the new blocks and everything after them.
        var shown = holder.Children.Skip(at).Select(id => BlockTree.Find(call.Workspace, id)).OfType<Dated>().Where(child => !child.InTrash);
        var answer = Cursor.List<Dated>([.. shown], new PageRequest(int.MaxValue / 2, null), "block", child => BlockJson.Of(call, child));
        return new ApiAnswer(200, answer) { Made = children.Count };
    }

    private static Dated Get(Call call)
    {
        var id = call.RouteId("block_id");
        return call.Workspace.Databases.Find(id) is { } database && call.Workspace.IsShared(database) ? database : call.Workspace.Container(id);
    }

    private static void Write(Call call, Dated item, string type, JsonObject content)
    {
        if (item is not Block block || block.Type != type)
        {
            throw ApiException.Validation($"Provided block type {type} does not match the type of block {item.Id}.");
        }

        if (block.Type == "table_row" && content.Array("cells")?.Count != block.Content.Array("cells")?.Count)
        {
            throw ApiException.Validation("Number of cells in table row must match the table width of the parent table.");
        }

        BlockContent.Write(call, type, block.Content, content);
        block.MarkEdited(call.Now, call.Actor);
        call.Workspace.Blocks.Save(block);
        BlockTree.TouchPage(call, block);
    }
}
