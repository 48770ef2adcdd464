using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A property has the keys that its type needs and none that belong to another.</summary>
internal sealed class KeysOfTypes : IMappingRule
{
    private static readonly (string Key, PropertyKind[] Kinds)[] Owners =
    [
        ("format", [PropertyKind.Number]),
        ("options", [PropertyKind.Select, PropertyKind.MultiSelect]),
        ("open", [PropertyKind.Select, PropertyKind.MultiSelect]),
        ("people", [PropertyKind.Select]),
        ("to", [PropertyKind.Relation]),
        ("mirror", [PropertyKind.Relation]),
        ("relation", [PropertyKind.Rollup]),
        ("property", [PropertyKind.Rollup]),
        ("function", [PropertyKind.Rollup]),
        ("expression", [PropertyKind.Formula]),
        ("tolerance", [PropertyKind.Number]),
        ("silence", [PropertyKind.Number]),
    ];

    private static readonly (string Key, PropertyKind[] Kinds)[] Needed =
    [
        ("to", [PropertyKind.Relation]),
        ("mirror", [PropertyKind.Relation]),
        ("relation", [PropertyKind.Rollup]),
        ("function", [PropertyKind.Rollup]),
        ("expression", [PropertyKind.Formula]),
    ];

    private static readonly string[] NotForComputed = ["value", "samples", "missing"];

    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from property in database.Mapped
        from diagnostic in Check(database, property)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, PropertyDraft property)
    {
        if (property.Kind is not { } kind)
        {
            yield break;
        }

        bool Has(string key) => database.Document.Positions.Contains($"{property.Path}/{key}");
        var type = PropertyTypes.Word(kind);
        foreach (var (key, kinds) in Owners.Where(owner => Has(owner.Key) && !owner.Kinds.Contains(kind)))
        {
            yield return database.ErrorAtKey(
                $"{property.Path}/{key}",
                $"The key '{key}' is not for the type '{type}'.",
                $"It belongs to {string.Join(" and ", kinds.Select(owner => PropertyTypes.Word(owner)))}; remove it or change the type.");
        }

        bool IsOutOfPlace(string key) => property.IsComputed || (kind is PropertyKind.Relation or PropertyKind.Title && key is "samples");
        foreach (var key in NotForComputed.Where(key => Has(key) && IsOutOfPlace(key)))
        {
            yield return database.ErrorAtKey($"{property.Path}/{key}", $"The key '{key}' is not for the type '{type}'.", "Remove it.");
        }

        foreach (var (key, _) in Needed.Where(needed => needed.Kinds.Contains(kind) && !Has(needed.Key)))
        {
            yield return database.ErrorAtKey(property.Path, $"'{property.Name}' is a {type} without the key '{key}'.", "Add it.");
        }
    }
}
