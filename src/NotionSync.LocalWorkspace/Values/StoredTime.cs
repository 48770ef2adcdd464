using System.Globalization;

namespace NotionSync.LocalWorkspace;

/// <summary>Reads the two forms in which dates are stored, day and minute with offset. Queries read them by the thousand, and a general reader takes ten times as long.</summary>
internal static class StoredTime
{
    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is not (10 or 29) || text[4] != '-' || text[7] != '-'
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        if (text.Length == 10)
        {
            time = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);
            return true;
        }

        if (text[10] != 'T' || text[16..23] is not ":00.000" || text[23] is not ('+' or '-') || text[26] != ':'
            || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || hour > 23 || minute > 59
            || !Number(text[24..26], out var offsetHours) || !Number(text[27..29], out var offsetMinutes) || offsetHours > 13)
        {
            return false;
        }

        var offset = new TimeSpan(offsetHours, offsetMinutes, 0);
        time = new DateTimeOffset(year, month, day, hour, minute, 0, text[23] == '-' ? -offset : offset);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
