using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A rollup goes through a relation to a property that its function can take.</summary>
internal sealed class RollupTargets : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from rollup in database.Mapped
        where rollup is { Kind: PropertyKind.Rollup, Section: not null }
        from diagnostic in Check(set, database, rollup)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(MappingSet set, DatabaseDraft database, PropertyDraft rollup)
    {
        var (path, section) = (rollup.Path, rollup.Section!);
        if (section.Function is { } function && !Aggregation.RollupFunctions.Contains(function))
        {
            yield return database.Error($"{path}/function", $"Unknown function '{function}'.", NearestName.Suggest(function, Aggregation.RollupFunctions));
        }

        if (section.Relation is not { } via)
        {
            yield break;
        }

        if (database.Find(via) is not { } relation)
        {
            yield return database.Error($"{path}/relation", $"'{database.Id}' has no relation '{via}'.", NearestName.Suggest(via, [.. database.Relations]));
        }
        else if (relation.Kind is not (PropertyKind.Relation or null))
        {
            yield return database.Error(
                $"{path}/relation",
                $"'{via}' is a {PropertyTypes.Word(relation.Kind)}, not a relation.",
                NearestName.Suggest(via, [.. database.Relations]));
        }
        else if (set.Find(relation.To) is { } other && Target(database, rollup, other) is { } fault)
        {
            yield return fault;
        }
    }

    private static Diagnostic? Target(DatabaseDraft database, PropertyDraft rollup, DatabaseDraft other)
    {
        var (path, function) = ($"{rollup.Path}/property", rollup.Section!.Function ?? "");
        if (rollup.Section.Property is not { } name)
        {
            return function == "count" ? null : database.ErrorAtKey(
                rollup.Path,
                $"The rollup '{rollup.Name}' names no property.",
                "Add the key 'property'; only 'count' can do without.");
        }

        return other.Find(name) switch
        {
            null => database.Error(path, $"'{other.Id}' has no property '{name}'.", NearestName.Suggest(name, other.Names)),
            { Kind: PropertyKind.Rollup } => database.Error(
                path,
                $"'{name}' of '{other.Id}' is itself a rollup.",
                "Notion cannot roll up a rollup; compute the value as a property of ours and roll that up."),
            { Kind: PropertyKind.Formula } => database.Error(
                path,
                $"'{name}' of '{other.Id}' is a formula.",
                "A formula made through the API is for display only; compute the value as a property of ours and roll that up."),
            { Kind: { } kind } when Aggregation.Needs(function) is { } needed && needed != kind => database.Error(
                $"{rollup.Path}/function",
                $"'{function}' needs a {PropertyTypes.Word(needed)}, and '{name}' of '{other.Id}' is a {PropertyTypes.Word(kind)}.",
                $"For a {PropertyTypes.Word(kind)}: {string.Join(", ", Aggregation.For(kind, Aggregation.RollupFunctions))}."),
            _ => null,
        };
    }
}
