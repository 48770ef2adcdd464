namespace NotionSync.LocalWorkspace;

/// <summary>The whole workspace as it was, under names: rows, links, files, tokens. They are kept in memory as long as the server runs.</summary>
internal sealed class Snapshots(Workspace workspace) : IDisposable
{
    private readonly SortedDictionary<string, (WorkspaceFile File, DateTimeOffset At)> _taken = new(StringComparer.Ordinal);

    public IEnumerable<(string Name, DateTimeOffset At)> All => _taken.Select(each => (each.Key, each.Value.At));

    /// <summary>Takes one; an older one of the same name is replaced.</summary>
    public void Take(string name, DateTimeOffset now)
    {
        Delete(name);
        var file = new WorkspaceFile(":memory:");
        file.Keep(WorkspaceChanges.Everything(workspace));
        _taken[name] = (file, now);
    }

    /// <summary>Makes the workspace what it was.</summary>
    /// <returns>False when there is no snapshot of that name.</returns>
    public bool Restore(string name)
    {
        if (!_taken.TryGetValue(name, out var taken))
        {
            return false;
        }

        workspace.Clear();
        taken.File.Load(workspace);
        workspace.Links.Load();
        foreach (var page in workspace.Pages.All)
        {
            page.LoadValues();
        }

        return true;
    }

    public void Delete(string name)
    {
        if (_taken.Remove(name, out var taken))
        {
            taken.File.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var (file, _) in _taken.Values)
        {
            file.Dispose();
        }
    }
}
