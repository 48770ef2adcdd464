using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>
/// Finds the mapped properties among those in Notion: by the id that is known, else by the mark in the description, else by name and
/// type; and a relation's unmarked side through its twin.
/// </summary>
public static class PropertyRecognition
{
    /// <summary>The properties that are there, by database and mapped name; those that are not there are left out.</summary>
    /// <param name="catalog">What is wanted.</param>
    /// <param name="relations">Its relations.</param>
    /// <param name="schemas">What is there, by mapping id.</param>
    /// <param name="known">What was known before, by mapping id.</param>
    public static ImmutableDictionary<string, ImmutableDictionary<string, KnownProperty>> Recognize(
        Catalog catalog,
        RelationMap relations,
        IReadOnlyDictionary<string, DatabaseSnapshot> schemas,
        IReadOnlyDictionary<string, ImmutableDictionary<string, KnownProperty>> known)
    {
        var found = catalog.Databases
            .Where(database => schemas.ContainsKey(database.Id))
            .ToDictionary(database => database.Id, database => Direct(database, schemas[database.Id], Before(known, database.Id)));
        foreach (var relation in relations.All)
        {
            FollowTwin(new RelationSide(relation, IsLeft: true), found, schemas, known);
            FollowTwin(new RelationSide(relation, IsLeft: false), found, schemas, known);
        }

        return found.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.ToImmutableDictionary());
    }

    private static Dictionary<string, KnownProperty> Direct(
        DatabaseMapping database, DatabaseSnapshot schema, ImmutableDictionary<string, KnownProperty> known)
    {
        var found = new Dictionary<string, KnownProperty>();
        var free = schema.Properties.ToDictionary(property => property.Id);
        void Take(Func<PropertyMapping, PropertySnapshot?> find)
        {
            foreach (var property in database.Properties.Where(property => !found.ContainsKey(property.Schema.Name)))
            {
                if (find(property) is { } snapshot)
                {
                    free.Remove(snapshot.Id);
                    found[property.Schema.Name] = new KnownProperty(snapshot.Id, Applied(known, property.Schema.Name, snapshot.Id));
                }
            }
        }

        Take(property => property.Schema is PropertySchema.Title ? free.Values.FirstOrDefault(candidate => candidate.Kind is PropertyKind.Title) : null);
        Take(property => known.TryGetValue(property.Schema.Name, out var before) ? free.GetValueOrDefault(before.Id) : null);

        // A person's copy of a column carries its mark too; the one that still has the mapped name is the likelier original.
        Take(property => free.Values
            .Where(candidate => candidate.Kind == property.Schema.Kind && Marks.IsMarkOf(candidate.Description, property.Schema.Name, candidate.Kind))
            .OrderBy(candidate => candidate.Name == property.Schema.Name ? 0 : 1)
            .ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .FirstOrDefault());
        Take(property => property.Schema is PropertySchema.Relation
            ? null
            : free.Values.FirstOrDefault(candidate => candidate.Name == property.Schema.Name && candidate.Kind == property.Schema.Kind));
        return found;
    }

    private static void FollowTwin(
        RelationSide side,
        Dictionary<string, Dictionary<string, KnownProperty>> found,
        IReadOnlyDictionary<string, DatabaseSnapshot> schemas,
        IReadOnlyDictionary<string, ImmutableDictionary<string, KnownProperty>> known)
    {
        var twinSide = side.Other;
        if (!found.TryGetValue(side.Database, out var here)
            || here.ContainsKey(side.Property)
            || !found.TryGetValue(twinSide.Database, out var there)
            || !there.TryGetValue(twinSide.Property, out var twin))
        {
            return;
        }

        var mirror = schemas[twinSide.Database].Properties.FirstOrDefault(property => property.Id == twin.Id)?.Relation?.MirrorId;
        if (mirror is not null && schemas[side.Database].Properties.Any(property => property.Id == mirror))
        {
            here[side.Property] = new KnownProperty(mirror, Applied(Before(known, side.Database), side.Property, mirror));
        }
    }

    private static ImmutableDictionary<string, KnownProperty> Before(
        IReadOnlyDictionary<string, ImmutableDictionary<string, KnownProperty>> known, string database) =>
        known.GetValueOrDefault(database) ?? ImmutableDictionary<string, KnownProperty>.Empty;

    private static string Applied(ImmutableDictionary<string, KnownProperty> known, string name, string id) =>
        known.TryGetValue(name, out var before) && before.Id == id ? before.Applied : "";
}
