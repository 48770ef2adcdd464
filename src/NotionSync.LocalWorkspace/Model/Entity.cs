using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace;

/// <summary>Something that is kept under its id.</summary>
internal abstract class Entity
{
    /// <summary>A new one, unless it was set before it is asked for: to make one takes longer than to read a page from a file.</summary>
    public string Id { get => field ??= Ids.New(); set; }

    /// <summary>What happened to it since the last commit.</summary>
    [JsonIgnore]
    public Acts Acts { get; private set; }

    /// <summary>Its fields that were written since the last commit: ids of properties of a page, parts of a view.</summary>
    [JsonIgnore]
    public HashSet<string>? Touched { get; private set; }

    /// <summary>Forgets what happened: it is as it is kept.</summary>
    public void Settle() => (Acts, Touched) = (Acts.None, null);

    /// <summary>Remembers it as it is now. What is given makes another one that is like it, to stand in its place.</summary>
    public virtual Func<Entity> Remember()
    {
        var type = WorkspaceJson.Default.GetTypeInfo(GetType())!;
        var json = JsonSerializer.SerializeToUtf8Bytes(this, type);
        return () =>
        {
            var copy = (Entity)JsonSerializer.Deserialize(json, type)!;
            copy.Settle();
            return copy;
        };
    }

    protected void Note(Acts act) => Acts |= act;

    protected void Touch(string field) => (Touched ??= []).Add(field);
}

/// <summary>Something that remembers who made it and who changed it last.</summary>
internal abstract class Dated : Entity
{
    public DateTimeOffset CreatedTime { get; set; }

    public DateTimeOffset LastEditedTime { get; set; }

    public string CreatedBy { get; set; } = "";

    public string LastEditedBy { get; set; } = "";

    public bool InTrash
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                Note(value ? Acts.Trashed : Acts.Restored);
            }
        }
    }

    public void MarkCreated(DateTimeOffset now, string actor)
    {
        (CreatedTime, CreatedBy) = (now, actor);
        MarkEdited(now, actor);
    }

    public void MarkEdited(DateTimeOffset now, string actor) => (LastEditedTime, LastEditedBy) = (now, actor);
}

/// <summary>Something that stands in another thing.</summary>
internal abstract class Placed : Dated
{
    public ParentRef Parent
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                Note(Acts.Moved);
            }
        }
    } = ParentRef.Workspace;
}

/// <summary>A page or a block: what holds blocks.</summary>
internal abstract class Container : Placed
{
    /// <summary>Ids of the blocks, pages and databases inside, in order. Trashed ones stay in their place.</summary>
    public List<string> Children { get; set; } = [];
}
