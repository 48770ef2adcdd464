namespace NotionSync.LocalWorkspace;

/// <summary>Makes notices of what was committed.</summary>
internal sealed class ChangeReading(Workspace workspace)
{
    private readonly SchemaMemory _schemas = new(workspace.DataSources.All);

    public IReadOnlyList<ObjectChange> Read(WorkspaceChanges changes) =>
    [
        .. Pages(changes),
        .. changes.Databases.Select(change => Of("database", change, change.Item.Parent)),
        .. changes.DataSources.Select(change => Of("data_source", change, ParentRef.Database(change.Item.DatabaseId)) with { Columns = _schemas.Learn(change.Item) }),
        .. changes.Views.Select(change => Of("view", change, ParentRef.Database(change.Item.DatabaseId)) with { Fields = change.Fields, Detail = change.Item.Type }),
        .. changes.Comments.Select(change => Of("comment", change, change.Item.Parent)),
        .. changes.Uploads.Select(change => Of("file_upload", change, ParentRef.Workspace) with { Detail = change.Item.Status }),
    ];

    private static ObjectChange Of<T>(string kind, Change<T> change, ParentRef parent) where T : Entity => new(kind, change.Item.Id, change.Acts, parent);

    private IEnumerable<ObjectChange> Pages(WorkspaceChanges changes)
    {
        var links = changes.Links.ToLookup(link => link.Page, link => link.Property[(link.Property.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var blocks = changes.Blocks.ToLookup(change => PageOf(change.Item), change => new ChangedBlock(change.Item.Id, change.Item.Type));
        var known = changes.Pages.ToDictionary(change => change.Item.Id);
        foreach (var id in known.Keys.Concat(links.Select(group => group.Key)).Concat(blocks.Select(group => group.Key)).OfType<string>().Distinct())
        {
            var change = known.GetValueOrDefault(id);
            if ((change?.Item ?? workspace.Pages.Find(id)) is { } page)
            {
                yield return new ObjectChange("page", id, change?.Acts ?? Acts.None, page.Parent)
                {
                    Fields = [.. (change?.Fields ?? []).Union(links[id])],
                    Blocks = [.. blocks[id]],
                };
            }
        }
    }

    /// <summary>The page that a block stands on; none when it is lost with the block that held it.</summary>
    private string? PageOf(Container item)
    {
        while (item is Block)
        {
            if (item.Parent.Kind == "page_id")
            {
                return item.Parent.Id;
            }

            if (workspace.Blocks.Find(item.Parent.Id) is not { } holder)
            {
                return null;
            }

            item = holder;
        }

        return item.Id;
    }
}
