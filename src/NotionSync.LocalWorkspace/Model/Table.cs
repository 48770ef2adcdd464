using System.Diagnostics.CodeAnalysis;

namespace NotionSync.LocalWorkspace;

/// <summary>An object that changed.</summary>
/// <param name="Item">As it is now, or as it was when it was removed.</param>
/// <param name="Acts">What happened to it.</param>
/// <param name="Fields">What of it was written, where it tells.</param>
internal sealed record Change<T>(T Item, Acts Acts, IReadOnlyCollection<string> Fields) where T : Entity
{
    public bool IsRemoved => Acts.HasFlag(Acts.Removed);
}

/// <summary>All objects of one kind, and which of them changed since the last commit.</summary>
internal sealed class Table<T> where T : Entity
{
    private readonly Dictionary<string, T> _items = [];
    private readonly Dictionary<string, (T Item, Acts Acts)> _changed = [];

    public bool HasChanges => _changed.Count > 0;

    public IReadOnlyCollection<T> All => _items.Values;

    public T? Find(string? id) => id is not null && _items.TryGetValue(id, out var item) ? item : null;

    public bool TryGet(string id, [NotNullWhen(true)] out T? item) => _items.TryGetValue(id, out item);

    /// <summary>Keeps a new or changed object with the next commit.</summary>
    public T Save(T item)
    {
        var act = _items.ContainsKey(item.Id) ? Acts.None : Acts.Created;
        _items[item.Id] = item;
        Note(item, act);
        return item;
    }

    public void Remove(string id)
    {
        if (_items.Remove(id, out var item))
        {
            Note(item, Acts.Removed);
        }
    }

    public void Load(T item)
    {
        _items[item.Id] = item;
        item.Settle();
    }

    /// <summary>All of them, as if they had just been made.</summary>
    public IReadOnlyList<Change<T>> Everything() => [.. _items.Values.Select(item => new Change<T>(item, Acts.Created, []))];

    public void Clear()
    {
        _items.Clear();
        _changed.Clear();
    }

    /// <summary>What changed since the last time that this was asked.</summary>
    public IReadOnlyList<Change<T>> TakeChanges()
    {
        if (_changed.Count == 0)
        {
            return [];
        }

        IReadOnlyList<Change<T>> changes = [.. _changed.Values.Select(change => Taken(change.Item, change.Acts))];
        _changed.Clear();
        return changes;
    }

    private static Change<T> Taken(T item, Acts acts)
    {
        // Made and placed in one go is not moved.
        acts |= acts.HasFlag(Acts.Created) ? item.Acts & ~Acts.Moved : item.Acts;
        var change = new Change<T>(item, acts, item.Touched ?? []);
        item.Settle();
        return change;
    }

    private void Note(T item, Acts act)
    {
        var before = _changed.GetValueOrDefault(item.Id).Acts;
        _changed[item.Id] = (item, (act == Acts.Created ? before & ~Acts.Removed : before) | act);
    }
}
