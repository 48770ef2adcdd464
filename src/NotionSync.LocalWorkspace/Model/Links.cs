namespace NotionSync.LocalWorkspace;

/// <summary>A change to the links, to be kept.</summary>
/// <param name="Sequence">Null removes the link.</param>
internal sealed record LinkChange(string Property, string Page, string Target, long? Sequence);

/// <summary>Which pages a page refers to, per relation property and in order. Each side of a two-way relation has its own entries.</summary>
internal sealed class Links
{
    private readonly Dictionary<(string Property, string Page), List<string>> _targets = [];
    private readonly List<LinkChange> _changes = [];
    private readonly Dictionary<(string Property, string Page), List<string>> _before = [];
    private Action? _load;
    private long _sequence;

    private Dictionary<(string Property, string Page), List<string>> Targets
    {
        get
        {
            Load();
            return _targets;
        }
    }

    /// <summary>Property ids are only unique within their data source.</summary>
    public static string Key(DataSource source, Property property) => property.LinksKey ??= $"{source.Id}/{property.Id}";

    /// <summary>Says how the links of a file are read, once somebody asks for one.</summary>
    public void LoadWith(Action load) => _load = load;

    public void Load()
    {
        _load?.Invoke();
        _load = null;
    }

    public IReadOnlyList<string> Of(string property, string page) => Targets.TryGetValue((property, page), out var targets) ? targets : [];

    public void Add(string property, string page, string target)
    {
        if (!Targets.TryGetValue((property, page), out var targets))
        {
            Targets[(property, page)] = targets = [];
        }

        if (!targets.Contains(target))
        {
            Watch((property, page), targets);
            targets.Add(target);
            _changes.Add(new LinkChange(property, page, target, ++_sequence));
        }
    }

    public void Remove(string property, string page, string target)
    {
        if (Targets.TryGetValue((property, page), out var targets) && targets.Contains(target))
        {
            Watch((property, page), targets);
            targets.Remove(target);
            _changes.Add(new LinkChange(property, page, target, null));
        }
    }

    public void RemoveProperty(string property)
    {
        foreach (var (key, targets) in Targets.Where(entry => entry.Key.Property == property).ToList())
        {
            _changes.AddRange(targets.Select(target => new LinkChange(property, key.Page, target, null)));
            Watch(key, targets);
            Targets.Remove(key);
        }
    }

    /// <summary>A piece of work begins, that is done as a whole or not at all.</summary>
    public void Begin() => _before.Clear();

    /// <summary>Makes them what they were when the work began.</summary>
    public void Undo()
    {
        foreach (var (key, targets) in _before)
        {
            Targets[key] = targets;
        }

        _before.Clear();
        _changes.Clear();
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

    /// <summary>All of them, as if they had just been made.</summary>
    public IReadOnlyList<LinkChange> Everything()
    {
        var sequence = 0L;
        return [.. Targets.SelectMany(entry => entry.Value.Select(target => new LinkChange(entry.Key.Property, entry.Key.Page, target, ++sequence)))];
    }

    public void Clear()
    {
        _targets.Clear();
        _changes.Clear();
        _before.Clear();
        (_load, _sequence) = (null, 0);
    }

    public IReadOnlyList<LinkChange> TakeChanges()
    {
        IReadOnlyList<LinkChange> changes = [.. _changes];
        _changes.Clear();
        return changes;
    }

    private void Watch((string Property, string Page) key, List<string> targets)
    {
        if (!_before.ContainsKey(key))
        {
            _before[key] = [.. targets];
        }
    }
}
