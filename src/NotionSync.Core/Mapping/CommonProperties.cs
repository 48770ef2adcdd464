using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>The properties that every database has besides its own, and the one of those whose pages are written; all are ours.</summary>
public static class CommonProperties
{
    /// <summary>Text: the row's key.</summary>
    public const string SyncKey = "Sync key";

    /// <summary>Select: who made the row. Its options come with the sources.</summary>
    public const string Source = "Source";

    /// <summary>Select: whether the source still has the record.</summary>
    public const string SourceState = "Source state";

    /// <summary>Date: when a value from a source last changed.</summary>
    public const string SyncedAt = "Synced at";

    /// <summary>Text, where pages are written: by it the newest text of a page is known (see <see cref="Pages.BodyVersion"/>).</summary>
    public const string BodyVersion = "Body version";

    /// <summary>The content of a page, where values are named by property; no property of Notion's.</summary>
    public const string Body = "Body";

    /// <summary>An option of <see cref="SourceState"/>.</summary>
    public const string Live = "Live";

    /// <summary>An option of <see cref="SourceState"/>.</summary>
    public const string Gone = "Gone at source";

    /// <summary>The properties, in the order in which they stand last in every database.</summary>
    public static IReadOnlyList<PropertyMapping> All =>
    [
        Ours(new PropertySchema.Text { Name = SyncKey }),
        Ours(new PropertySchema.Select([]) { Name = Source }) with { Open = true },
        Ours(new PropertySchema.Select([new(Live, "green"), new(Gone, "gray")]) { Name = SourceState }),
        Ours(new PropertySchema.Date { Name = SyncedAt }),
    ];

    /// <summary>The property that a database has besides when its pages are written.</summary>
    public static PropertyMapping Version => Ours(new PropertySchema.Text { Name = BodyVersion });

    /// <summary>Whether a property is one of these.</summary>
    public static bool Has(string property) => property is SyncKey or Source or SourceState or SyncedAt or BodyVersion;

    internal static IEnumerable<PropertyDraft> Drafts(bool withBody) => (withBody ? [.. All, Version] : All).Select(property => new PropertyDraft
    {
        Name = property.Schema.Name,
        Kind = property.Schema.Kind,
        IsCommon = true,
        IsOpen = property.Open,
        Options = property.Schema is PropertySchema.Select select ? [.. select.Options.Select(option => option.Name)] : [],
    });

    private static PropertyMapping Ours(PropertySchema schema) => new()
    {
        Schema = schema with { Mark = Marks.ForProperty(schema, [WriterNames.Us], note: null) },
        Writers = [WriterNames.Us],
    };
}
