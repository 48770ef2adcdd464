using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Date operators. Days are compared as days, times by the minute.</summary>
internal static class DateCondition
{
    public static Func<Cell, bool> Compile(JsonObject condition, DateTimeOffset now)
    {
        if (condition.ContainsKey("is_empty"))
        {
            return cell => cell.IsEmpty;
        }

        if (condition.ContainsKey("is_not_empty"))
        {
            return cell => !cell.IsEmpty;
        }

        if (condition.Count == 0)
        {
            throw ApiException.Body("body.filter.date should have one operator, instead was `{}`.");
        }

        var (name, value) = condition.First();
        return Json.IsText(value) ? Compared(name, value.AsText(), now) : Within(name, now);
    }

    private static Func<Cell, bool> Compared(string name, string text, DateTimeOffset now)
    {
        var (wanted, isDay) = Moment(text, now);
        int Order(Cell.Date date) => isDay ? date.Start.UtcDateTime.Date.CompareTo(wanted.UtcDateTime.Date) : Stamp.ToMinute(date.Start).CompareTo(Stamp.ToMinute(wanted));
        return name switch
        {
            "equals" => cell => cell is Cell.Date date && Order(date) == 0,
            "before" => cell => cell is Cell.Date date && Order(date) < 0,
            "after" => cell => cell is Cell.Date date && Order(date) > 0,
            "on_or_before" => cell => cell is Cell.Date date && Order(date) <= 0,
            _ => cell => cell is Cell.Date date && Order(date) >= 0,
        };
    }

    private static (DateTimeOffset Time, bool IsDay) Moment(string text, DateTimeOffset now) => text switch
    {
        "today" => (now, true),
        "tomorrow" => (now.AddDays(1), true),
        "yesterday" => (now.AddDays(-1), true),
        "one_week_ago" => (now.AddDays(-7), true),
        "one_week_from_now" => (now.AddDays(7), true),
        "one_month_ago" => (now.AddMonths(-1), true),
        "one_month_from_now" => (now.AddMonths(1), true),
        _ => DateValue.TryParse(text, out var time)
            ? (time, DateValue.IsDay(text))
            : throw ApiException.Body($"body.filter.date should be a valid ISO 8601 date string, instead was `\"{text}\"`."),
    };

    private static Func<Cell, bool> Within(string name, DateTimeOffset now)
    {
        var today = now.UtcDateTime.Date;
        var (first, last) = name switch
        {
            "this_week" => (today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), today.AddDays(6 - (((int)today.DayOfWeek + 6) % 7))),
            "past_week" => (today.AddDays(-7), today),
            "past_month" => (today.AddMonths(-1), today),
            "past_year" => (today.AddYears(-1), today),
            "next_week" => (today, today.AddDays(7)),
            "next_month" => (today, today.AddMonths(1)),
            _ => (today, today.AddYears(1)),
        };
        return cell => cell is Cell.Date date && date.Start.UtcDateTime.Date >= first && date.Start.UtcDateTime.Date <= last;
    }
}
