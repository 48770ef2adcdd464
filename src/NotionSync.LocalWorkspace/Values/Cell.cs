using System.Globalization;

namespace NotionSync.LocalWorkspace;

/// <summary>A value as filters, sorts, rollups and formulas see it.</summary>
internal abstract record Cell
{
    public static readonly Cell None = new Nothing();

    private Cell() { }

    public sealed record Nothing : Cell;

    public sealed record Text(string Value) : Cell;

    public sealed record Number(double Value) : Cell;

    public sealed record Flag(bool Value) : Cell;

    /// <param name="HasTime">False for a whole day.</param>
    public sealed record Date(DateTimeOffset Start, DateTimeOffset? End, bool HasTime) : Cell;

    public sealed record Choice(IReadOnlyList<Option> Options) : Cell;

    /// <param name="Ids">Pages, people or files.</param>
    public sealed record Refs(string Kind, IReadOnlyList<string> Ids) : Cell;

    /// <summary>One person or page, as formulas go through lists of them.</summary>
    /// <param name="Kind">user or page.</param>
    /// <param name="Label">The person's name, the page's title.</param>
    public sealed record Thing(string Kind, string Id, string Label, string? Email = null) : Cell;

    public sealed record Many(IReadOnlyList<Cell> Items) : Cell;

    public bool IsEmpty => this switch
    {
        Nothing => true,
        Text text => text.Value.Length == 0,
        Choice choice => choice.Options.Count == 0,
        Refs refs => refs.Ids.Count == 0,
        Many many => many.Items.Count == 0,
        _ => false,
    };

    public static Cell Of(double? number) => number is { } value ? new Number(value) : None;

    public static Cell Of(string? text) => text is null ? None : new Text(text);

    public static Cell OfDate(string? start, string? end) => start is null
        ? None
        : new Date(DateValue.Parse(start), end is null ? null : DateValue.Parse(end), !DateValue.IsDay(start));

    /// <summary>As it stands in a sentence.</summary>
    public string AsText() => this switch
    {
        Text text => text.Value,
        Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        Flag flag => flag.Value ? "true" : "false",
        Date date => date.HasTime
            ? date.Start.ToString("MMMM d, yyyy h:mm tt", CultureInfo.InvariantCulture)
            : date.Start.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture),
        Choice choice => string.Join(", ", choice.Options.Select(option => option.Name)),
        Refs refs => string.Join(", ", refs.Ids),
        Thing thing => thing.Label,
        Many many => string.Join(", ", many.Items.Select(item => item.AsText())),
        _ => "",
    };

    public System.Text.Json.Nodes.JsonObject? AsDateJson() => this is Date date
        ? DateValue.Of(Shown(date.Start, date.HasTime), date.End is { } end ? Shown(end, date.HasTime) : null)
        : null;

    private static string Shown(DateTimeOffset time, bool hasTime) => hasTime ? DateValue.Written(time) : time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
