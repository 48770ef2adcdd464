using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Mapping.Reading;

namespace NotionSync.Mapping;

/// <summary>A source that mapping files name, and what they ask of it.</summary>
/// <param name="Name">As first written.</param>
/// <param name="Reads">The <c>read</c> sections of its blocks, in the order of the files; null for a block without one.</param>
public sealed record MappedSource(string Name, ImmutableArray<JsonObject?> Reads);

/// <summary>
/// Finds sources that mapping files bring along, before the files are checked: a kind of source that is made by mapping alone has to be
/// there when its blocks are.
/// </summary>
public static class MappedSources
{
    /// <summary>The sources of which blocks take a kind of record, by the names of the sources, letter case not counted.</summary>
    /// <param name="kind">E.g. <c>http</c>.</param>
    /// <param name="files">Name as in messages, and text. What cannot be read is left out: the check of the files tells of it.</param>
    public static ImmutableArray<MappedSource> OfKind(string kind, IEnumerable<(string Name, string Text)> files) =>
    [
        .. from file in files.OrderBy(file => file.Name, StringComparer.Ordinal)
           let document = MappingReader.Read(file.Name, file.Text, [])
           where document is not null
           from block in document.Content.Sources
           where block.Kind == kind && block.Source.Length > 0
           group block by block.Source.ToLowerInvariant() into blocks
           select new MappedSource(blocks.First().Source, [.. blocks.Select(block => block.Read)]),
    ];
}
