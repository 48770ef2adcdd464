namespace NotionSync.LocalWorkspace;

internal sealed record FilePart(string Id, int Part, byte[] Bytes);

/// <summary>What was uploaded.</summary>
internal sealed class FileBytes
{
    private readonly Dictionary<string, SortedDictionary<int, byte[]>> _parts = [];
    private readonly List<FilePart> _changes = [];

    public void Put(string id, int part, byte[] bytes)
    {
        Load(id, part, bytes);
        _changes.Add(new FilePart(id, part, bytes));
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
    }

    public IReadOnlyList<FilePart> TakeChanges()
    {
        IReadOnlyList<FilePart> changes = [.. _changes];
        _changes.Clear();
        return changes;
    }
}
