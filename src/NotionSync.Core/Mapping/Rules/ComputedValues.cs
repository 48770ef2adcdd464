using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>What we write has an expression, and an expression is only for what we write.</summary>
internal sealed class ComputedValues : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        foreach (var database in set.Databases)
        {
            foreach (var property in database.Mapped.Where(property => property is { IsComputed: false, Kind: not (null or PropertyKind.Relation) }))
            {
                var isOurs = property.Section!.Writer.Contains(WriterNames.Us, StringComparer.OrdinalIgnoreCase);
                if (isOurs && property.Section.Value is null && !WriterNames.AreWrittenByTheProgram(database.Id))
                {
                    yield return database.ErrorAtKey(
                        property.Path,
                        $"'{property.Name}' is written by us and has no expression.",
                        "Add the key 'value', or name another writer.");
                }

                if (!isOurs && property.Section.Value is not null)
                {
                    yield return database.ErrorAtKey(
                        $"{property.Path}/value",
                        $"'{property.Name}' has an expression and is not written by us.",
                        "Add 'us' to its 'writer', or remove the key 'value'.");
                }

                if (property.Section.Samples is < 1 or > MostSamples)
                {
                    yield return database.Error(
                        $"{property.Path}/samples",
                        $"'{property.Section.Samples}' samples cannot be kept.",
                        $"Write a number from 1 to {MostSamples}.");
                }
            }
        }
    }

    /// <summary>A month of five-minute values.</summary>
    private const int MostSamples = 10_000;
}
