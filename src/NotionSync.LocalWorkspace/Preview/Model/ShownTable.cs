namespace NotionSync.LocalWorkspace.Preview;

/// <param name="Kind">Notion's property type, e.g. <c>multi_select</c>.</param>
/// <param name="IsEditable">Whether a person can write it here.</param>
/// <param name="Width">In pixels; null when the view does not say.</param>
public sealed record ShownColumn(string Id, string Name, string Kind, bool IsEditable, int? Width, IReadOnlyList<ShownOption> Options);

/// <param name="Cells">By column id.</param>
public sealed record ShownRow(string Id, string Href, ShownIcon? Icon, string Title, IReadOnlyDictionary<string, ShownCell> Cells)
{
    public string? Cover { get; init; }

    public ShownCell Cell(string columnId) => Cells.TryGetValue(columnId, out var cell) ? cell : ShownCell.Empty;
}

/// <param name="Option">The option that heads the group, when it is one.</param>
/// <param name="Total">Rows there are; <paramref name="Rows"/> may be fewer.</param>
public sealed record ShownGroup(string Key, string Name, ShownOption? Option, int Total, IReadOnlyList<ShownRow> Rows);
