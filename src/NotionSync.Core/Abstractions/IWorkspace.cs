using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.Abstractions;

/// <summary>
/// The Notion side, in the product's terms. Every method is one API call unless it says otherwise; ids are lower case with dashes.
/// After an ambiguous failure of a create the implementation looks the thing up before it sends anything again.
/// </summary>
public interface IWorkspace
{
    /// <summary>Who we are, and whether the parent page can be reached (two reads).</summary>
    /// <exception cref="WorkspaceException">The token is wrong, or the page is not shared.</exception>
    Task<WorkspaceIdentity> ConnectAsync(string parentPageId, CancellationToken cancellationToken);

    /// <summary>The databases that lie directly on a page, trashed ones left out (a read per 100 blocks and one per database).</summary>
    IAsyncEnumerable<FoundDatabase> ListDatabasesAsync(string pageId, CancellationToken cancellationToken);

    /// <summary>A database's schema as it is now.</summary>
    /// <returns>Null when it does not exist any more or is not shared.</returns>
    Task<DatabaseSnapshot?> ReadDatabaseAsync(string dataSourceId, CancellationToken cancellationToken);

    /// <summary>Creates a database with its properties, reads its schema back and finds the view that Notion added (one write, two reads).</summary>
    Task<CreatedDatabase> CreateDatabaseAsync(NewDatabase database, CancellationToken cancellationToken);

    /// <summary>Changes a schema and gives it back as it then is.</summary>
    Task<DatabaseSnapshot> UpdateSchemaAsync(string dataSourceId, SchemaUpdate update, CancellationToken cancellationToken);

    /// <summary>The views of a database: ids only (a read per 100).</summary>
    Task<IReadOnlyList<string>> ListViewsAsync(string databaseId, CancellationToken cancellationToken);

    /// <summary>One view's name and type.</summary>
    /// <returns>Null when it does not exist any more.</returns>
    Task<ViewSnapshot?> ReadViewAsync(string viewId, CancellationToken cancellationToken);

    /// <summary>Adds a view to a database.</summary>
    /// <returns>Its id.</returns>
    Task<string> CreateViewAsync(ViewTarget target, ViewSchema view, CancellationToken cancellationToken);

    /// <summary>Gives an existing view the wanted name, filter, sorts and configuration; its type stays.</summary>
    Task UpdateViewAsync(string viewId, ViewTarget target, ViewSchema view, CancellationToken cancellationToken);

    /// <summary>
    /// Creates a row, after two writes for each picture among its values. After an ambiguous failure the row is looked up by its sync key
    /// (then more reads).
    /// </summary>
    /// <returns>The page's id.</returns>
    /// <exception cref="WorkspaceException">The row was refused.</exception>
    Task<string> CreateRowAsync(NewRow row, CancellationToken cancellationToken);

    /// <summary>Writes some values of a row, after two writes for each picture among them.</summary>
    Task UpdateRowAsync(string pageId, IReadOnlyDictionary<string, WrittenValue> valuesByPropertyId, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a text in the part of a page that is ours. What people wrote beside it stays, and so does what they changed in it (one read, one
    /// write for each piece of <see cref="Mapping.Pages.BodyPieces"/>, one more where people changed our part). Safe to repeat.
    /// </summary>
    /// <returns>What <i>Body version</i> has to say from now on.</returns>
    Task<string> WriteBodyAsync(string pageId, PageBody body, CancellationToken cancellationToken);

    /// <summary>Puts a row in the trash or takes it back.</summary>
    Task TrashRowAsync(string pageId, bool inTrash, CancellationToken cancellationToken);

    /// <summary>The rows of a database (a read per 100), by <paramref name="query"/>; more than 10,000 come in windows of creation time.</summary>
    IAsyncEnumerable<WorkspaceRow> QueryRowsAsync(string dataSourceId, RowQuery query, CancellationToken cancellationToken);

    /// <summary>All pages of one relation of one row, however many (a read per 100).</summary>
    Task<ImmutableArray<string>> ReadRelationAsync(string pageId, string propertyId, CancellationToken cancellationToken);

    /// <summary>Pages of text and linked databases.</summary>
    IHomePages Home { get; }

    /// <summary>The same workspace for work that goes before other work, such as incidents; budget and count of calls are shared.</summary>
    IWorkspace Urgent { get; }

    /// <summary>Calls sent since the start, refused and repeated ones counted.</summary>
    CallCount Calls { get; }
}

/// <summary>Calls by what they do to the workspace.</summary>
public readonly record struct CallCount(long Read, long Write)
{
    /// <summary>The calls of two counts.</summary>
    public static CallCount operator +(CallCount one, CallCount other) => new(one.Read + other.Read, one.Write + other.Write);

    /// <summary>The calls between two counts.</summary>
    public static CallCount operator -(CallCount later, CallCount earlier) => new(later.Read - earlier.Read, later.Write - earlier.Write);
}

/// <summary>Who the token belongs to.</summary>
public sealed record WorkspaceIdentity(string BotId, string BotName, string? WorkspaceName, string ParentTitle);

/// <summary>A database that lies on the parent page. <paramref name="Description"/> carries our mark when it is ours.</summary>
public sealed record FoundDatabase(string DatabaseId, string DataSourceId, string Title, string Description);

/// <summary>A property as it is in Notion. Ids are decoded (not URL-encoded).</summary>
/// <param name="Id">Stays through renames.</param>
/// <param name="Name">As people see it now.</param>
/// <param name="Description">Carries our mark; empty when there is none.</param>
/// <param name="Kind">The type; <see cref="PropertyKind.Other"/> for one that we do not know.</param>
public sealed record PropertySnapshot(string Id, string Name, string Description, PropertyKind Kind)
{
    /// <summary>Options of a select or multi-select, in Notion's order; else empty.</summary>
    public ImmutableArray<OptionSnapshot> Options { get; init; } = [];

    /// <summary>A number's format; else null.</summary>
    public string? Format { get; init; }

    /// <summary>A relation's other side: its data source and, when dual, the id of the mirror property.</summary>
    public (string DataSourceId, string? MirrorId)? Relation { get; init; }

    /// <summary>A rollup's relation and target by property id, and its function.</summary>
    public (string RelationId, string PropertyId, string Function)? Rollup { get; init; }
}

/// <summary>An option as it is in Notion.</summary>
public readonly record struct OptionSnapshot(string Id, string Name, string? Color);

/// <summary>A database's schema as it is in Notion.</summary>
public sealed record DatabaseSnapshot(string DatabaseId, string DataSourceId, string Title, bool InTrash, ImmutableArray<PropertySnapshot> Properties);

/// <summary>A database to create. Relations must lead to databases that exist; rollups must have their relation among the properties.</summary>
/// <param name="ParentPageId">The page on which it will lie.</param>
/// <param name="Title">Shown name.</param>
/// <param name="Icon">An emoji; null for none.</param>
/// <param name="Description">Shown under the title; carries our mark.</param>
/// <param name="Properties">Title included.</param>
/// <param name="Resolve">Where other databases are.</param>
public sealed record NewDatabase(
    string ParentPageId, string Title, string? Icon, string Description, ImmutableArray<PropertySchema> Properties, ISchemaIds Resolve);

/// <summary>What a create made: the schema and the id of the view that Notion adds by itself.</summary>
public sealed record CreatedDatabase(DatabaseSnapshot Schema, string? DefaultViewId);

/// <summary>Ids of things named in schemas.</summary>
public interface ISchemaIds
{
    /// <summary>The data source of a database, by its mapping id.</summary>
    string DataSourceId(string database);

    /// <summary>A property's id by its mapped name; null when it does not exist yet (then the name is sent).</summary>
    string? PropertyId(string database, string property);

    /// <summary>
    /// The mapping id of the database to which a relation (either side) leads; null when it is not known. Rollups need it to find their
    /// target by id; without it the target's mapped name is sent.
    /// </summary>
    string? RelatedDatabase(string database, string relation);
}

/// <summary>Changes of one schema, sent as one call.</summary>
public sealed record SchemaUpdate
{
    /// <summary>The database's mapping id, from which relations and rollups are resolved.</summary>
    public required string Database { get; init; }

    /// <summary>Properties to add.</summary>
    public ImmutableArray<PropertySchema> Add { get; init; } = [];

    /// <summary>New names by property id.</summary>
    public ImmutableDictionary<string, string> Rename { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Existing properties (by id) whose configuration changes: format, formula, rollup, description. A select's options are its whole
    /// new list: what is there first (people's own included), then ours that lack.
    /// </summary>
    public ImmutableDictionary<string, PropertySchema> Change { get; init; } = ImmutableDictionary<string, PropertySchema>.Empty;

    /// <summary>Where other databases are.</summary>
    public required ISchemaIds Resolve { get; init; }
}

/// <summary>Where a view lies and how its properties are found.</summary>
public sealed record ViewTarget(string Database, string DatabaseId, string DataSourceId, ISchemaIds Resolve)
{
    /// <summary>
    /// The database's whole schema as last read: a filter needs the type of its property, and hiding properties needs all of them.
    /// Empty: it is read first (one more read).
    /// </summary>
    public ImmutableArray<PropertySnapshot> Properties { get; init; } = [];
}

/// <summary>A view as it is in Notion.</summary>
public sealed record ViewSnapshot(string Id, string Name, string Type);

/// <summary>A value on its way into a property, with the schema that says how it is encoded.</summary>
public readonly record struct WrittenValue(PropertySchema Schema, PropertyValue Value);

/// <summary>A row to create.</summary>
/// <param name="DataSourceId">Where.</param>
/// <param name="Key">Its sync key, among the values too; by it the row is found again after an ambiguous failure.</param>
/// <param name="SyncKeyPropertyId">The property that holds the key.</param>
/// <param name="ValuesByPropertyId">All values, links included.</param>
/// <param name="Icon">An emoji; null for none.</param>
/// <param name="Markdown">The page's first content, people's from then on; null for none.</param>
/// <param name="Body">The content of our part of the page, short enough for one call; goes before <paramref name="Markdown"/>; null for none.</param>
public sealed record NewRow(
    string DataSourceId,
    RowKey Key,
    string SyncKeyPropertyId,
    IReadOnlyDictionary<string, WrittenValue> ValuesByPropertyId,
    string? Icon = null,
    string? Markdown = null,
    string? Body = null);

/// <summary>A text for our part of a page.</summary>
/// <param name="Markdown">The text; see <see cref="Mapping.Pages.NotionMarkdown"/>.</param>
/// <param name="Version">What <i>Body version</i> says of the text that stands there; null when it is not known.</param>
/// <param name="First">What the page was given when its row was made, which is ours to replace as long as nobody changed it; null for nothing.</param>
public sealed record PageBody(string Markdown, string? Version, string? First);

/// <summary>Which rows to read.</summary>
/// <param name="EditedSince">Only rows edited at or after this instant (Notion rounds edits to the minute); null for all.</param>
/// <param name="InTrash">Trashed rows instead of live ones.</param>
/// <param name="SyncKeyPropertyId">With <paramref name="Key"/>: only rows that carry this key.</param>
/// <param name="Key">See <paramref name="SyncKeyPropertyId"/>.</param>
public sealed record RowQuery(DateTimeOffset? EditedSince = null, bool InTrash = false, string? SyncKeyPropertyId = null, RowKey? Key = null);

/// <summary>A row as it is in Notion.</summary>
/// <param name="PageId">Its id.</param>
/// <param name="CreatedAt">Cut to the minute.</param>
/// <param name="EditedAt">Cut to the minute.</param>
/// <param name="EditedBy">The user or bot that edited last.</param>
/// <param name="InTrash">In the trash.</param>
/// <param name="ValuesByPropertyId">Every property, normalised as <see cref="IValueRules"/> does, computed ones included.</param>
public sealed record WorkspaceRow(
    string PageId,
    DateTimeOffset CreatedAt,
    DateTimeOffset EditedAt,
    string? EditedBy,
    bool InTrash,
    ImmutableDictionary<string, PropertyValue> ValuesByPropertyId);

/// <summary>What a refusal of the workspace means for the run.</summary>
public enum WorkspaceFault
{
    /// <summary>The token is wrong or expired; nothing will work.</summary>
    Unauthorized,

    /// <summary>A capability is missing; nothing of this sort will work.</summary>
    Forbidden,

    /// <summary>The thing does not exist or is not shared.</summary>
    NotFound,

    /// <summary>The free plan's block limit is reached; nothing can be created.</summary>
    BlockLimit,

    /// <summary>The page is in the trash and takes no edits.</summary>
    InTrash,

    /// <summary>This request was refused; others may go on.</summary>
    Invalid,

    /// <summary>A picture was refused or expired before its row was written, so the row was not; the next run may have more luck.</summary>
    Upload,

    /// <summary>Access was blocked by Notion; never repeated.</summary>
    Blocked,

    /// <summary>Notion could not be reached or failed, after all retries that are safe.</summary>
    Unavailable,
}

/// <summary>Notion refused or failed. The message says what, why and what to do; it holds no secret.</summary>
public sealed class WorkspaceException(WorkspaceFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What it means for the run.</summary>
    public WorkspaceFault Fault { get; } = fault;

    /// <summary>Whether going on with other rows would meet the same refusal.</summary>
    public bool EndsTheRun => Fault is not (WorkspaceFault.Invalid or WorkspaceFault.Upload or WorkspaceFault.InTrash or WorkspaceFault.NotFound);
}
