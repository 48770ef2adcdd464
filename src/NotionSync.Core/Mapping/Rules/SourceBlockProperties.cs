using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A source block fills properties that sources may write: values in 'values', relations in 'links'.</summary>
internal sealed class SourceBlockProperties : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from block in database.Content.Sources.Index()
        let path = $"/sources/{block.Index}"
        from diagnostic in block.Item.Values.Keys.Select(name => Value(database, name, PositionMap.Join($"{path}/values", name)))
            .Concat(block.Item.Links.Keys.Select(name => Link(database, name, PositionMap.Join($"{path}/links", name))))
            .Concat(block.Item.Match.Keys.Select(name => Match(database, name, PositionMap.Join($"{path}/match", name))))
        where diagnostic is not null
        select diagnostic;

    private static Diagnostic? Value(DatabaseDraft database, string name, string path) => database.Find(name) switch
    {
        null => database.NoProperty(path, name, atKey: true),
        { Kind: PropertyKind.Relation } => database.ErrorAtKey(path, $"'{name}' is a relation.", "Move it to 'links'."),
        { IsComputed: true, Kind: var kind } => database.ErrorAtKey(path, $"'{name}' is a {PropertyTypes.Word(kind)}, which Notion computes.", "Remove it."),
        { IsCommon: true } => database.ErrorAtKey(path, $"'{name}' is written by the program.", "Remove it."),
        _ => null,
    };

    private static Diagnostic? Link(DatabaseDraft database, string name, string path) => database.Find(name) switch
    {
        null => database.NoProperty(path, name, atKey: true),
        { Kind: PropertyKind.Relation or null } => null,
        { Kind: var kind } => database.ErrorAtKey(path, $"'{name}' is a {PropertyTypes.Word(kind)}, not a relation.", "Move it to 'values'."),
    };

    private static Diagnostic? Match(DatabaseDraft database, string name, string path) => database.Find(name) switch
    {
        null => database.NoProperty(path, name, atKey: true),
        { Kind: PropertyKind.Relation or PropertyKind.Files, Kind: var kind } => database.ErrorAtKey(
            path,
            $"'{name}' is a {PropertyTypes.Word(kind)}, by which rows cannot be told.",
            "Match by a text, select, number or the title."),
        { IsComputed: true, Kind: var kind } => database.ErrorAtKey(
            path,
            $"'{name}' is a {PropertyTypes.Word(kind)}, by which rows cannot be told.",
            "Match by a property that is written."),
        _ => null,
    };
}
