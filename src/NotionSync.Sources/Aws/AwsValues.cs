using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Aws;

/// <summary>Times and numbers as AWS writes them.</summary>
internal static class AwsValues
{
    private static readonly decimal LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>An instant: JSON 1.0 gives seconds since 1970, with a fraction; some answers give text. Null when it is neither.</summary>
    public static DateTimeOffset? Time(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return null;
        }

        if (value.GetValueKind() is JsonValueKind.Number)
        {
            return decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0 && seconds < LastSecond
                ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : null;
        }

        return value.GetValueKind() is JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }

    /// <summary>An instant as ISO text in UTC.</summary>
    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A figure without binary noise: 0.051000000000000004 is 0.051. Null when it is no finite number.</summary>
    public static decimal? Figure(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) && Math.Abs(number) < 7.9e27
            ? (decimal)number
            : null;

    /// <summary>An amount of money as AWS writes it, a text such as <c>123.4500000000</c> or <c>1.2E-7</c>, exactly. Null when it is none.</summary>
    public static decimal? Money(JsonNode? node) => node is JsonValue value
        && decimal.TryParse(
            value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? Plain(amount)
            : null;

    /// <summary>The same number without zeros at its end, so that it is written as short as it can be.</summary>
    public static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;
}
