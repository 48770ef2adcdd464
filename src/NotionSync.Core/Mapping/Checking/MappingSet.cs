using NotionSync.Abstractions;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>All mapping files together, as the rules see them.</summary>
internal sealed class MappingSet
{
    /// <param name="documents">All files.</param>
    /// <param name="sources">The sources there are.</param>
    public MappingSet(IReadOnlyList<MappingDocument> documents, IReadOnlyList<ISource> sources)
    {
        Sources = sources;
        Databases = [.. documents.Select(document => new DatabaseDraft(document, MirrorsOf(document, documents)))];
    }

    /// <summary>The databases in the order of their files.</summary>
    public IReadOnlyList<DatabaseDraft> Databases { get; }

    /// <summary>The sources there are.</summary>
    public IReadOnlyList<ISource> Sources { get; }

    /// <summary>Every view of every file: tabs of the databases and views of the home page.</summary>
    public IEnumerable<PlacedView> Views =>
        from database in Databases
        from view in PlacedView.Of(database, this)
        select view;

    /// <summary>The database with this id; null when there is none.</summary>
    public DatabaseDraft? Find(string? id) => Databases.FirstOrDefault(database => database.Id == id && database.Id.Length > 0);

    /// <summary>The source with this name, letter case not counted; null when there is none.</summary>
    public ISource? FindSource(string name) => Sources.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<PropertyDraft> MirrorsOf(MappingDocument document, IEnumerable<MappingDocument> documents) =>
        from other in documents
        where other.Content.Database.Id.Length > 0
        from declared in other.Content.Properties
        let relation = PropertyDraft.Of(declared.Key, declared.Value)
        where relation is { Kind: PropertyKind.Relation, Twin.Length: > 0 } && relation.To == document.Content.Database.Id && relation.To.Length > 0
        // The pattern above has seen that the twin is there; the compiler forgets it between clauses.
        select new PropertyDraft
        {
            Name = relation.Twin!,
            Kind = PropertyKind.Relation,
            Path = relation.Path,
            To = other.Content.Database.Id,
            Twin = relation.Name,
            IsMirror = true,
        };
}
