using System.Globalization;
using System.Text;

namespace NotionSync.LocalWorkspace;

/// <summary>The date patterns of formatDate, which are those of Moment.js.</summary>
internal static class MomentFormat
{
    private static readonly (string Moment, string Net)[] Parts =
    [
        ("YYYY", "yyyy"), ("YY", "yy"), ("Y", "yyyy"), ("MMMM", "MMMM"), ("MMM", "MMM"), ("MM", "MM"), ("M", "%M"), ("DD", "dd"), ("D", "%d"),
        ("dddd", "dddd"), ("ddd", "ddd"), ("HH", "HH"), ("H", "%H"), ("hh", "hh"), ("h", "%h"), ("mm", "mm"), ("m", "%m"),
        ("ss", "ss"), ("s", "%s"), ("A", "tt"), ("Z", "zzz"),
    ];

    /// <summary>Parts that .NET has no pattern for.</summary>
    private static readonly (string Moment, Func<DateTimeOffset, string> Write)[] Others =
    [
        ("Do", time => Ordinal(time.Day)),
        ("Q", time => Number((time.Month + 2) / 3)),
        ("WW", time => ISOWeek.GetWeekOfYear(time.DateTime).ToString("00", CultureInfo.InvariantCulture)),
        ("W", time => Number(ISOWeek.GetWeekOfYear(time.DateTime))),
        ("E", time => Number(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek)),
        ("a", time => time.Hour < 12 ? "am" : "pm"),
        ("x", time => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        ("X", time => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];

    public static string Write(DateTimeOffset time, string pattern)
    {
        var text = new StringBuilder();
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '[' && pattern.IndexOf(']', at) is > 0 and var end)
            {
                text.Append(pattern, at + 1, end - at - 1);
                at = end + 1;
                continue;
            }

            var other = Others.FirstOrDefault(each => pattern.AsSpan(at).StartsWith(each.Moment));
            if (other.Write is not null)
            {
                text.Append(other.Write(time));
                at += other.Moment.Length;
                continue;
            }

            var part = Parts.FirstOrDefault(each => pattern.AsSpan(at).StartsWith(each.Moment));
            text.Append(part.Net is null ? pattern[at].ToString() : time.ToString(part.Net, CultureInfo.InvariantCulture));
            at += part.Moment?.Length ?? 1;
        }

        return text.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Ordinal(int day) => Number(day) + (day % 10, day / 10) switch
    {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
}
