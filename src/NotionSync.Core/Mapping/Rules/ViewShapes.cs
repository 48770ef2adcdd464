using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A view has a type that we know, the keys that its type needs, and none that belong to another.</summary>
internal sealed class ViewShapes : IMappingRule
{
    private static readonly (string Key, string[] Types)[] Owners =
    [
        ("groupBy", ["table", "board"]),
        ("date", ["calendar", "timeline"]),
        ("endDate", ["timeline"]),
        ("chart", ["chart"]),
        ("x", ["chart"]),
        ("aggregate", ["chart"]),
        ("of", ["chart"]),
    ];

    private static readonly (string Key, string[] Types)[] Needed =
    [
        ("groupBy", ["board"]),
        ("date", ["calendar", "timeline"]),
        ("chart", ["chart"]),
    ];

    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from view in set.Views
        where view.Item.Type.Length > 0
        from diagnostic in Check(view.Database, view.Item, view.Path)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, ViewSection view, string path)
    {
        if (!Words.ViewTypes.Contains(view.Type))
        {
            yield return database.Error($"{path}/type", $"Unknown type of view '{view.Type}'.", NearestName.Suggest(view.Type, Words.ViewTypes));
            yield break;
        }

        bool Has(string key) => database.Places.Contains($"{path}/{key}");
        foreach (var (key, types) in Owners.Where(owner => Has(owner.Key) && !owner.Types.Contains(view.Type)))
        {
            yield return database.ErrorAtKey(
                $"{path}/{key}",
                $"The key '{key}' is not for a {view.Type}.",
                $"It belongs to {string.Join(" and ", types)}; remove it or change the type.");
        }

        foreach (var (key, _) in Needed.Where(needed => needed.Types.Contains(view.Type) && !Has(needed.Key)))
        {
            yield return database.Error(path, $"The {view.Type} '{view.Name}' has no '{key}'.", "Add it.");
        }

        if (view.Type == "chart" && view.Show.Count > 0)
        {
            yield return database.ErrorAtKey($"{path}/show", "A chart shows no columns.", "Remove the key 'show'.");
        }
    }
}
