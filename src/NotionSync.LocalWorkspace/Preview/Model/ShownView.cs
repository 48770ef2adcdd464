namespace NotionSync.LocalWorkspace.Preview;

/// <summary>A view with its rows, ready to be drawn.</summary>
/// <param name="SourceId">The data source whose rows it shows; empty for dashboards.</param>
/// <param name="Conditions">Its filter and order in words, e.g. <c>Status is not Closed</c>.</param>
public abstract record ShownView(string Id, string Name, string Type, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
{
    /// <summary>Rows that the view holds, shown or not.</summary>
    public int Total { get; init; }

    /// <summary>The columns of its data source that rows can be edited by.</summary>
    public IReadOnlyList<ShownColumn> Columns { get; init; } = [];

    /// <summary>How many more rows can be asked for; 0 when all are shown.</summary>
    public int Hidden { get; init; }

    /// <summary>Where more rows are shown.</summary>
    public string MoreHref { get; init; } = "";
}

public sealed record ShownTable(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "table", SourceId, SourceName, Conditions)
{
    /// <summary>One group without a name when the view does not group.</summary>
    public required IReadOnlyList<ShownGroup> Groups { get; init; }

    public bool IsGrouped { get; init; }

    /// <summary>Whether a click on a column's head can sort by it.</summary>
    public bool CanSort { get; init; }

    /// <summary>The column that the rows are sorted by first; null when none.</summary>
    public string? SortedBy { get; init; }

    public bool IsDescending { get; init; }

    public bool Wraps { get; init; }
}

public sealed record ShownBoard(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "board", SourceId, SourceName, Conditions)
{
    /// <summary>Lanes; one without a name when the view has no sub-groups.</summary>
    public required IReadOnlyList<ShownLane> Lanes { get; init; }

    public string? CoverSize { get; init; }
}

public sealed record ShownLane(string? Name, IReadOnlyList<ShownGroup> Groups);

public sealed record ShownGallery(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "gallery", SourceId, SourceName, Conditions)
{
    public required IReadOnlyList<ShownRow> Rows { get; init; }

    /// <summary>small, medium or large.</summary>
    public string CoverSize { get; init; } = "medium";

    public bool HasCovers { get; init; }
}

public sealed record ShownList(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "list", SourceId, SourceName, Conditions)
{
    public required IReadOnlyList<ShownRow> Rows { get; init; }
}

public sealed record ShownCalendar(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "calendar", SourceId, SourceName, Conditions)
{
    /// <summary>e.g. <c>November 2026</c>.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<ShownDay> Days { get; init; }

    /// <summary>Addresses of the month before and after.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    public int Undated { get; init; }
}

/// <param name="IsOutside">Whether it belongs to the month before or after.</param>
public sealed record ShownDay(DateOnly Date, bool IsOutside, bool IsToday, IReadOnlyList<ShownRow> Rows)
{
    /// <summary>Rows of the day that are not drawn.</summary>
    public int More { get; init; }
}

public sealed record ShownTimeline(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "timeline", SourceId, SourceName, Conditions)
{
    public required IReadOnlyList<ShownTick> Ticks { get; init; }

    public required IReadOnlyList<ShownBar> Bars { get; init; }

    /// <summary>all, or how much is shown, e.g. <c>month</c>.</summary>
    public required string Zoom { get; init; }

    /// <summary>The addresses of all of them, named.</summary>
    public required IReadOnlyList<ShownLink> Zooms { get; init; }

    /// <summary>Where now is, as a fraction of the width; null when it is outside.</summary>
    public double? Now { get; init; }

    public int Undated { get; init; }
}

/// <param name="At">Fraction of the width, 0 to 1.</param>
public sealed record ShownTick(double At, string Label);

/// <param name="From">Fraction of the width, 0 to 1.</param>
/// <param name="Length">Fraction of the width, 0 to 1.</param>
public sealed record ShownBar(ShownRow Row, double From, double Length, string When);

public sealed record ShownChart(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "chart", SourceId, SourceName, Conditions)
{
    /// <summary>column, bar, line, donut or number.</summary>
    public required string Kind { get; init; }

    /// <summary>What is measured, e.g. <c>Sum of Monthly cost</c>.</summary>
    public required string Measure { get; init; }

    public string? By { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<ShownSeries> Series { get; init; } = [];

    /// <summary>Of a number chart.</summary>
    public string? Figure { get; init; }

    public IReadOnlyList<string> Colors { get; init; } = [];

    public bool IsSmooth { get; init; }
}

/// <param name="Texts">The values as they are written, e.g. <c>$120</c>.</param>
public sealed record ShownSeries(string Name, IReadOnlyList<double?> Values, IReadOnlyList<string> Texts, string? Color);

public sealed record ShownDashboard(string Id, string Name, IReadOnlyList<IReadOnlyList<ShownView>> Rows)
    : ShownView(Id, Name, "dashboard", "", "", []);

/// <summary>A view that cannot be shown.</summary>
/// <param name="Why">What is wrong with it.</param>
public sealed record ShownBroken(string Id, string Name, string Type, string Why) : ShownView(Id, Name, Type, "", "", []);

/// <summary>A form: the fields that it asks for.</summary>
public sealed record ShownForm(string Id, string Name, string SourceId, string SourceName) : ShownView(Id, Name, "form", SourceId, SourceName, []);

/// <summary>A map: the places, since no tiles are drawn here.</summary>
public sealed record ShownMap(string Id, string Name, string SourceId, string SourceName, IReadOnlyList<string> Conditions)
    : ShownView(Id, Name, "map", SourceId, SourceName, Conditions)
{
    public required IReadOnlyList<ShownPlace> Places { get; init; }
}

public sealed record ShownPlace(ShownRow Row, string Name, double Latitude, double Longitude);
