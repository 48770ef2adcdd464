using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Names and counts stay within Notion's limits.</summary>
internal sealed class SizeLimits : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        foreach (var database in set.Databases)
        {
            var count = database.Properties.Count;
            if (count > NotionLimits.PropertiesPerDatabase)
            {
                yield return database.ErrorAtKey(
                    "/properties",
                    $"'{database.Id}' has {count} properties with mirrors and common ones, more than Notion's {NotionLimits.PropertiesPerDatabase}.",
                    "Split the database.");
            }

            foreach (var (path, name) in Names(database).Where(entry => entry.Name.Length > NotionLimits.TextCharacters))
            {
                yield return database.ErrorAtKey(
                    path,
                    $"The name '{name[..40]}…' has {name.Length} characters, more than Notion's {NotionLimits.TextCharacters}.",
                    "Shorten it.");
            }

            foreach (var property in database.Mapped.Where(property => property.Name.Trim().Length == 0))
            {
                yield return database.ErrorAtKey(property.Path, $"'{property.Name}' is no name for a property.", "Give it a name.");
            }

            if (database.Content.Rows.Count > NotionLimits.RowsPerDatabase)
            {
                yield return database.ErrorAtKey(
                    "/rows",
                    $"'{database.Id}' has {database.Content.Rows.Count} rows, more than Notion's {NotionLimits.RowsPerDatabase}.",
                    "Remove some.");
            }
        }
    }

    private static IEnumerable<(string Path, string Name)> Names(DatabaseDraft database) =>
    [
        ("/database/title", database.Content.Database.Title),
        .. database.Mapped.Select(property => (property.Path, property.Name)),
        .. database.Content.Views.Index().Select(view => ($"/views/{view.Index}/name", view.Item.Name)),
    ];
}
