using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Where blocks, pages and databases stand in what holds them.</summary>
internal static class BlockTree
{
    /// <summary>Blocks, pages and databases inside that are not in the trash.</summary>
    public static IEnumerable<Dated> Children(Workspace workspace, Container container) =>
        Original(workspace, container).Children.Select(id => Find(workspace, id)).OfType<Dated>().Where(child => !child.InTrash);

    /// <summary>Of the copy of a synced block the block that it shows; else the container itself.</summary>
    private static Container Original(Workspace workspace, Container container) =>
        container is Block { Type: "synced_block" } copy && workspace.Blocks.Find(copy.Content.Object("synced_from")?.Id("block_id")) is { } original ? original : container;

    public static Dated? Find(Workspace workspace, string id) =>
        workspace.Blocks.Find(id) ?? (Dated?)workspace.Pages.Find(id) ?? workspace.Databases.Find(id);

    /// <summary>The index that a position of a request means; the end when there is none.</summary>
    public static int Position(Container container, JsonObject? position)
    {
        if (position?.Object("after_block")?.Id("id") is { } after)
        {
            var at = container.Children.IndexOf(after);
            return at >= 0 ? at + 1 : throw ApiException.Validation($"Block to append children after (ID {after}) is not parented by {container.Id}");
        }

        return position?.Text("type") is "start" or "page_start" ? 0 : container.Children.Count;
    }

    public static Container? HolderOf(Workspace workspace, Dated item)
    {
        var parent = item switch
        {
            Container container => container.Parent,
            Database database => database.Parent,
            _ => ParentRef.Workspace,
        };
        return parent.Kind switch
        {
            "page_id" => workspace.Pages.Find(parent.Id),
            "block_id" => workspace.Blocks.Find(parent.Id),
            _ => null,
        };
    }

    public static void Detach(Workspace workspace, Dated item)
    {
        if (HolderOf(workspace, item) is { } holder && holder.Children.Remove(item.Id))
        {
            workspace.Save(holder);
        }
    }

    /// <summary>The page that an edit of this block edits too.</summary>
    public static void TouchPage(Call call, Container container)
    {
        Dated? current = container;
        while (current is Block block)
        {
            current = HolderOf(call.Workspace, block);
        }

        if (current is Page page)
        {
            page.MarkEdited(call.Now, call.Actor);
            call.Workspace.Pages.Save(page);
        }
    }

    public static void SetTrash(Call call, Dated item, bool inTrash)
    {
        item.InTrash = inTrash;
        item.MarkEdited(call.Now, call.Actor);
        switch (item)
        {
            case Container container:
                call.Workspace.Save(container);
                break;
            case Database database:
                call.Workspace.Databases.Save(database);
                break;
            default:
                break;
        }

        // A layout block takes the databases inside it into the trash.
        if (item is Block block)
        {
            foreach (var child in block.Children.Select(id => Find(call.Workspace, id)).OfType<Dated>())
            {
                SetTrash(call, child, inTrash);
            }
        }
    }

    public static void Erase(Call call, Container container)
    {
        foreach (var child in Children(call.Workspace, container).ToList())
        {
            SetTrash(call, child, inTrash: true);
        }
    }
}
