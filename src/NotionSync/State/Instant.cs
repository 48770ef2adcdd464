using System.Globalization;

namespace NotionSync.State;

/// <summary>Instants as texts of one width in UTC, which sort as instants do.</summary>
internal static class Instant
{
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string? Write(DateTimeOffset? at) => at is { } instant ? Write(instant) : null;

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateTimeOffset? ReadOptional(string? text) => text is null ? null : Read(text);
}
