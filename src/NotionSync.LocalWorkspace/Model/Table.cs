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

/// <summary>
/// All objects of one kind, which of them changed since the last commit, and how those that were looked up were before, so that work that is
/// refused leaves nothing behind.
/// </summary>
internal sealed class Table<T> where T : Entity
{
    private readonly Dictionary<string, T> _items = [];
    private readonly Dictionary<string, (T Item, Acts Acts)> _changed = [];
    private readonly Dictionary<string, Func<Entity>?> _before = [];
    private bool _isWatching;

    public bool HasChanges => _changed.Count > 0;

    public IReadOnlyCollection<T> All => _items.Values;

    public T? Find(string? id) => id is not null && TryGet(id, out var item) ? item : null;

    public bool TryGet(string id, [NotNullWhen(true)] out T? item)
    {
        if (!_items.TryGetValue(id, out item))
        {
            return false;
        }

        if (_isWatching)
        {
            Watch(item);
        }

        return true;
    }

    /// <summary>A piece of work begins, that is done as a whole or not at all.</summary>
    /// <param name="isWatching">Whether it may write what it looks up.</param>
    public void Begin(bool isWatching)
    {
        _before.Clear();
        _isWatching = isWatching;
    }

    /// <summary>Remembers how an object is that is about to be written and was not looked up by its id.</summary>
    public void Watch(T item)
    {
        if (!_before.ContainsKey(item.Id))
        {
            _before[item.Id] = item.Remember();
        }
    }

    /// <summary>Makes everything what it was when the work began.</summary>
    /// <returns>The objects that stand in the places of those that were looked up.</returns>
    public IReadOnlyList<T> Undo()
    {
        var restored = new List<T>();
        foreach (var (id, before) in _before)
        {
            if (before is null)
            {
                _items.Remove(id);
            }
            else
            {
                _items[id] = (T)before();
                restored.Add(_items[id]);
            }
        }

        _before.Clear();
        _changed.Clear();
        return restored;
    }

    /// <summary>Keeps a new or changed object with the next commit.</summary>
    public T Save(T item)
    {
        var act = _items.ContainsKey(item.Id) ? Acts.None : Acts.Created;
        if (act == Acts.Created)
        {
            _before.TryAdd(item.Id, null);
        }

        _items[item.Id] = item;
        Note(item, act);
        return item;
    }

    public void Remove(string id)
    {
        if (_items.TryGetValue(id, out var item))
        {
            Watch(item);
            _items.Remove(id);
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
        _before.Clear();
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
