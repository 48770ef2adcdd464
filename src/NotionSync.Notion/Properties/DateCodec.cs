using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>A day or an instant, with an optional end. Notion drops seconds, and folds time zones into the offset; so instants are UTC here.</summary>
internal sealed class DateCodec() : PropertyCodec(PropertyKind.Date, PropertyType.Date)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <inheritdoc/>
    public override JsonNode? EncodeValue(PropertyValue value)
    {
        if (value is not PropertyValue.Date date)
        {
            return null;
        }

        var encoded = new JsonObject { ["start"] = Write(date.Start, date.HasTime) };
        if (date.End is { } end)
        {
            encoded["end"] = Write(end, date.HasTime);
        }

        return encoded;
    }

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => Decode(payload);

    /// <summary>A date as Notion sends it in values, rollups and formulas.</summary>
    public static PropertyValue Decode(JsonElement payload)
    {
        if (payload.ValueKind is not JsonValueKind.Object || Text(payload, "start") is not { } start)
        {
            return PropertyValue.Empty.Value;
        }

        var end = Text(payload, "end") is { } text ? Parse(text) : (DateTimeOffset?)null;
        return Cut(new PropertyValue.Date(Parse(start), end, HasTime: start.Length > DayFormat.Length));
    }

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) => value is PropertyValue.Date date ? Cut(date) : value;

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.Date { End: { } end } date when end < date.Start =>
            $"The date ends ({Write(end, date.HasTime)}) before it begins ({Write(date.Start, date.HasTime)}).",
        PropertyValue.Date => null,
        _ => WrongSort(schema, value),
    };

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId) => Grouping(propertyId, "month");

    private static PropertyValue.Date Cut(PropertyValue.Date date) => date with { Start = Cut(date.Start, date.HasTime), End = date.End is { } end ? Cut(end, date.HasTime) : null };

    private static DateTimeOffset Cut(DateTimeOffset instant, bool hasTime) => hasTime
        ? new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero)
        : new DateTimeOffset(instant.Date, TimeSpan.Zero);

    private static string Write(DateTimeOffset instant, bool hasTime) =>
        hasTime ? instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture) : instant.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string? Text(JsonElement date, string member) =>
        date.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
