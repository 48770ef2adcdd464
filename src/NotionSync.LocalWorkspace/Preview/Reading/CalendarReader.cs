using System.Globalization;

namespace NotionSync.LocalWorkspace.Preview;

internal static class CalendarReader
{
    private const int DaysOfWeek = 7;

    /// <summary>Months that are drawn; rows of others are counted in no month.</summary>
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    private static readonly DateOnly Latest = new(2200, 12, 1);

    public static ShownCalendar Read(Given given)
    {
        var property = given.PropertyOf("date_property_id");
        var dated = property is null ? [] : Dated(given, property).ToList();
        var today = Day(given.Look.Call.Now);
        var month = Month(given, today, [.. dated.Select(each => each.From)]);
        var first = month.AddDays(-(((int)month.DayOfWeek + 6) % DaysOfWeek));
        var last = month.AddMonths(1).AddDays(-1);
        var days = Enumerable.Range(0, ((last.DayNumber - first.DayNumber) / DaysOfWeek * DaysOfWeek) + DaysOfWeek).Select(first.AddDays);
        var most = given.FewRows;
        return new ShownCalendar(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Title = month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            Before = given.Look.With("month", Name(month.AddMonths(-1))),
            After = given.Look.With("month", Name(month.AddMonths(1))),
            MoreHref = given.Look.With("rows", "1000"),
            Days = [.. days.Select(ShownOn)],
            Columns = given.Columns,
            Total = given.Rows.Count,
            Undated = given.Rows.Count - dated.Count,
        };

        ShownDay ShownOn(DateOnly day)
        {
            var rows = dated.Where(each => each.From <= day && day <= each.To).Select(each => each.Row).ToList();
            return new ShownDay(day, day.Month != month.Month, day == today, [.. rows.Take(most).Select(given.Shown)]) { More = Math.Max(0, rows.Count - most) };
        }
    }

    private static IEnumerable<(Page Row, DateOnly From, DateOnly To)> Dated(Given given, Property property)
    {
        foreach (var row in given.Rows)
        {
            if (given.Look.Cells.Of(row, given.Source, property) is Cell.Date date)
            {
                yield return (row, Day(date.Start), Day(date.End ?? date.Start));
            }
        }
    }

    /// <summary>The month that is asked for, else this one, else the last one in which something happened.</summary>
    private static DateOnly Month(Given given, DateOnly today, IReadOnlyList<DateOnly> days)
    {
        if (DateOnly.TryParseExact($"{given.Look.Wish("month")}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wished))
        {
            return Within(wished);
        }

        var day = days.Count == 0 || days.Any(each => each.Year == today.Year && each.Month == today.Month) ? today : days.Max();
        return Within(new DateOnly(day.Year, day.Month, 1));
    }

    private static DateOnly Within(DateOnly month) => month < Earliest ? Earliest : month > Latest ? Latest : month;

    /// <summary>The day as the cell writes it.</summary>
    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.DateTime);

    private static string Name(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
