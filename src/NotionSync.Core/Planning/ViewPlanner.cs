using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>Compares wanted views with those that are there. A view is known by its id, else by its name and type.</summary>
internal static class ViewPlanner
{
    /// <summary>Notion's name of the view that it makes with a database.</summary>
    public const string DefaultViewName = "Default view";

    /// <summary>The steps for one database.</summary>
    /// <param name="database">What is wanted.</param>
    /// <param name="current">What is there; null when the database is about to be created.</param>
    /// <param name="plan">Notion's plan; what it cannot do is replaced.</param>
    /// <param name="bringBack">Whether views that people deleted are made again.</param>
    public static IEnumerable<SchemaStep.View> Plan(DatabaseMapping database, CurrentDatabase? current, WorkspacePlan plan, bool bringBack)
    {
        var defaultView = current?.Views.Values.FirstOrDefault(view => view is { Name: DefaultViewName, Type: "table" });
        var defaultIsFree = current is null || defaultView is not null;
        foreach (var view in database.Views.Select(view => Fit(database, view, plan)))
        {
            var known = current?.Known.Views.GetValueOrDefault(view.Name) ?? Adopted(view, current);
            if (known is not null && current!.ViewIds.Contains(known.Id))
            {
                if (known.Applied != SchemaFingerprint.Of(view))
                {
                    yield return new SchemaStep.View(view, known.Id, TakesDefault: false) { Database = database };
                }
            }
            else if (known is null || bringBack)
            {
                var takesDefault = defaultIsFree && view.Type == "table";
                defaultIsFree &= !takesDefault;
                yield return new SchemaStep.View(view, takesDefault ? defaultView?.Id : null, takesDefault) { Database = database };
            }
        }
    }

    /// <summary>The views of a database that are there, known or recognised by name.</summary>
    public static ImmutableDictionary<string, KnownView> Recognize(DatabaseMapping database, CurrentDatabase current, WorkspacePlan plan) =>
        database.Views
            .Select(view => Fit(database, view, plan))
            .Select(view => (view.Name, Known: current.Known.Views.GetValueOrDefault(view.Name) ?? Adopted(view, current)))
            .Where(entry => entry.Known is not null)
            .ToImmutableDictionary(entry => entry.Name, entry => entry.Known!);

    // A view that is recognised by its name is taken to be as it should be: people may have arranged it.
    private static KnownView? Adopted(ViewSchema view, CurrentDatabase? current) =>
        current?.Views.Values.FirstOrDefault(candidate => candidate.Name == view.Name && candidate.Type == view.Type) is { } found
            ? new KnownView(found.Id, SchemaFingerprint.Of(view))
            : null;

    /// <summary>The view as the plan can have it: the free one has one chart in the whole workspace; a table grouped by the same property says the same.</summary>
    public static ViewSchema Fit(DatabaseMapping database, ViewSchema view, WorkspacePlan plan)
    {
        if (view.Chart is not { } chart || plan is not WorkspacePlan.Free)
        {
            return view;
        }

        var groupable = chart.By is { } by && database.Find(by)?.Schema is PropertySchema.Select;
        return view with { Type = "table", Chart = null, GroupBy = groupable ? chart.By : null };
    }
}
