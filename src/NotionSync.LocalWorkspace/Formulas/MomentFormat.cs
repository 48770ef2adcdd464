using System.Globalization;
using System.Text;

namespace NotionSync.LocalWorkspace;

/// <summary>The date patterns of formatDate, which are those of Moment.js.</summary>
internal static class MomentFormat
{
    private static readonly (string Moment, string Net)[] Parts =
    [
        ("YYYY", "yyyy"), ("YY", "yy"), ("MMMM", "MMMM"), ("MMM", "MMM"), ("MM", "MM"), ("M", "%M"), ("DD", "dd"), ("D", "%d"),
        ("dddd", "dddd"), ("ddd", "ddd"), ("HH", "HH"), ("H", "%H"), ("hh", "hh"), ("h", "%h"), ("mm", "mm"), ("m", "%m"),
        ("ss", "ss"), ("s", "%s"), ("A", "tt"), ("Z", "zzz"),
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

            var part = Parts.FirstOrDefault(each => pattern.AsSpan(at).StartsWith(each.Moment));
            text.Append(part.Net is null ? pattern[at].ToString() : time.ToString(part.Net, CultureInfo.InvariantCulture));
            at += part.Moment?.Length ?? 1;
        }

        return text.ToString();
    }
}
