using System.Globalization;

namespace NotionSync.LocalWorkspace;

/// <summary>The two ways in which Notion writes time.</summary>
internal static class Stamp
{
    public static DateTimeOffset ToMinute(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    /// <summary>Pages, blocks, comments and data sources: cut to the minute.</summary>
    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm':00.000Z'", CultureInfo.InvariantCulture);

    /// <summary>Databases and views: milliseconds and a numeric offset.</summary>
    public static string Millisecond(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture);

    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
