namespace NotionSync.LocalWorkspace;

/// <summary>Whether an object is within what is shared with a token.</summary>
internal static class Sharing
{
    public static bool Sees(this Grants grants, Workspace workspace, Entity item)
    {
        if (grants.IsUnshared || grants.SharedRoots is null)
        {
            return !grants.IsUnshared;
        }

        for (var at = item; at is not null; at = Holder(workspace, at))
        {
            if (grants.SharedRoots.Contains(at.Id))
            {
                return true;
            }
        }

        return false;
    }

    private static Entity? Holder(Workspace workspace, Entity item) => item switch
    {
        View view => workspace.Databases.Find(view.DatabaseId),
        DataSource source => workspace.Databases.Find(source.DatabaseId),
        Comment comment => At(workspace, comment.Parent),
        Placed placed => At(workspace, placed.Parent),
        _ => null,
    };

    private static Entity? At(Workspace workspace, ParentRef parent) => parent.Kind switch
    {
        "page_id" => workspace.Pages.Find(parent.Id),
        "block_id" => workspace.Blocks.Find(parent.Id),
        "database_id" => workspace.Databases.Find(parent.Id),
        "data_source_id" => workspace.DataSources.Find(parent.Id),
        _ => null,
    };
}
