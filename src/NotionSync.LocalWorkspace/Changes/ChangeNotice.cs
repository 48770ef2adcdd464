namespace NotionSync.LocalWorkspace;

/// <summary>What one request changed. A subscriber that finds a gap in the sequence was too slow and reads everything anew.</summary>
/// <param name="Sequence">Counts the requests that changed anything, without gaps.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Actor">The id of the user whose request it was.</param>
/// <param name="Changes">One entry per object.</param>
internal sealed record ChangeNotice(long Sequence, DateTimeOffset At, string Actor, IReadOnlyList<ObjectChange> Changes);

/// <summary>What happened to one object. It carries ids and no content.</summary>
/// <param name="Kind">page, database, data_source, view, comment or file_upload; workspace when a snapshot was brought back.</param>
/// <param name="Id">The object's id; it may be gone.</param>
/// <param name="Acts">What happened to it as a whole.</param>
/// <param name="Parent">Where it stands.</param>
internal sealed record ObjectChange(string Kind, string Id, Acts Acts, ParentRef Parent)
{
    /// <summary>Of a page the ids of properties that were written, of a view its parts.</summary>
    public IReadOnlyCollection<string> Fields { get; init; } = [];

    /// <summary>Of a page: the blocks in it that changed.</summary>
    public IReadOnlyList<ChangedBlock> Blocks { get; init; } = [];

    /// <summary>Of a data source: its columns that changed.</summary>
    public IReadOnlyList<ChangedColumn> Columns { get; init; } = [];

    /// <summary>Of a view its type, of a file upload its status.</summary>
    public string? Detail { get; init; }
}

internal sealed record ChangedBlock(string Id, string Type);

/// <param name="Action">created, updated or deleted.</param>
internal sealed record ChangedColumn(string Id, string Name, string Action);
