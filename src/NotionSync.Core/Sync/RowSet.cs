using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>Remembers which of very many rows were met; as <see cref="KeySet"/> for rows of any database.</summary>
internal sealed class RowSet
{
    private readonly Dictionary<string, KeySet> keys = [];

    /// <summary>How many rows there are.</summary>
    public int Count => keys.Values.Sum(set => set.Count);

    /// <summary>Adds a row.</summary>
    public void Add(RowRef row)
    {
        if (!keys.TryGetValue(row.Database, out var ofDatabase))
        {
            keys[row.Database] = ofDatabase = new KeySet();
        }

        ofDatabase.Add(row.Key);
    }

    /// <summary>Adds rows.</summary>
    public void UnionWith(IEnumerable<RowRef> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    /// <summary>Takes a row out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(RowRef row) => keys.TryGetValue(row.Database, out var ofDatabase) && ofDatabase.Remove(row.Key);

    /// <summary>Whether a row was added.</summary>
    public bool Contains(RowRef row) => keys.TryGetValue(row.Database, out var ofDatabase) && ofDatabase.Contains(row.Key);
}
