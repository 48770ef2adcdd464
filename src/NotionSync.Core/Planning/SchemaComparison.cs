using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>
/// Compares the configuration of properties that are there with the wanted one. A difference counts only when the mapping changed
/// since it was last applied (or that is not known): otherwise a person made it, and it stands.
/// </summary>
internal static class SchemaComparison
{
    private const string DefaultMirrorLead = "Related to ";

    /// <summary>Relations that still have the name that Notion gave them.</summary>
    public static IEnumerable<string> UnnamedMirrors(DatabaseMapping database, CurrentDatabase current) =>
        from property in database.Properties
        where property.Schema is PropertySchema.Relation
        where current.Known.Properties.TryGetValue(property.Schema.Name, out var known)
            && known.Applied.Length == 0
            && Snapshot(current, known.Id) is { } snapshot
            && snapshot.Name != property.Schema.Name
            && snapshot.Name.StartsWith(DefaultMirrorLead, StringComparison.Ordinal)
        select property.Schema.Name;

    /// <summary>Wanted schemas of properties whose configuration must change.</summary>
    public static IEnumerable<PropertySchema> Changes(
        DatabaseMapping database, CurrentDatabase current, WorkspaceSchema all, RelationMap relations, ImmutableArray<Diagnostic>.Builder remarks)
    {
        foreach (var property in database.Properties)
        {
            if (!current.Known.Properties.TryGetValue(property.Schema.Name, out var known) || Snapshot(current, known.Id) is not { } snapshot)
            {
                continue;
            }

            if (snapshot.Kind != property.Schema.Kind)
            {
                remarks.Add(new Diagnostic(
                    Severity.Warning,
                    $"{database.Title} · {snapshot.Name}",
                    $"is a {snapshot.Kind} in Notion and a {property.Schema.Kind} in {database.File}.",
                    "It is left alone and not written; change its type back in Notion, or delete the column and import again."));
            }
            else if (known.Applied != SchemaFingerprint.Of(property.Schema) && Changed(database, property, snapshot, all, relations) is { } changed)
            {
                yield return changed;
            }
        }
    }

    private static PropertySchema? Changed(
        DatabaseMapping database, PropertyMapping property, PropertySnapshot snapshot, WorkspaceSchema all, RelationMap relations) => property.Schema switch
        {
            PropertySchema.Number number when snapshot.Format != number.Format => number,
            PropertySchema.Select select when WithMissing(select.Options, snapshot) is { } options => select with { Options = options },
            PropertySchema.MultiSelect multi when WithMissing(multi.Options, snapshot) is { } options => multi with { Options = options },
            PropertySchema.Formula formula when !snapshot.Description.EndsWith(formula.Mark ?? "", StringComparison.Ordinal) => formula,
            PropertySchema.Rollup rollup when Differs(database, rollup, snapshot, all, relations) => rollup,
            _ => null,
        };

    // Options that are left out of an update are deleted, so people's own ones are sent along.
    private static ImmutableArray<PropertySchema.SelectOption>? WithMissing(ImmutableArray<PropertySchema.SelectOption> wanted, PropertySnapshot snapshot)
    {
        var there = snapshot.Options.Select(option => option.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<PropertySchema.SelectOption> missing = [.. wanted.Where(option => !there.Contains(option.Name))];
        return missing.IsEmpty
            ? null
            : [.. snapshot.Options.Select(option => new PropertySchema.SelectOption(option.Name, option.Color)), .. missing];
    }

    private static bool Differs(
        DatabaseMapping database, PropertySchema.Rollup rollup, PropertySnapshot snapshot, WorkspaceSchema all, RelationMap relations)
    {
        var via = all.Databases[database.Id].Known.Properties.GetValueOrDefault(rollup.Via)?.Id;
        var of = relations.Side(database.Id, rollup.Via) is { } side && all.Databases.TryGetValue(side.Other.Database, out var other)
            ? other.Known.Properties.GetValueOrDefault(rollup.Of)?.Id
            : null;
        return via is not null && of is not null && snapshot.Rollup is { } there && there != (via, of, rollup.Function);
    }

    private static PropertySnapshot? Snapshot(CurrentDatabase current, string id) => current.Schema.Properties.FirstOrDefault(property => property.Id == id);
}
