using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A chart has a shape that there is, over properties that Notion can chart.</summary>
internal sealed class ViewCharts : IMappingRule
{
    private static readonly PropertyKind[] NotToChart = [PropertyKind.Rollup, PropertyKind.Formula, PropertyKind.Files];

    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from view in set.Views
        where view.Item is { Type: "chart", Chart: not null }
        from diagnostic in Shape(view.Database, view.Item, view.Path).Concat(Axes(view.Database, view.Item, view.Path))
        select diagnostic;

    private static IEnumerable<Diagnostic> Shape(DatabaseDraft database, ViewSection view, string path)
    {
        if (!Words.ChartTypes.Contains(view.Chart!))
        {
            yield return database.Error($"{path}/chart", $"Unknown chart '{view.Chart}'.", NearestName.Suggest(view.Chart!, Words.ChartTypes));
        }
        else if (view is { Chart: "number", X: not null })
        {
            yield return database.ErrorAtKey($"{path}/x", "A number chart has no axis.", "Remove the key 'x', or take a column chart.");
        }
        else if (view is { Chart: not "number", X: null })
        {
            yield return database.Error(path, $"The chart '{view.Name}' has no 'x'.", "Add the property of its axis.");
        }

        if (view.Aggregate is { } aggregate && !Aggregation.ChartFunctions.Contains(aggregate))
        {
            yield return database.Error($"{path}/aggregate", $"Unknown aggregate '{aggregate}'.", NearestName.Suggest(aggregate, Aggregation.ChartFunctions));
        }
        else if (view is { Aggregate: not (null or "count"), Of: null })
        {
            yield return database.Error(path, $"The chart '{view.Name}' has no property to take the {view.Aggregate} of.", "Add the key 'of'.");
        }
        else if (view is { Aggregate: null or "count", Of: not null })
        {
            yield return database.ErrorAtKey(
                $"{path}/of",
                "A count is of rows, not of a property.",
                "Remove the key 'of', or name an 'aggregate' such as sum.");
        }
    }

    private static IEnumerable<Diagnostic> Axes(DatabaseDraft database, ViewSection view, string path)
    {
        foreach (var (key, name) in new[] { ("x", view.X), ("of", view.Of) })
        {
            if (name is not null && database.Find(name) is { Kind: { } kind } && NotToChart.Contains(kind))
            {
                yield return database.Error(
                    $"{path}/{key}",
                    $"'{name}' is a {PropertyTypes.Word(kind)}, which Notion does not chart.",
                    "Chart a property that is written.");
            }
        }

        if (view is { Aggregate: { } aggregate, Of: { } of } && Aggregation.Needs(aggregate) is { } needed
            && database.Find(of) is { Kind: { } target } && target != needed && !NotToChart.Contains(target))
        {
            yield return database.Error(
                $"{path}/aggregate",
                $"'{aggregate}' needs a {PropertyTypes.Word(needed)}, and '{of}' is a {PropertyTypes.Word(target)}.",
                $"For a {PropertyTypes.Word(target)}: {string.Join(", ", Aggregation.For(target, Aggregation.ChartFunctions))}.");
        }
    }
}
