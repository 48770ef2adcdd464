using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.MLflow.Records;

/// <summary>The odd forms in which MLflow writes values.</summary>
internal static class MlflowJson
{
    // The SQL store clamps infinities to the greatest double; a figure that near to it is none.
    private const double Clamped = 1.797e308;

    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    /// <summary>Takes a member out of its object, so that it can be put elsewhere.</summary>
    public static JsonNode? Take(this JsonObject section, string name) => section.Remove(name, out var node) ? node : null;

    /// <summary>Takes an object out of its object; an empty one when it is absent or none.</summary>
    public static JsonObject TakeObject(this JsonObject section, string name) => section.Take(name) as JsonObject ?? [];

    /// <summary>A text or number as text; empty for anything else.</summary>
    public static string Word(JsonNode? node) => node is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : "";

    /// <summary>Pairs of key and value as an object, by key; values as <paramref name="read"/> gives them.</summary>
    public static JsonObject Pairs(JsonNode? pairs, Func<JsonNode?, JsonNode?> read)
    {
        var byKey = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var pair in (pairs as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Word(pair["key"]) is { Length: > 0 } key)
            {
                byKey[key] = read(pair["value"]);
            }
        }

        return new JsonObject(byKey);
    }

    /// <summary>Tags or parameters as an object, by key; all are texts.</summary>
    public static JsonObject Texts(JsonNode? pairs) => Pairs(pairs, value => value is null ? "" : Word(value));

    /// <summary>A metric's value: a number, or one of the texts <c>NaN</c>, <c>+Inf</c> and <c>-Inf</c>; null when it is neither.</summary>
    public static JsonNode? Figure(JsonNode? node) =>
        node is not JsonValue || !double.TryParse(Word(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? null
        : double.IsNaN(number) ? "NaN"
        : number >= Clamped ? "+Inf"
        : number <= -Clamped ? "-Inf"
        : JsonValue.Create(number);

    /// <summary>A whole number, which may be negative, written as number or text; null when it is none.</summary>
    public static long? Whole(JsonNode? node) => long.TryParse(Word(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Milliseconds since 1970, written as number or text; null when there are none.</summary>
    public static long? Milliseconds(JsonNode? node) =>
        Whole(node) is { } time && time > 0 && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? time : null;

    /// <summary>Milliseconds since 1970 as an ISO text in UTC; null when there are none.</summary>
    public static string? Instant(JsonNode? node) => Milliseconds(node) is { } time
        ? DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : null;

    /// <summary>JSON that was written into a text; the text itself when it is no JSON, which happens with source types of people's own.</summary>
    public static JsonNode? Unpacked(JsonNode? node)
    {
        if (SettingsCheck.Text(node) is not { } text)
        {
            return node?.DeepClone();
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: NoDuplicates);
        }
        catch (JsonException)
        {
            // As it is: a plain address, or a figure that JSON cannot hold.
            return text;
        }
    }
}
