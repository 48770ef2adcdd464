using System.Diagnostics.CodeAnalysis;

namespace NotionSync.LocalWorkspace;

/// <summary>All objects of one kind, and which of them changed since the last commit.</summary>
internal sealed class Table<T> where T : Entity
{
    private readonly Dictionary<string, T> _items = [];
    private readonly HashSet<string> _changed = [];

    public bool HasChanges => _changed.Count > 0;

    public IEnumerable<T> All => _items.Values;

    public T? Find(string? id) => id is not null && _items.TryGetValue(id, out var item) ? item : null;

    public bool TryGet(string id, [NotNullWhen(true)] out T? item) => _items.TryGetValue(id, out item);

    /// <summary>Keeps a new or changed object with the next commit.</summary>
    public T Save(T item)
    {
        _items[item.Id] = item;
        _changed.Add(item.Id);
        return item;
    }

    public void Remove(string id)
    {
        _items.Remove(id);
        _changed.Add(id);
    }

    public void Load(T item) => _items[item.Id] = item;

    /// <summary>Ids that changed; an object that is gone has no value.</summary>
    public IReadOnlyList<(string Id, T? Item)> TakeChanges()
    {
        if (_changed.Count == 0)
        {
            return [];
        }

        IReadOnlyList<(string, T?)> changes = [.. _changed.Select(id => (id, Find(id)))];
        _changed.Clear();
        return changes;
    }
}
