using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A source writes only properties whose 'writer' names it, so that two of them always have an order.</summary>
internal sealed class WritersOfBlocks : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from block in database.Content.Sources.Index()
        let source = block.Item.Source.ToLowerInvariant()
        from name in block.Item.Values.Keys
        let property = database.Find(name)
        where property?.Section is not null && property is { IsComputed: false, Kind: not (null or PropertyKind.Relation) }
        let writers = property.Section?.Writer.Select(writer => writer.ToLowerInvariant()).ToList() ?? []
        where source.Length > 0 && !writers.Contains(source)
        select Fault(database, property, source, PositionMap.Join($"/sources/{block.Index}/values", name));

    private static Diagnostic Fault(DatabaseDraft database, PropertyDraft property, string source, string path)
    {
        var others = database.Content.Sources
            .Where(block => block.Values.ContainsKey(property.Name))
            .Select(block => block.Source.ToLowerInvariant())
            .Where(other => other != source)
            .Distinct()
            .ToList();
        return others.Count > 0
            ? database.ErrorAtKey(
                path,
                $"'{property.Name}' is written by '{source}' and by '{string.Join("', '", others)}' without an order.",
                $"Name both in its 'writer', the one that wins first: [{string.Join(", ", others)}, {source}].")
            : database.ErrorAtKey(
                path,
                $"'{property.Name}' is not written by '{source}'.",
                $"Its 'writer' is [{string.Join(", ", property.Section!.Writer)}]; add '{source}' there or remove the value here.");
    }
}
