using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.Mapping.Files;

/// <summary>One mapping file, as written: one database, its properties, views, sources and seed rows.</summary>
/// <remarks>
/// Optional members are settable rather than init-only: the JSON source generator would overwrite the defaults of init-only ones.
/// </remarks>
public sealed record MappingFile
{
    [Description("The database itself.")]
    public required DatabaseSection Database { get; init; }

    [Description("Its properties by name, in the order in which tables show them. Sync key, Source, Source state and Synced at are added to every database.")]
    public required OrderedDictionary<string, PropertySection> Properties { get; init; }

    [Description("The content of its rows' pages, where sources or we write it. People's own text stands below ours and is never touched.")]
    public BodySection? Body { get; set; }

    [Description("Its views, in the order of their tabs.")]
    public IReadOnlyList<ViewSection> Views { get; set; } = [];

    [Description("The page on which people begin, made beside the databases; in one file of all.")]
    public HomePageSection? Home { get; set; }

    [Description("Links that follow a filter over the rows of another database instead of being named row by row.")]
    public IReadOnlyList<LinkRuleSection> Links { get; set; } = [];

    [Description("Which records of which sources fill rows of this database, and how.")]
    public IReadOnlyList<SourceSection> Sources { get; set; } = [];

    [Description("Rows that are made at import: property name to value. Links name the other rows by title. The key 'key' sets the end of the row's key, or all of it when it has a slash (default: a slug of the title); 'icon' is an emoji; 'body' the page's first content as markdown.")]
    public IReadOnlyList<JsonObject> Rows { get; set; } = [];
}

/// <summary>The database itself.</summary>
public sealed record DatabaseSection
{
    [Description("Short name by which other files, plans and reports speak of it, e.g. models.")]
    public required string Id { get; init; }

    [Description("Title in Notion.")]
    public required string Title { get; init; }

    [Description("An emoji.")]
    public string? Icon { get; set; }

    [Description("Whether its rows are written before those of other databases, e.g. incidents.")]
    public bool Urgent { get; set; }

    [Description("One or two sentences shown under the title.")]
    public string Description { get; set; } = "";
}

/// <summary>One property.</summary>
public sealed record PropertySection
{
    [Description("title, text, number, select, multi_select, date, checkbox, url, files, relation, rollup or formula.")]
    public required string Type { get; init; }

    [Description("Who writes it once the row exists: seed, people, us, or names of sources; several in order of precedence, the first that has a value wins. Not for rollup and formula, which Notion computes.")]
    public OneOrMany<string> Writer { get; set; } = [];

    [Description("What the property is for, shown before the mark in its description.")]
    public string? Note { get; set; }

    [Description("Number: Notion's format, e.g. number, percent, dollar, number_with_commas.")]
    public string? Format { get; set; }

    [Description("Select and multi_select: the options, by name or with name and color. Values outside of them are refused unless 'open' is true.")]
    public IReadOnlyList<OptionSection> Options { get; set; } = [];

    [Description("Select and multi_select: sources may bring values that are not among the options.")]
    public bool Open { get; set; }

    [Description("Relation: the id of the other database, or of this one.")]
    public string? To { get; set; }

    [Description("Relation: the name of the property on the other side. A relation is written in one of the two files only.")]
    public string? Mirror { get; set; }

    [Description("Rollup: the relation (either side's name as seen from this database).")]
    public string? Relation { get; set; }

    [Description("Rollup: the property of the linked rows.")]
    public string? Property { get; set; }

    [Description("Rollup: Notion's function, e.g. sum, average, max, min, count.")]
    public string? Function { get; set; }

    [Description("Formula: Notion's expression; for display only.")]
    public string? Expression { get; set; }

    [Description("Written by us: a JMESPath expression over the row, its linked rows (links; each with the titles of its own links), samples, and now.")]
    public string? Value { get; set; }

    [Description("Keeps this many of the property's past values for expressions (samples).")]
    public int? Samples { get; set; }

    [Description("Number: a change of at most this much is not worth a write by itself.")]
    public decimal? Tolerance { get; set; }

    [Description("Number with a tolerance: after this long without a write a smaller change is written too, e.g. 6h, 1d.")]
    public string? Silence { get; set; }

    [Description("Select that sources write: what people may set all the same, and what ends it.")]
    public PeopleSection? People { get; set; }

    [Description("What happens when no source has a value any more: keep (default) what stands, or clear it.")]
    public string Missing { get; set; } = "keep";
}

/// <summary>What people may set in a property that sources write.</summary>
public sealed record PeopleSection
{
    [Description("Options: one that a person sets stands, whatever the source says, and is not put back.")]
    [JsonPropertyName("may_set")]
    public OneOrMany<string> MaySet { get; set; } = [];

    [Description("Options: when the source's own value becomes one of these, the source's value is written again. Left out: never.")]
    public OneOrMany<string> Until { get; set; } = [];
}

/// <summary>An option, given as its name or as name and color.</summary>
public sealed record OptionSection
{
    public required string Name { get; init; }

    [Description("default gray brown orange yellow green blue purple pink red")]
    public string? Color { get; set; }
}

/// <summary>Who writes the pages of a database's rows.</summary>
public sealed record BodySection
{
    [Description("Who writes them: us or names of sources; several in order of precedence, the first that has a text wins. What seed rows give as 'body' is written when a row is made and no other has a text.")]
    public OneOrMany<string> Writer { get; set; } = [];

    [Description("Written by us: a JMESPath expression as for properties, which gives markdown.")]
    public string? Value { get; set; }

    [Description("Written by us: expressions for the pages of single rows of this file, by title, in place of 'value'. They see all links of a relation too.")]
    public IReadOnlyDictionary<string, string> Pages { get; set; } = new Dictionary<string, string>();
}

/// <summary>One view.</summary>
public record ViewSection
{
    public required string Name { get; init; }

    [Description("table, board, list, calendar, timeline, gallery or chart.")]
    public required string Type { get; init; }

    [Description("The properties to show, in this order; others are hidden. Left out: all.")]
    public IReadOnlyList<string> Show { get; set; } = [];

    [Description("Table, board: the property to group by.")]
    public string? GroupBy { get; set; }

    [Description("Calendar, timeline: the date property.")]
    public string? Date { get; set; }

    [Description("Timeline: the property of the end.")]
    public string? EndDate { get; set; }

    [Description("Conditions that must all hold: property, then one of Notion's operators with its value, e.g. { property: Status, does_not_equal: [Resolved, Closed] }.")]
    public IReadOnlyList<JsonObject> Where { get; set; } = [];

    [Description("Property names; a leading minus sorts descending.")]
    public IReadOnlyList<string> Sort { get; set; } = [];

    [Description("Chart: column, bar, line, donut or number.")]
    public string? Chart { get; set; }

    [Description("Chart: the property on the x axis.")]
    public string? X { get; set; }

    [Description("Chart: the aggregator, e.g. count, sum, average.")]
    public string? Aggregate { get; set; }

    [Description("Chart: the property that is aggregated.")]
    public string? Of { get; set; }
}

/// <summary>Links of one relation that follow a filter.</summary>
public sealed record LinkRuleSection
{
    [Description("A relation of this database, by the name of its side here.")]
    public required string Property { get; init; }

    [Description("JMESPath over a row of this database: which rows the rule is for. Left out: all.")]
    public string? Rows { get; set; }

    [Description("JMESPath over a row of the other database: whether it is linked. 'self' is this database's row, 'now' the run's time.")]
    public required string Where { get; init; }
}

/// <summary>How records of one kind of a source fill rows.</summary>
public sealed record SourceSection
{
    [Description("The source, e.g. Prometheus.")]
    public required string Source { get; init; }

    [Description("The kind of record, e.g. series.")]
    public required string Kind { get; init; }

    [Description("Name of this block in plans and messages; unique in the file. Default: source and kind.")]
    public string? Name { get; set; }

    [Description("What the source is asked; see the source's page.")]
    public JsonObject? Read { get; set; }

    [Description("JMESPath: records for which it is false are out of scope.")]
    public string? Where { get; set; }

    [Description("JMESPath: the record's id. The row's key is source/kind/id.")]
    public required string Key { get; init; }

    [Description("Property name to JMESPath: a row (a seed row, another source's row) whose properties have these values is this record's row.")]
    public IReadOnlyDictionary<string, string> Match { get; set; } = new Dictionary<string, string>();

    [Description("Whether a record without a row makes one; false only enriches rows that exist.")]
    public bool Create { get; set; } = true;

    [Description("What happens to a row whose record is gone: mark (default), trash or keep.")]
    public string Missing { get; set; } = "mark";

    [Description("Keeps rows of the newest records alone: older ones are not made, and go to the trash when newer ones come.")]
    [JsonPropertyName("keep_newest")]
    public KeepNewestSection? KeepNewest { get; set; }

    [Description("Property name to JMESPath over the record.")]
    public IReadOnlyDictionary<string, string> Values { get; set; } = new Dictionary<string, string>();

    [Description("JMESPath over the record that gives the page's content as markdown. The database's key 'body' names who writes it.")]
    public string? Body { get; set; }

    [Description("Relation (by its name on this side) to JMESPath that gives titles or keys of rows in the other database.")]
    public IReadOnlyDictionary<string, string> Links { get; set; } = new Dictionary<string, string>();
}

/// <summary>Which rows of a block stay.</summary>
public sealed record KeepNewestSection
{
    [Description("How many rows of each group stay.")]
    public int? Count { get; set; }

    [Description("The group: a relation or property that the block fills. Left out: all rows of the block are one group.")]
    public string? By { get; set; }

    [Description("A date or number that the block fills: the highest are the newest. Records without one count as the newest.")]
    public required string Newest { get; init; }
}
