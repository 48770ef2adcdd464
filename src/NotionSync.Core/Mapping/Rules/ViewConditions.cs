using System.Text.Json.Nodes;
using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A view's conditions use operators of the property's kind with values that they take.</summary>
internal sealed class ViewConditions : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from view in set.Views
        from condition in view.Item.Where.Index()
        from diagnostic in Check(view.Database, condition.Item, $"{view.Path}/where/{condition.Index}")
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, JsonObject condition, string path)
    {
        if (ConditionText.Parse(condition) is not { } parsed)
        {
            yield return database.Error(path, "This is no condition.", "Write { property: NAME, OPERATOR: VALUE } with one operator.");
            yield break;
        }

        var place = PositionMap.Join(path, parsed.Operator);
        switch (database.Find(parsed.Property))
        {
            case null:
                yield return database.NoProperty($"{path}/property", parsed.Property);
                break;
            case { Kind: PropertyKind.Formula }:
                yield return database.Error(
                    $"{path}/property",
                    $"'{parsed.Property}' is a formula, which Notion does not filter.",
                    "Filter by a property that is written.");
                break;
            case { Kind: { } kind } when Operators.For(kind) is var operators && !operators.Contains(parsed.Operator):
                yield return database.ErrorAtKey(
                    place,
                    $"'{parsed.Operator}' is no operator for a {PropertyTypes.Word(kind)}.",
                    NearestName.Suggest(parsed.Operator, operators));
                break;
            case { Kind: { } kind } when !Operators.Takes(kind, parsed.Operator, parsed.Value):
                yield return database.Error(
                    place,
                    $"'{parsed.Operator}' of a {PropertyTypes.Word(kind)} cannot take this value.",
                    $"Write {Operators.Expected(kind, parsed.Operator)}.");
                break;
            case { Kind: PropertyKind.Select or PropertyKind.MultiSelect, IsOpen: false } property when SeedValues.Texts(parsed.Value) is { } names:
                foreach (var name in names.Where(name => !property.Options.Contains(name)))
                {
                    yield return database.Error(place, $"'{name}' is no option of '{parsed.Property}'.", NearestName.Suggest(name, property.Options));
                }

                break;
        }
    }
}
