using System.Text.Json.Nodes;
using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A seed row links rows that the files have.</summary>
internal sealed class SeedRowLinks : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        var indexes = set.Databases.ToDictionary(database => database, database => new SeedRowIndex(database));
        foreach (var row in set.Databases.SelectMany(SeedRowDraft.Of))
        {
            foreach (var (name, node) in row.Members)
            {
                if (row.Database.Find(name) is { Kind: PropertyKind.Relation } relation && set.Find(relation.To) is { } other)
                {
                    foreach (var fault in Check(row.Database, PositionMap.Join(row.Path, name), relation, node, other, indexes[other]))
                    {
                        yield return fault;
                    }
                }
            }
        }
    }

    private static IEnumerable<Diagnostic> Check(
        DatabaseDraft database, string path, PropertyDraft relation, JsonNode? node, DatabaseDraft other, SeedRowIndex rows)
    {
        if (node is null)
        {
            yield break;
        }

        if (SeedValues.Texts(node) is not { } titles)
        {
            yield return database.Error(
                path,
                $"The links of '{relation.Name}' are not titles.",
                $"Write the title of a row of '{other.Id}' or a list of titles.");
            yield break;
        }

        foreach (var (index, title) in titles.Index())
        {
            var place = node is JsonArray ? $"{path}/{index}" : path;
            var found = rows.Find(title);
            if (found.Count == 0)
            {
                yield return database.Error(place, $"'{other.Id}' has no row '{title}'.", NearestName.Suggest(title, rows.Titles));
            }
            else if (found.Count > 1)
            {
                yield return database.Error(
                    place,
                    $"'{title}' is the title of {found.Count} rows of '{other.Id}'.",
                    $"Name one by its key: {string.Join(", ", found.Select(row => row.Key))}.");
            }
        }
    }
}
