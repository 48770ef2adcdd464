using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Finds out what is there of the wanted databases. Reads only.</summary>
internal sealed class SchemaReader(Catalog catalog, RelationMap relations, IWorkspace workspace, IStateStore state, EngineOptions options)
{
    /// <summary>
    /// Databases that are known by id, and those that lie on the parent page under our mark. Two reads per database; views are read
    /// one by one only where a wanted one is not known, or on <paramref name="refresh"/>.
    /// </summary>
    public async Task<WorkspaceSchema> ReadAsync(bool refresh, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var known = (await state.ReadDatabasesAsync(cancellationToken)).Where(database => database.DatabaseId is not null).ToDictionary(database => database.Id);
        await AdoptAsync(known, cancellationToken);

        var schemas = new Dictionary<string, DatabaseSnapshot>();
        foreach (var database in catalog.Databases.Where(database => known.ContainsKey(database.Id)))
        {
            progress.Report(new EngineStep("Reading schemas", database.Id, schemas.Count, known.Count));
            schemas[database.Id] = await ReadSchemaAsync(database, known[database.Id], cancellationToken);
        }

        var properties = PropertyRecognition.Recognize(catalog, relations, schemas, known.ToDictionary(entry => entry.Key, entry => entry.Value.Properties));
        var current = ImmutableDictionary.CreateBuilder<string, CurrentDatabase>();
        foreach (var database in catalog.Databases.Where(database => known.ContainsKey(database.Id)))
        {
            current[database.Id] = await WithViewsAsync(
                database, known[database.Id] with { Properties = properties[database.Id] }, schemas[database.Id], refresh, cancellationToken);
        }

        return new WorkspaceSchema(current.ToImmutable());
    }

    private async Task AdoptAsync(Dictionary<string, KnownDatabase> known, CancellationToken cancellationToken)
    {
        if (catalog.Databases.All(database => known.ContainsKey(database.Id)))
        {
            return;
        }

        await foreach (var found in workspace.ListDatabasesAsync(options.ParentPageId, cancellationToken))
        {
            // A person's copy of a database carries the mark too and stands after the original.
            if (Marks.DatabaseId(found.Description) is { } id && catalog.Databases.Any(database => database.Id == id) && !known.ContainsKey(id))
            {
                known[id] = new KnownDatabase
                {
                    Id = id,
                    DatabaseId = found.DatabaseId,
                    DataSourceId = found.DataSourceId,
                    ParentPageId = options.ParentPageId,
                };
            }
        }
    }

    private async Task<DatabaseSnapshot> ReadSchemaAsync(DatabaseMapping database, KnownDatabase known, CancellationToken cancellationToken) =>
        await workspace.ReadDatabaseAsync(known.DataSourceId!, cancellationToken) switch
        {
            { InTrash: false } schema => schema,
            null => throw new WorkspaceException(
                WorkspaceFault.NotFound,
                $"The database '{database.Title}' ({database.Id}) cannot be found. Share it with the connection again; if it was deleted for good, "
                + "move the state store away and import: everything else is adopted and this database is made anew."),
            _ => throw new WorkspaceException(
                WorkspaceFault.InTrash,
                $"The database '{database.Title}' ({database.Id}) is in the trash. Restore it in Notion, or take {database.File} out of the mappings."),
        };

    private async Task<CurrentDatabase> WithViewsAsync(
        DatabaseMapping database, KnownDatabase known, DatabaseSnapshot schema, bool refresh, CancellationToken cancellationToken)
    {
        ImmutableArray<string> ids = [.. await workspace.ListViewsAsync(known.DatabaseId!, cancellationToken)];
        var knownIds = known.Views.Values.Select(view => view.Id).ToHashSet();
        var readAll = refresh || database.Views.Any(view => !known.Views.ContainsKey(view.Name));
        var views = ImmutableDictionary.CreateBuilder<string, ViewSnapshot>();
        foreach (var id in ids.Where(id => readAll && (refresh || !knownIds.Contains(id))))
        {
            if (await workspace.ReadViewAsync(id, cancellationToken) is { } view)
            {
                views[id] = view;
            }
        }

        var current = new CurrentDatabase(known, schema, ids, views.ToImmutable());
        return current with { Known = known with { Views = ViewPlanner.Recognize(database, current, options.Plan) } };
    }
}
