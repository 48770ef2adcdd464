namespace NotionSync.LocalWorkspace;

/// <summary>A change to the links, to be kept.</summary>
/// <param name="Sequence">Null removes the link.</param>
internal sealed record LinkChange(string Property, string Page, string Target, long? Sequence);

/// <summary>Which pages a page refers to, per relation property and in order. Each side of a two-way relation has its own entries.</summary>
internal sealed class Links
{
    private readonly Dictionary<(string Property, string Page), List<string>> _targets = [];
    private readonly List<LinkChange> _changes = [];
    private long _sequence;

    /// <summary>Property ids are only unique within their data source.</summary>
    public static string Key(DataSource source, Property property) => $"{source.Id}/{property.Id}";

    public IReadOnlyList<string> Of(string property, string page) => _targets.TryGetValue((property, page), out var targets) ? targets : [];

    public void Add(string property, string page, string target)
    {
        if (!_targets.TryGetValue((property, page), out var targets))
        {
            _targets[(property, page)] = targets = [];
        }

        if (!targets.Contains(target))
        {
            targets.Add(target);
            _changes.Add(new LinkChange(property, page, target, ++_sequence));
        }
    }

    public void Remove(string property, string page, string target)
    {
        if (_targets.TryGetValue((property, page), out var targets) && targets.Remove(target))
        {
            _changes.Add(new LinkChange(property, page, target, null));
        }
    }

    public void RemoveProperty(string property)
    {
        foreach (var (key, targets) in _targets.Where(entry => entry.Key.Property == property).ToList())
        {
            _changes.AddRange(targets.Select(target => new LinkChange(property, key.Page, target, null)));
            _targets.Remove(key);
        }
    }

    public void Load(string property, string page, string target, long sequence)
    {
        if (!_targets.TryGetValue((property, page), out var targets))
        {
            _targets[(property, page)] = targets = [];
        }

        targets.Add(target);
        _sequence = Math.Max(_sequence, sequence);
    }

    public IReadOnlyList<LinkChange> TakeChanges()
    {
        IReadOnlyList<LinkChange> changes = [.. _changes];
        _changes.Clear();
        return changes;
    }
}
