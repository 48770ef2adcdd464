using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Each seed row has a title and a key of its own.</summary>
internal sealed class SeedRowKeys : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        foreach (var database in set.Databases.Where(database => database.Title.Length > 0))
        {
            var keys = new Dictionary<RowKey, SeedRowDraft>();
            foreach (var row in SeedRowDraft.Of(database))
            {
                if (row.Title.Length == 0 && row.Content[database.Title] is null)
                {
                    yield return database.Error(row.Path, $"The row has no title.", $"Give it a value for '{database.Title}'.");
                }
                else if (row.Key.Value.EndsWith('/'))
                {
                    yield return database.Error(row.Path, $"The title '{row.Title}' has no letter or digit to make a key of.", "Add the key 'key'.");
                }
                else if (!keys.TryAdd(row.Key, row))
                {
                    yield return database.Error(
                        row.Path,
                        $"The key '{row.Key}' is taken.",
                        $"The row in line {database.Document.Positions.Value(keys[row.Key].Path).Line} has it; change the title or add the key 'key'.");
                }
            }
        }
    }
}
