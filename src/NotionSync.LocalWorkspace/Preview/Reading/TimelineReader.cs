using System.Globalization;

namespace NotionSync.LocalWorkspace.Preview;

internal static class TimelineReader
{
    /// <param name="To">Of whole days the day after the last one.</param>
    private readonly record struct Span(DateTimeOffset From, DateTimeOffset To, bool HasTime);

    private const double ShortestBar = 0.004;

    private const int MostBars = 100;

    private const int MostTicks = 12;

    /// <summary>Years that are drawn; a row of another one counts as undated.</summary>
    private const int Earliest = 1900;

    private const int Latest = 2200;

    /// <summary>Days that are shown, up to the last of the rows' dates.</summary>
    private static readonly Dictionary<string, int> Zooms = new() { ["year"] = 365, ["quarter"] = 92, ["month"] = 31, ["week"] = 7, ["day"] = 1 };

    public static ShownTimeline Read(Given given)
    {
        var (begin, end) = (given.PropertyOf("date_property_id"), given.PropertyOf("end_date_property_id"));
        var dated = begin is null ? [] : Dated(given, begin, end).OrderBy(pair => pair.Span.From).ToList();
        var now = given.Look.Call.Now;
        var last = dated.Count == 0 ? now.AddDays(15) : dated.Max(pair => pair.Span.To);
        var zoom = Zooms.TryGetValue(given.Look.Wish("zoom") ?? "", out var days) ? given.Look.Wish("zoom")! : "all";
        var inside = zoom == "all" ? dated : [.. dated.Where(pair => pair.Span.To >= last.AddDays(-days))];
        var shown = inside.TakeLast(given.Look.Number("rows", MostBars)).ToList();
        var from = zoom != "all" ? last.AddDays(-days) : shown.Count == 0 ? now.AddDays(-15) : shown.Min(pair => pair.Span.From);
        var to = last;
        var margin = TimeSpan.FromTicks(Math.Max(TimeSpan.FromHours(1).Ticks, (to - from).Ticks / 20));
        (from, to) = (from - margin, to + margin);
        double Place(DateTimeOffset time) => (time - from) / (to - from);
        return new ShownTimeline(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Ticks = [.. Ticks(from, to).Select(tick => new ShownTick(Place(tick.At), tick.Label))],
            Zoom = zoom,
            Zooms = [.. Zooms.Keys.Prepend("all").Select(each => new ShownLink(given.Look.With("zoom", each), null, each))],
            Bars = [.. shown.Select(pair => Bar(given.Shown(pair.Row), Math.Max(0, Place(pair.Span.From)), Place(pair.Span.To), When(pair.Span)))],
            Now = now > from && now < to ? Place(now) : null,
            Columns = given.Columns,
            Total = given.Rows.Count,
            Undated = given.Rows.Count - dated.Count,
            Hidden = inside.Count - shown.Count,
        };
    }

    private static ShownBar Bar(ShownRow row, double from, double to, string when) => new(row, from, Math.Max(ShortestBar, to - from), when);

    private static IEnumerable<(Page Row, Span Span)> Dated(Given given, Property begin, Property? end)
    {
        foreach (var row in given.Rows)
        {
            if (given.Look.Cells.Of(row, given.Source, begin) is Cell.Date start && start.Start.Year is >= Earliest and <= Latest)
            {
                var finish = end is null ? null : given.Look.Cells.Of(row, given.Source, end) as Cell.Date;
                var last = Later(finish?.Start ?? start.End ?? start.Start, start.Start);
                var to = last.Year > Latest ? start.Start : last;
                yield return (row, new Span(start.Start, start.HasTime ? to : to.AddDays(1), start.HasTime));
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static string When(Span span) =>
        Written.Date(new Cell.Date(span.From, span.HasTime ? span.To : span.To.AddDays(-1), span.HasTime));

    /// <summary>A dozen marks at the most, at hours, days, weeks, months or years.</summary>
    private static IEnumerable<(DateTimeOffset At, string Label)> Ticks(DateTimeOffset from, DateTimeOffset to)
    {
        var length = to - from;
        return length.TotalHours <= 12 ? Steps(from, to, Floor(from, TimeSpan.FromHours(1)), time => time.AddHours(1), "HH:mm")
            : length.TotalDays <= 2 ? Steps(from, to, Floor(from, TimeSpan.FromHours(6)), time => time.AddHours(6), "MMM d HH:mm")
            : length.TotalDays <= 14 ? Steps(from, to, Floor(from, TimeSpan.FromDays(1)), time => time.AddDays(1), "MMM d")
            : length.TotalDays <= 90 ? Steps(from, to, Floor(from, TimeSpan.FromDays(1)), time => time.AddDays(7), "MMM d")
            : length.TotalDays <= 400 ? Steps(from, to, FirstOf(from.Year, from.Month), time => time.AddMonths(1), "MMM yyyy")
            : length.TotalDays <= 1500 ? Steps(from, to, FirstOf(from.Year, 1), time => time.AddMonths(3), "MMM yyyy")
            : Steps(from, to, FirstOf(from.Year, 1), time => time.AddYears(1 + ((to.Year - from.Year) / MostTicks)), "yyyy");
    }

    private static DateTimeOffset FirstOf(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan step) => new(time.UtcTicks - (time.UtcTicks % step.Ticks), TimeSpan.Zero);

    private static IEnumerable<(DateTimeOffset At, string Label)> Steps(
        DateTimeOffset from, DateTimeOffset to, DateTimeOffset first, Func<DateTimeOffset, DateTimeOffset> next, string format)
    {
        for (var at = first; at < to; at = next(at))
        {
            if (at >= from)
            {
                yield return (at, at.ToString(format, CultureInfo.InvariantCulture));
            }
        }
    }
}
