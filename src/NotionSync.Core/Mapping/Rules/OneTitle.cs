using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A database has exactly one title.</summary>
internal sealed class OneTitle : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        foreach (var database in set.Databases)
        {
            PropertyDraft[] titles = [.. database.Mapped.Where(property => property.Kind is PropertyKind.Title)];
            if (titles.Length == 0 && database.Mapped.All(property => property.Kind is not null))
            {
                yield return database.ErrorAtKey("/properties", $"'{database.Id}' has no title property.", "Give one property the type 'title'.");
            }

            foreach (var title in titles.Skip(1))
            {
                yield return database.Error(
                    $"{title.Path}/type",
                    $"'{title.Name}' is a second title.",
                    $"'{titles[0].Name}' is the title already; make this one 'text'.");
            }
        }
    }
}
