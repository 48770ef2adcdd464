using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Each property says who writes it, in words that we know; what Notion computes says nothing.</summary>
internal sealed class Writers : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from property in database.Mapped
        where property is { Kind: not null, Section: not null }
        from diagnostic in Check(set, database, property)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(MappingSet set, DatabaseDraft database, PropertyDraft property)
    {
        var path = $"{property.Path}/writer";
        string[] writers = [.. property.Section!.Writer];
        if (property.IsComputed && writers is not ([] or [WriterNames.Notion]))
        {
            yield return database.Error(path, $"'{property.Name}' is a {PropertyTypes.Word(property.Kind)}, which Notion writes.", "Remove the key 'writer'.");
            yield break;
        }

        if (writers.Length == 0 && !property.IsComputed && property.Kind is not PropertyKind.Relation)
        {
            yield return database.ErrorAtKey(
                property.Path,
                $"Nobody writes '{property.Name}'.",
                "Add the key 'writer': seed, people, us, or names of sources.");
        }

        var sources = WriterNames.Sources.Union(set.Sources.Select(source => source.Name.ToLowerInvariant()));
        string[] known = [WriterNames.Seed, WriterNames.People, WriterNames.Us, .. sources];
        foreach (var writer in writers.Where(writer => !known.Contains(writer.ToLowerInvariant()) && !property.IsComputed))
        {
            yield return database.Error(path, $"Unknown writer '{writer}'.", NearestName.Suggest(writer, known));
        }

        foreach (var twice in writers.GroupBy(writer => writer, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return database.Error(path, $"The writer '{twice.Key}' is named twice.", "Name each once, in order of precedence.");
        }
    }
}
