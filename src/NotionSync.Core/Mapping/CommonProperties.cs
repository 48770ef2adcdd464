using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>The four properties that every database has besides its own; all are ours.</summary>
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

    internal static IEnumerable<PropertyDraft> Drafts => All.Select(property => new PropertyDraft
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
