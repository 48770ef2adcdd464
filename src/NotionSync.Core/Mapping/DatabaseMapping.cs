using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>One database of the catalog: its schema, its views, its seed rows and the sources that fill it.</summary>
public sealed record DatabaseMapping
{
    /// <summary>Short name, e.g. <c>models</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Title in Notion.</summary>
    public required string Title { get; init; }

    /// <summary>An emoji; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>Shown under the title, mark included (see <see cref="Marks"/>).</summary>
    public required string Description { get; init; }

    /// <summary>Its rows are written before those of other databases.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>The mapping file, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Every property: mapped ones, the four common ones, and the mirrors of other databases' relations.</summary>
    public required ImmutableArray<PropertyMapping> Properties { get; init; }

    /// <summary>
    /// Who writes the pages' content, and our expression for it; null when nobody does after a row was made. Its schema is no property of
    /// Notion's.
    /// </summary>
    public PropertyMapping? Body { get; init; }

    /// <summary>Pages of single rows that have an expression of their own, which is taken in place of that of <see cref="Body"/>.</summary>
    public ImmutableSortedDictionary<RowKey, PropertyMapping> Pages { get; init; } = ImmutableSortedDictionary<RowKey, PropertyMapping>.Empty;

    /// <summary>Views in the order of their tabs.</summary>
    public required ImmutableArray<ViewSchema> Views { get; init; }

    /// <summary>Links that follow a filter.</summary>
    public required ImmutableArray<LinkRule> LinkRules { get; init; }

    /// <summary>The sources that fill this database.</summary>
    public required ImmutableArray<SourceBlock> Sources { get; init; }

    /// <summary>Rows that are made at import.</summary>
    public required ImmutableArray<SeedRow> Rows { get; init; }

    /// <summary>The property with this mapped name; null when there is none.</summary>
    public PropertyMapping? Find(string property) => Properties.FirstOrDefault(mapping => mapping.Schema.Name == property);

    /// <summary>What we compute: properties with an expression, and the pages' content where it has one.</summary>
    public IEnumerable<PropertyMapping> Computed => (Body is null ? Properties : Properties.Append(Body)).Where(property => property.Value is not null);

    /// <summary>What we compute of one row.</summary>
    public IEnumerable<PropertyMapping> ComputedOf(RowKey row) => Pages.TryGetValue(row, out var page)
        ? Computed.Where(property => property != Body).Append(page)
        : Computed;

    /// <summary>The title property.</summary>
    public PropertyMapping TitleProperty => Properties.First(mapping => mapping.Schema is PropertySchema.Title);
}

/// <summary>One property and who writes it.</summary>
public sealed record PropertyMapping
{
    /// <summary>Name and type.</summary>
    public required PropertySchema Schema { get; init; }

    /// <summary>
    /// Who writes it, the first that has a value wins: <c>seed</c>, <c>people</c>, <c>us</c>, <c>notion</c> or the lower-case name of a source.
    /// </summary>
    public required ImmutableArray<string> Writers { get; init; }

    /// <summary>Made by Notion as the other side of a relation that another property declares.</summary>
    public bool IsMirror { get; init; }

    /// <summary>What we compute; null unless <c>us</c> writes it by expression.</summary>
    public IExpression? Value { get; init; }

    /// <summary>How many past values are kept; 0 for none.</summary>
    public int Samples { get; init; }

    /// <summary>A change of at most this much is not worth a write by itself; null: every change is.</summary>
    public decimal? Tolerance { get; init; }

    /// <summary>With a tolerance: after this long without a write a smaller change is written too; null: never.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>Whether the property is emptied when no writer has a value; else what stands is kept.</summary>
    public bool ClearWhenMissing { get; init; }

    /// <summary>What people may set although sources write it; null: nothing.</summary>
    public PeopleRule? People { get; init; }

    /// <summary>Values outside the options are allowed.</summary>
    public bool Open { get; init; }
}

/// <summary>What people may set in a property that sources write.</summary>
/// <param name="MaySet">Options that stand when a person set them.</param>
/// <param name="Until">Options of the source's own that end it.</param>
public sealed record PeopleRule(ImmutableArray<string> MaySet, ImmutableArray<string> Until);

/// <summary>Links of one relation that follow a filter.</summary>
/// <param name="Property">The relation, by its name in this database (own side or mirror).</param>
/// <param name="Rows">Over a row of this database: which rows the rule is for; null for all.</param>
/// <param name="Where">Over a row of the other database, with <c>self</c> and <c>now</c>: whether it is linked.</param>
public sealed record LinkRule(string Property, IExpression? Rows, IExpression Where);

/// <summary>How records of one kind of a source fill rows.</summary>
public sealed record SourceBlock
{
    /// <summary>The source's name in lower case, as in sync keys and writers.</summary>
    public required string Source { get; init; }

    /// <summary>The kind of record.</summary>
    public required string Kind { get; init; }

    /// <summary>The block's name, unique in its database.</summary>
    public required string Name { get; init; }

    /// <summary>What the source is asked; null for nothing.</summary>
    public JsonObject? Read { get; init; }

    /// <summary>Records for which it is false are out of scope; null: all are in.</summary>
    public IExpression? Where { get; init; }

    /// <summary>The record's id.</summary>
    public required IExpression Key { get; init; }

    /// <summary>Properties whose values tell the row that is the same thing; all must agree. Empty: no match.</summary>
    public required ImmutableArray<KeyValuePair<string, IExpression>> Match { get; init; }

    /// <summary>Whether a record without a row makes one.</summary>
    public required bool Create { get; init; }

    /// <summary>What happens to a row whose record is gone.</summary>
    public required MissingPolicy Missing { get; init; }

    /// <summary>Which rows stay; null: all.</summary>
    public KeepNewest? KeepNewest { get; init; }

    /// <summary>Values by property, in the file's order.</summary>
    public required ImmutableArray<KeyValuePair<string, IExpression>> Values { get; init; }

    /// <summary>The page's content as markdown; null when the block does not give it.</summary>
    public IExpression? Body { get; init; }

    /// <summary>Links by relation: titles or keys of rows in the other database.</summary>
    public required ImmutableArray<KeyValuePair<string, IExpression>> Links { get; init; }

    /// <summary>Where the block begins, for messages.</summary>
    public required SourcePosition Position { get; init; }
}

/// <summary>Which rows of a block stay.</summary>
/// <param name="Count">How many of each group, at least 1.</param>
/// <param name="By">The relation or property by whose value they are grouped; null: one group.</param>
/// <param name="Newest">The date or number that is highest for the newest.</param>
public sealed record KeepNewest(int Count, string? By, string Newest);

/// <summary>What happens to a row whose record is gone.</summary>
public enum MissingPolicy
{
    /// <summary><i>Source state</i> becomes <i>Gone at source</i>.</summary>
    Mark,

    /// <summary>The row goes to the trash after 24 hours and two complete absences.</summary>
    Trash,

    /// <summary>Nothing.</summary>
    Keep,
}

/// <summary>A row that is made at import.</summary>
/// <param name="Key"><c>seed/&lt;database&gt;/&lt;slug&gt;</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Values">Values by property, title included; neither links nor the common properties.</param>
/// <param name="Links">Linked rows by relation (own side or mirror).</param>
/// <param name="Icon">An emoji; null for none.</param>
/// <param name="Body">The page's first content as markdown; null for none.</param>
/// <param name="Position">Where the row stands, for messages.</param>
public sealed record SeedRow(
    RowKey Key,
    string Title,
    ImmutableDictionary<string, PropertyValue> Values,
    ImmutableDictionary<string, ImmutableArray<RowRef>> Links,
    string? Icon,
    string? Body,
    SourcePosition Position);
