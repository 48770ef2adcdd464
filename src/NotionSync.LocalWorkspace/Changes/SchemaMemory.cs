using System.Text.Json;

namespace NotionSync.LocalWorkspace;

/// <summary>What the columns of data sources were, so that a change of one can be told.</summary>
internal sealed class SchemaMemory
{
    private readonly Dictionary<string, Dictionary<string, (string Name, string Json)>> _known;

    public SchemaMemory(IEnumerable<DataSource> sources) => _known = sources.ToDictionary(source => source.Id, Columns);

    /// <returns>The columns that are not as they were when this was asked before.</returns>
    public IReadOnlyList<ChangedColumn> Learn(DataSource source)
    {
        var before = _known.GetValueOrDefault(source.Id) ?? [];
        var after = Columns(source);
        _known[source.Id] = after;
        return
        [
            .. after.Where(column => !before.ContainsKey(column.Key)).Select(column => new ChangedColumn(column.Key, column.Value.Name, "created")),
            .. after.Where(column => before.TryGetValue(column.Key, out var old) && old != column.Value).Select(column => new ChangedColumn(column.Key, column.Value.Name, "updated")),
            .. before.Where(column => !after.ContainsKey(column.Key)).Select(column => new ChangedColumn(column.Key, column.Value.Name, "deleted")),
        ];
    }

    private static Dictionary<string, (string Name, string Json)> Columns(DataSource source) =>
        source.Properties.ToDictionary(property => property.Id, property => (property.Name, JsonSerializer.Serialize(property, WorkspaceJson.Default.Property)));
}
