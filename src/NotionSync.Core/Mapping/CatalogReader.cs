using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Reading;
using NotionSync.Mapping.Rules;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>The catalog, or what is wrong with the mapping files.</summary>
/// <param name="Catalog">Null when there is an error.</param>
/// <param name="Diagnostics">Every fault and doubt, by file, line and column.</param>
public sealed record CatalogResult(Catalog? Catalog, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads mapping files as a whole: the one way from texts to a catalog.</summary>
public static class CatalogReader
{
    /// <summary>Reads the files, checks them by all rules and, when there is no error, makes the catalog.</summary>
    /// <param name="folder">Where the files come from, for the message when there are none.</param>
    /// <param name="files">Name as in messages, and text; taken in the order of the names.</param>
    /// <param name="sources">The sources that mappings may name; they need not be configured.</param>
    public static CatalogResult Read(string folder, IEnumerable<(string Name, string Text)> files, IReadOnlyList<ISource> sources)
    {
        (string Name, string Text)[] ordered = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
        if (ordered.Length == 0)
        {
            return new CatalogResult(null, [new Diagnostic(
                Severity.Error,
                folder,
                "There are no mapping files (*.yaml) here.",
                "Set Mappings:Path to the folder that holds them.")]);
        }

        var diagnostics = new List<Diagnostic>();
        MappingDocument[] documents = [.. ordered.Select(file => MappingReader.Read(file.Name, file.Text, diagnostics)).OfType<MappingDocument>()];
        var set = new MappingSet(documents, sources);

        // Without a file that cannot be parsed, most of what the others say of its database would look wrong.
        if (documents.Length == ordered.Length)
        {
            diagnostics.AddRange(MappingRules.All.SelectMany(rule => rule.Check(set)));
        }

        ImmutableArray<Diagnostic> sorted = [.. diagnostics.Distinct().Order(DiagnosticOrder.Instance)];
        return new CatalogResult(sorted.Any(diagnostic => diagnostic.Severity is Severity.Error) ? null : new CatalogBuilder(set).Build(), sorted);
    }
}
