using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A view names properties that exist and that it can use so.</summary>
internal sealed class ViewProperties : IMappingRule
{
    private static readonly PropertyKind[] NotToGroupBy = [PropertyKind.Rollup, PropertyKind.Formula, PropertyKind.Files];

    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from view in set.Views
        from diagnostic in Check(view.Database, view.Item, view.Path)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, ViewSection view, string path)
    {
        foreach (var (place, name) in Named(database, view, path).Where(named => database.Find(named.Name) is null))
        {
            yield return database.NoProperty(place, name);
        }

        foreach (var twice in view.Show.Index().GroupBy(shown => shown.Item).Where(group => group.Count() > 1))
        {
            yield return database.Error($"{path}/show/{twice.Last().Index}", $"'{twice.Key}' is shown twice.", "Name it once.");
        }

        if (view.GroupBy is { } group && database.Find(group) is { Kind: { } kind } && NotToGroupBy.Contains(kind))
        {
            yield return database.Error(
                $"{path}/groupBy",
                $"'{group}' is a {PropertyTypes.Word(kind)}; rows cannot be grouped by it.",
                "Group by a property that is written, such as a select.");
        }

        foreach (var (key, name) in new[] { ("date", view.Date), ("endDate", view.EndDate) })
        {
            if (name is not null && database.Find(name) is { Kind: not (null or PropertyKind.Date) } other)
            {
                yield return database.Error($"{path}/{key}", $"'{name}' is a {PropertyTypes.Word(other.Kind)}, not a date.", Dates(database));
            }
        }
    }

    private static IEnumerable<(string Path, string Name)> Named(DatabaseDraft database, ViewSection view, string path)
    {
        (string Key, string? Name)[] single = [("groupBy", view.GroupBy), ("date", view.Date), ("endDate", view.EndDate), ("x", view.X), ("of", view.Of)];
        return
        [
            .. single.Where(named => named.Name is not null).Select(named => ($"{path}/{named.Key}", named.Name!)),
            .. view.Show.Index().Select(shown => ($"{path}/show/{shown.Index}", shown.Item)),
            .. view.Sort.Index().Select(sort => ($"{path}/sort/{sort.Index}", SortText.Parse(sort.Item, name => database.Find(name) is not null).Property)),
        ];
    }

    private static string Dates(DatabaseDraft database) =>
        $"Dates here: {string.Join(", ", database.Properties.Where(property => property.Kind is PropertyKind.Date).Select(property => property.Name))}.";
}
