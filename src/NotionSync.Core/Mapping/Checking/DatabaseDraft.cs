using NotionSync.Mapping.Files;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>A database as its file and the relations of the others give it, before it is known to be right.</summary>
internal sealed class DatabaseDraft
{
    private readonly ILookup<string, PropertyDraft> _byName;

    public DatabaseDraft(MappingDocument document, IEnumerable<PropertyDraft> mirrors)
    {
        Document = document;
        Places = document.Positions;
        Mapped = [.. document.Content.Properties.Select(pair => PropertyDraft.Of(pair.Key, pair.Value))];
        Properties = [.. Mapped, .. mirrors, .. CommonProperties.Drafts(document.Content.Body is not null)];
        _byName = Properties.ToLookup(property => property.Name);
    }

    /// <summary>The file as read.</summary>
    public MappingDocument Document { get; }

    /// <summary>Where faults are reported: the positions of its own file, or of the one that speaks of it.</summary>
    public PositionMap Places { get; private init; }

    /// <summary>The file's content.</summary>
    public MappingFile Content => Document.Content;

    /// <summary>The mapping id; empty when the file lacks it.</summary>
    public string Id => Content.Database.Id;

    /// <summary>The properties that its own file declares.</summary>
    public IReadOnlyList<PropertyDraft> Mapped { get; }

    /// <summary>All properties: its own, then mirrors, then the common ones. Names may clash.</summary>
    public IReadOnlyList<PropertyDraft> Properties { get; }

    /// <summary>All names, for suggestions.</summary>
    public IReadOnlyCollection<string> Names => [.. Properties.Select(property => property.Name)];

    /// <summary>The names of its relations, mirrors included, for suggestions.</summary>
    public IEnumerable<string> Relations => Properties.Where(property => property.Kind is PropertyKind.Relation).Select(property => property.Name);

    /// <summary>The name of its title property; empty when it has none.</summary>
    public string Title => Mapped.FirstOrDefault(property => property.Kind is PropertyKind.Title)?.Name ?? "";

    /// <summary>A property by name; null when there is none.</summary>
    public PropertyDraft? Find(string name) => _byName[name].FirstOrDefault();

    /// <summary>This database as another file speaks of it: faults are reported there.</summary>
    public DatabaseDraft SeenFrom(DatabaseDraft other) => new(Document, Properties.Where(property => property.IsMirror)) { Places = other.Places };

    /// <summary>A fault at the value with this path.</summary>
    public Diagnostic Error(string path, string what, string fix = "") => new(Severity.Error, Places.Value(path).ToString(), what, fix);

    /// <summary>A fault at the key with this path.</summary>
    public Diagnostic ErrorAtKey(string path, string what, string fix = "") => new(Severity.Error, Places.Key(path).ToString(), what, fix);

    /// <summary>A doubt at the value with this path.</summary>
    public Diagnostic Warning(string path, string what, string fix) => new(Severity.Warning, Places.Value(path).ToString(), what, fix);

    /// <summary>The fault of naming a property that there is not.</summary>
    public Diagnostic NoProperty(string path, string name, bool atKey = false)
    {
        var (what, fix) = ($"'{Id}' has no property '{name}'.", NearestName.Suggest(name, Names));
        return atKey ? ErrorAtKey(path, what, fix) : Error(path, what, fix);
    }
}
