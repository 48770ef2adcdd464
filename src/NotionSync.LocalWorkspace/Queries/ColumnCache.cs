namespace NotionSync.LocalWorkspace;

/// <summary>
/// Stored cells of columns that queries look through, in the order of rows: to find them anew in every row takes most of a query's time.
/// A row is forgotten when it is saved, a data source when its schema changes.
/// </summary>
internal sealed class ColumnCache
{
    private readonly Dictionary<string, Dictionary<string, Cell?[]>> _sources = [];

    /// <summary>Cells by the places of rows; those that nobody looked at yet are null.</summary>
    public Cell?[] Of(string sourceId, string propertyId, int rows)
    {
        if (!_sources.TryGetValue(sourceId, out var columns))
        {
            _sources[sourceId] = columns = [];
        }

        if (!columns.TryGetValue(propertyId, out var cells) || cells.Length < rows)
        {
            Array.Resize(ref cells, rows + (rows / 4) + 16);
            columns[propertyId] = cells;
        }

        return cells;
    }

    public void Forget(Page row)
    {
        if (row.Parent.Kind == "data_source_id" && _sources.TryGetValue(row.Parent.Id, out var columns))
        {
            foreach (var cells in columns.Values.Where(cells => row.Row < cells.Length))
            {
                cells[row.Row] = null;
            }
        }
    }

    public void Forget(string sourceId) => _sources.Remove(sourceId);

    public void Clear() => _sources.Clear();
}
