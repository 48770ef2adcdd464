using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>The schema as it will be while a plan grows: which properties exist after each step.</summary>
internal sealed class SchemaDraft
{
    private readonly RelationMap relations;
    private readonly WorkspaceSchema current;
    private readonly HashSet<(string Database, string Property)> present = [];
    private readonly HashSet<(string Database, string Property)> unnamed = [];
    private readonly HashSet<string> existing = [];
    private readonly List<(string Database, string Property)> addedInWave = [];
    private readonly List<(string Database, string Property)> unnamedInWave = [];
    private readonly ImmutableArray<Diagnostic>.Builder remarks = ImmutableArray.CreateBuilder<Diagnostic>();

    public SchemaDraft(Catalog catalog, RelationMap relations, WorkspaceSchema current)
    {
        this.relations = relations;
        this.current = current;
        foreach (var database in catalog.Databases)
        {
            if (current.Databases.TryGetValue(database.Id, out var there))
            {
                existing.Add(database.Id);
                present.UnionWith(there.Known.Properties.Keys.Select(property => (database.Id, property)));
                unnamed.UnionWith(SchemaComparison.UnnamedMirrors(database, there).Select(property => (database.Id, property)));
            }
        }
    }

    public ImmutableArray<Diagnostic> Remarks => remarks.ToImmutable();

    /// <summary>Everything that can be said in the create call.</summary>
    public ImmutableArray<PropertySchema> Create(DatabaseMapping database)
    {
        var properties = ImmutableArray.CreateBuilder<PropertySchema>();
        var reachable = relations.SidesOf(database.Id).Where(side => existing.Contains(side.Other.Database)).Select(side => side.Property).ToHashSet();
        foreach (var property in database.Properties)
        {
            var included = property.Schema switch
            {
                PropertySchema.Relation => reachable.Contains(property.Schema.Name),
                PropertySchema.Rollup rollup => reachable.Contains(rollup.Via) && TargetIsPresent(database, rollup),
                PropertySchema.Formula => false,
                _ => true,
            };
            if (included)
            {
                properties.Add(WithMark(property));
            }
        }

        existing.Add(database.Id);
        foreach (var schema in properties)
        {
            present.Add((database.Id, schema.Name));
            if (relations.Side(database.Id, schema.Name) is { } side)
            {
                MirrorAppears(side);
            }
        }

        return properties.ToImmutable();
    }

    /// <summary>Missing plain properties, relations and rollups that can be had now, names of mirrors, changed configurations.</summary>
    public SchemaStep.Alter FirstWave(DatabaseMapping database)
    {
        var step = new SchemaStep.Alter
        {
            Database = database,
            Add = [.. Missing(database).Where(property => CanAddFirst(database, property)).Select(WithMark)],
            NameMirrors = TakeUnnamed(database),
            Change = current.Databases.TryGetValue(database.Id, out var there)
                ? [.. SchemaComparison.Changes(database, there, current, relations, remarks)]
                : [],
        };
        foreach (var added in step.Add)
        {
            addedInWave.Add((database.Id, added.Name));
            if (relations.Side(database.Id, added.Name) is { } side)
            {
                addedInWave.Add((side.Other.Database, side.Other.Property));
                unnamedInWave.Add((side.Other.Database, side.Other.Property));
            }
        }

        return step;
    }

    /// <summary>What the first wave added is there from now on.</summary>
    public void EndFirstWave()
    {
        present.UnionWith(addedInWave);
        unnamed.UnionWith(unnamedInWave);
    }

    /// <summary>Names of the mirrors that the first wave made, rollups over them, and formulas.</summary>
    public SchemaStep.Alter SecondWave(DatabaseMapping database) => new()
    {
        Database = database,
        Add = [.. Missing(database).Select(WithMark)],
        NameMirrors = TakeUnnamed(database),
    };

    private IEnumerable<PropertyMapping> Missing(DatabaseMapping database) =>
        database.Properties.Where(property => !present.Contains((database.Id, property.Schema.Name)));

    private bool CanAddFirst(DatabaseMapping database, PropertyMapping property) => property.Schema switch
    {
        PropertySchema.Relation => !property.IsMirror,
        PropertySchema.Rollup rollup => present.Contains((database.Id, rollup.Via)) && TargetIsPresent(database, rollup),
        PropertySchema.Formula => false,
        _ => true,
    };

    private bool TargetIsPresent(DatabaseMapping database, PropertySchema.Rollup rollup) =>
        relations.Side(database.Id, rollup.Via) is { } side && present.Contains((side.Other.Database, rollup.Of));

    private void MirrorAppears(RelationSide side)
    {
        present.Add((side.Other.Database, side.Other.Property));
        unnamed.Add((side.Other.Database, side.Other.Property));
    }

    private ImmutableArray<string> TakeUnnamed(DatabaseMapping database)
    {
        ImmutableArray<string> names = [.. database.Properties.Select(property => property.Schema.Name).Where(name => unnamed.Contains((database.Id, name)))];
        unnamed.ExceptWith(names.Select(name => (database.Id, name)));
        return names;
    }

    // A relation may be made from either side, so the side that is made gets the mark even when the mapping declares the other one.
    private static PropertySchema WithMark(PropertyMapping property) => property.Schema.Mark is null
        ? property.Schema with { Mark = Marks.ForProperty(property.Schema, property.Writers, note: null) }
        : property.Schema;
}
