using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>The part of W&amp;B's filter language that is asked for: <c>$and</c>, <c>$or</c>, <c>$gte</c>, <c>$in</c>, and plain values.</summary>
internal static class WandbFilter
{
    /// <summary>Whether a run fits; no filter fits all.</summary>
    public static bool Fits(JsonObject? filter, JsonObject run) => filter is null || filter.All(part => part.Key switch
    {
        "$and" => part.Value!.AsArray().All(one => Fits(one!.AsObject(), run)),
        "$or" => part.Value!.AsArray().Any(one => Fits(one!.AsObject(), run)),
        var field => Fits(part.Value, run[field]),
    });

    private static bool Fits(JsonNode? wanted, JsonNode? value) => wanted is JsonObject operators
        ? operators.All(one => one.Key switch
        {
            "$gte" => string.CompareOrdinal($"{value}".TrimEnd('Z'), $"{one.Value}".TrimEnd('Z')) >= 0,
            "$in" => one.Value!.AsArray().Any(item => Fits(item, value)),
            _ => throw new NotSupportedException($"The replay knows no operator '{one.Key}'."),
        })
        : value is JsonArray list ? list.Any(item => JsonNode.DeepEquals(item, wanted)) : JsonNode.DeepEquals(value, wanted);

    /// <summary>The filter in a variable; null when it is not there.</summary>
    public static JsonObject? Read(JsonNode? variable) =>
        variable?.GetValueKind() is JsonValueKind.String ? JsonNode.Parse(variable.GetValue<string>()) as JsonObject : null;
}
