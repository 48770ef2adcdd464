using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Prometheus;

/// <summary>Numbers as Prometheus writes them: texts, among them <c>NaN</c>, <c>+Inf</c>, <c>-Inf</c>, <c>-0</c> and <c>1e+21</c>.</summary>
internal static class PromNumber
{
    /// <summary>The number that a text stands for.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static double Parse(string? text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new JsonException($"'{text}' is not a sample value."),
    };

    /// <summary>The number for a record: JSON's own, or a text for those that JSON cannot hold. A negative zero is zero.</summary>
    public static JsonNode ToNode(double number) => number switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        0 => 0d,
        _ => JsonValue.Create(number),
    };
}
