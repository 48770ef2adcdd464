using System.Globalization;
using NotionSync.Abstractions;

namespace NotionSync.Sources.CostExplorer;

/// <summary>The cursor of paid kinds: when the answer was paid for, as ISO text.</summary>
internal static class CostCursor
{
    /// <summary>When the last answer was paid for; null when nothing can be said.</summary>
    public static DateTimeOffset? Read(string? cursor) =>
        DateTimeOffset.TryParse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>The cursor after a read.</summary>
    public static SourceItem Next(DateTimeOffset paid) => new SourceItem.Next(paid.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
}
