using System.Globalization;

namespace NotionSync.LocalWorkspace;

internal static class DateFunctions
{
    public static Cell? Call(string name, IReadOnlyList<Cell> values, DateTimeOffset now) => name switch
    {
        "now" => new Cell.Date(Stamp.ToMinute(now), null, true),
        "today" => new Cell.Date(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), null, false),
        "parseDate" => DateValue.TryParse(values[0].AsText(), out var time) ? new Cell.Date(time, null, !DateValue.IsDay(values[0].AsText())) : Cell.None,
        "fromTimestamp" => values[0] is Cell.Number number ? new Cell.Date(DateTimeOffset.FromUnixTimeMilliseconds((long)number.Value), null, true) : Cell.None,
        "dateAdd" => Dated(values, date => date with { Start = Moved(date.Start, Amount(values[1]), Unit(values[2])) }),
        "dateSubtract" => Dated(values, date => date with { Start = Moved(date.Start, -Amount(values[1]), Unit(values[2])) }),
        "dateBetween" => Dated(values, date => values[1] is Cell.Date other ? Cell.Of(Between(date.Start, other.Start, Unit(values[2]))) : Cell.None),
        "dateRange" => Dated(values, date => values[1] is Cell.Date other ? date with { End = other.Start } : date),
        "dateStart" => Dated(values, date => date with { End = null }),
        "dateEnd" => Dated(values, date => new Cell.Date(date.End ?? date.Start, null, date.HasTime)),
        "formatDate" => Dated(values, date => new Cell.Text(MomentFormat.Write(date.Start, values[1].AsText()))),
        "timestamp" => Part(values, time => time.ToUnixTimeMilliseconds()),
        "minute" => Part(values, time => time.Minute),
        "hour" => Part(values, time => time.Hour),
        "day" => Part(values, time => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek),
        "date" => Part(values, time => time.Day),
        "week" => Part(values, time => ISOWeek.GetWeekOfYear(time.DateTime)),
        "month" => Part(values, time => time.Month),
        "year" => Part(values, time => time.Year),
        _ => null,
    };

    private static Cell Dated(IReadOnlyList<Cell> values, Func<Cell.Date, Cell> compute) => values[0] is Cell.Date date ? compute(date) : Cell.None;

    private static Cell Part(IReadOnlyList<Cell> values, Func<DateTimeOffset, long> read) =>
        values[0] is Cell.Date date ? new Cell.Number(read(date.Start)) : Cell.None;

    private static double Amount(Cell cell) => cell is Cell.Number number ? number.Value : 0;

    private static string Unit(Cell cell) => cell.AsText().TrimEnd('s');

    private static DateTimeOffset Moved(DateTimeOffset time, double amount, string unit) => unit switch
    {
        "year" => time.AddYears((int)amount),
        "quarter" => time.AddMonths(3 * (int)amount),
        "month" => time.AddMonths((int)amount),
        "week" => time.AddDays(7 * amount),
        "day" => time.AddDays(amount),
        "hour" => time.AddHours(amount),
        "minute" => time.AddMinutes(amount),
        "second" => time.AddSeconds(amount),
        "millisecond" => time.AddMilliseconds(amount),
        _ => throw new FormulaException($"Unknown unit '{unit}'."),
    };

    private static double Between(DateTimeOffset later, DateTimeOffset earlier, string unit)
    {
        var span = later - earlier;
        return Math.Truncate(unit switch
        {
            "year" => Months(later, earlier) / 12,
            "quarter" => Months(later, earlier) / 3,
            "month" => Months(later, earlier),
            "week" => span.TotalDays / 7,
            "day" => span.TotalDays,
            "hour" => span.TotalHours,
            "minute" => span.TotalMinutes,
            "second" => span.TotalSeconds,
            "millisecond" => span.TotalMilliseconds,
            _ => throw new FormulaException($"Unknown unit '{unit}'."),
        });
    }

    private static double Months(DateTimeOffset later, DateTimeOffset earlier)
    {
        var months = ((later.Year - earlier.Year) * 12) + later.Month - earlier.Month;
        if (months > 0 && earlier.AddMonths(months) > later)
        {
            return months - 1;
        }

        return months < 0 && earlier.AddMonths(months) < later ? months + 1 : months;
    }
}
