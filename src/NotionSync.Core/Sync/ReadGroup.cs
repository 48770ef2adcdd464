using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Planning;

namespace NotionSync.Sync;

/// <summary>Blocks that ask a source for the same kind with the same settings, so that it is read once for all of them.</summary>
/// <param name="Source">The source's name in lower case.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="Settings">What the source is asked; null for nothing.</param>
/// <param name="Blocks">In the catalog's order; at least one.</param>
internal sealed record ReadGroup(string Source, string Kind, JsonObject? Settings, ImmutableArray<ReadBlock> Blocks)
{
    /// <summary>The note under which the state keeps where the group's last read ended.</summary>
    public string Note => $"cursor:{Source}/{Kind}/{TextHash.Of(CanonicalJson.Of(Settings))}";

    /// <summary>The groups of a source, in the order of their first blocks.</summary>
    public static ImmutableArray<ReadGroup> Of(Catalog catalog, string source) =>
    [
        .. from database in catalog.Databases
           from block in database.Sources
           where block.Source == source
           group new ReadBlock(database, block) by (block.Kind, Settings: CanonicalJson.Of(block.Read)) into same
           select new ReadGroup(source, same.Key.Kind, same.First().Block.Read, [.. same]),
    ];

    /// <summary>
    /// Changes when any of what turns the group's records into claims does, or a database is made anew: then records that did not change
    /// say something else all the same.
    /// </summary>
    /// <param name="options">Settings; the addresses of links are part of what claims say.</param>
    /// <param name="dataSources">Notion's id of each database.</param>
    public string Fingerprint(EngineOptions options, IReadOnlyDictionary<string, string?> dataSources) => TextHash.Of(string.Join(
        '\n',
        [
            .. options.Links.OrderBy(link => link.Key, StringComparer.OrdinalIgnoreCase).Select(link => $"{link.Key.ToLowerInvariant()} {link.Value}"),
            .. Blocks.SelectMany(block => block.Texts.Prepend(dataSources.GetValueOrDefault(block.Database.Id) ?? "")),
        ]));
}

/// <summary>A block of a database.</summary>
internal sealed record ReadBlock(DatabaseMapping Database, SourceBlock Block)
{
    /// <summary>All of the mapping that decides what the block makes of a record.</summary>
    public IEnumerable<string> Texts =>
    [
        $"block {Database.Id} {Block.Name} {Block.Create} {Block.Missing}",
        $"key {Block.Key.Text}",
        $"where {Block.Where?.Text}",
        $"body {Block.Body?.Text}",
        $"newest {Block.KeepNewest}",
        .. Block.Match.Select(entry => $"match {entry.Key} {entry.Value.Text}"),
        .. Block.Values.Select(entry => $"value {entry.Key} {Database.Find(entry.Key) switch
        {
            { } property => $"{SchemaFingerprint.Of(property.Schema)} {property.Open}",
            null => "",
        }} {entry.Value.Text}"),
        .. Block.Links.Select(entry => $"link {entry.Key} {entry.Value.Text}"),
    ];
}
