namespace NotionSync.LocalWorkspace;

internal sealed record FilePart(string Id, int Part, byte[] Bytes);

/// <summary>What was uploaded.</summary>
internal sealed class FileBytes
{
    private readonly Dictionary<string, SortedDictionary<int, byte[]>> _parts = [];
    private readonly List<FilePart> _changes = [];
    private readonly Dictionary<(string Id, int Part), byte[]?> _before = [];

    public void Put(string id, int part, byte[] bytes)
    {
        _before.TryAdd((id, part), _parts.GetValueOrDefault(id)?.GetValueOrDefault(part));
        Load(id, part, bytes);
        _changes.Add(new FilePart(id, part, bytes));
    }

    /// <summary>A piece of work begins, that is done as a whole or not at all.</summary>
    public void Begin() => _before.Clear();

    /// <summary>Makes everything what it was when the work began.</summary>
    public void Undo()
    {
        foreach (var ((id, part), bytes) in _before)
        {
            if (bytes is not null)
            {
                _parts[id][part] = bytes;
            }
            else if (_parts[id].Remove(part) && _parts[id].Count == 0)
            {
                _parts.Remove(id);
            }
        }

        _before.Clear();
        _changes.Clear();
    }

    public void Load(string id, int part, byte[] bytes)
    {
        if (!_parts.TryGetValue(id, out var parts))
        {
            _parts[id] = parts = [];
        }

        parts[part] = bytes;
    }

    public byte[]? Of(string id) => _parts.TryGetValue(id, out var parts) ? [.. parts.Values.SelectMany(bytes => bytes)] : null;

    public long LengthOf(string id) => _parts.TryGetValue(id, out var parts) ? parts.Values.Sum(bytes => (long)bytes.Length) : 0;

    public IReadOnlyList<FilePart> Everything() => [.. _parts.SelectMany(file => file.Value.Select(part => new FilePart(file.Key, part.Key, part.Value)))];

    public void Clear()
    {
        _parts.Clear();
        _changes.Clear();
        _before.Clear();
    }

    public IReadOnlyList<FilePart> TakeChanges()
    {
        IReadOnlyList<FilePart> changes = [.. _changes];
        _changes.Clear();
        return changes;
    }
}
