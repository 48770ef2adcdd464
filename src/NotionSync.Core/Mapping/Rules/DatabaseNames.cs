using System.Text.RegularExpressions;
using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Ids and titles of databases are well formed and given once.</summary>
internal sealed partial class DatabaseNames : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        var ids = new Dictionary<string, DatabaseDraft>();
        var titles = new Dictionary<string, DatabaseDraft>(StringComparer.OrdinalIgnoreCase);
        foreach (var database in set.Databases)
        {
            if (database.Id.Length > 0 && !Id().IsMatch(database.Id))
            {
                yield return database.Error(
                    "/database/id",
                    $"The id '{database.Id}' is not a short name.",
                    "Use lower-case letters, digits and dashes, beginning with a letter.");
            }

            if (database.Id.Length > 0 && !ids.TryAdd(database.Id, database))
            {
                yield return database.Error(
                    "/database/id",
                    $"The id '{database.Id}' is taken.",
                    $"'{ids[database.Id].Document.File}' has it already; give each database its own.");
            }

            var title = database.Content.Database.Title;
            if (title.Length > 0 && !titles.TryAdd(title, database))
            {
                yield return database.Error(
                    "/database/title",
                    $"The title '{title}' is taken.",
                    $"'{titles[title].Document.File}' has it already; give each database its own.");
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex Id();
}
