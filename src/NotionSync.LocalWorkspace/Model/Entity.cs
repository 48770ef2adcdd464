namespace NotionSync.LocalWorkspace;

/// <summary>Something that is kept under its id.</summary>
internal abstract class Entity
{
    public string Id { get; set; } = Ids.New();
}

/// <summary>Something that remembers who made it and who changed it last.</summary>
internal abstract class Dated : Entity
{
    public DateTimeOffset CreatedTime { get; set; }

    public DateTimeOffset LastEditedTime { get; set; }

    public string CreatedBy { get; set; } = "";

    public string LastEditedBy { get; set; } = "";

    public bool InTrash { get; set; }

    public void MarkCreated(DateTimeOffset now, string actor)
    {
        (CreatedTime, CreatedBy) = (now, actor);
        MarkEdited(now, actor);
    }

    public void MarkEdited(DateTimeOffset now, string actor) => (LastEditedTime, LastEditedBy) = (now, actor);
}

/// <summary>A page or a block: what holds blocks.</summary>
internal abstract class Container : Dated
{
    public ParentRef Parent { get; set; } = ParentRef.Workspace;

    /// <summary>Ids of the blocks, pages and databases inside, in order. Trashed ones stay in their place.</summary>
    public List<string> Children { get; set; } = [];
}
