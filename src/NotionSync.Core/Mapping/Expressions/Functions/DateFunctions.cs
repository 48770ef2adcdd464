using System.Globalization;
using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Dates: <c>iso_date from_epoch date_add minutes_between hours_between days_between format_date</c>. All in UTC.</summary>
internal static class DateFunctions
{
    public static IEnumerable<JmesPathFunction> All =>
    [
        new ExpressionFunction("iso_date", 1, 1, given => given.Moment(0)?.ToString()),
        new ExpressionFunction("from_epoch", 1, 1, given => given.Number(0) is { } number && double.IsFinite(number)
            ? (Moment.FromEpoch(number) ?? throw given.Fault(0, "seconds since 1970")).ToString()
            : null),
        new ExpressionFunction("date_add", 3, 3, DateAdd),
        new ExpressionFunction("minutes_between", 2, 2, given => Between(given, TimeSpan.FromMinutes(1))),
        new ExpressionFunction("hours_between", 2, 2, given => Between(given, TimeSpan.FromHours(1))),
        new ExpressionFunction("days_between", 2, 2, given => Between(given, TimeSpan.FromDays(1))),
        new ExpressionFunction("format_date", 2, 2, FormatDate),
    ];

    private static JValue? Between(Arguments given, TimeSpan unit) =>
        given.Moment(0) is { } from && given.Moment(1) is { } to ? Numbers.From((to.At - from.At) / unit) : null;

    private static JToken? DateAdd(Arguments given)
    {
        var unit = given.Text(2);
        var step = Step(unit) ?? throw given.Fault(2, "seconds, minutes, hours, days, weeks, months or years");
        if (given.Moment(0) is not { } moment || given.Number(1) is not { } amount || !double.IsFinite(amount))
        {
            return null;
        }

        var hasTime = moment.HasTime || unit!.TrimEnd('s') is "second" or "minute" or "hour" || !double.IsInteger(amount);
        try
        {
            return new Moment(step(moment.At, amount), hasTime).ToString();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw given.Fault(1, "an amount that stays within the calendar");
        }
    }

    private static Func<DateTimeOffset, double, DateTimeOffset>? Step(string? unit) => unit?.TrimEnd('s') switch
    {
        "second" => (at, amount) => at.AddSeconds(amount),
        "minute" => (at, amount) => at.AddMinutes(amount),
        "hour" => (at, amount) => at.AddHours(amount),
        "day" => (at, amount) => at.AddDays(amount),
        "week" => (at, amount) => at.AddDays(7 * amount),
        "month" => (at, amount) => at.AddMonths((int)amount),
        "year" => (at, amount) => at.AddYears((int)amount),
        _ => null,
    };

    private static JToken? FormatDate(Arguments given)
    {
        if (given.Moment(0) is not { } moment || given.Text(1) is not { } format)
        {
            return null;
        }

        try
        {
            return moment.At.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw given.Fault(1, "a date format such as 'd MMM yyyy'");
        }
    }
}
