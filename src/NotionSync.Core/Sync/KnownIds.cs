using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Ids of databases and properties as they are known at this moment of a run.</summary>
internal sealed class KnownIds(IReadOnlyDictionary<string, KnownDatabase> databases, RelationMap relations) : ISchemaIds
{
    /// <inheritdoc/>
    public string DataSourceId(string database) => databases[database].DataSourceId
        ?? throw new InvalidOperationException($"Database '{database}' has no data source yet.");

    /// <inheritdoc/>
    public string? PropertyId(string database, string property) =>
        databases.TryGetValue(database, out var known) && known.Properties.TryGetValue(property, out var found) ? found.Id : null;

    /// <inheritdoc/>
    public string? RelatedDatabase(string database, string relation) => relations.Side(database, relation)?.Other.Database;
}
