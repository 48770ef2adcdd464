using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>What may be done with things in the trash: look at them, and take them out.</summary>
internal static class Trash
{
    public static void RequireEditable(Dated item, JsonObject body)
    {
        if (item.InTrash && body.Flag("in_trash") != false)
        {
            throw ApiException.Validation("Can't edit block that is archived. You must unarchive the block before editing.");
        }
    }

    public static void RequireOutside(Workspace workspace, Container container)
    {
        if (container.InTrash || (container is Page page && workspace.IsTrashed(page)))
        {
            throw Ancestor();
        }
    }

    public static void RequireOutside(Workspace workspace, DataSource source)
    {
        if (source.InTrash || workspace.DatabaseOf(source).InTrash)
        {
            throw Ancestor();
        }
    }

    private static ApiException Ancestor() =>
        ApiException.Validation("Can't edit page on block with an archived ancestor. You must unarchive the ancestor before editing.");
}
