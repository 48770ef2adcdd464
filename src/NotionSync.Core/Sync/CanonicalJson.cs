using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sync;

/// <summary>One text for JSON values that mean the same: members in order, absent like null, numbers without needless zeros.</summary>
internal static class CanonicalJson
{
    // Dividing by it takes the zeros from the end of a decimal.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The text; <c>null</c> for null.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(',', members
            .Where(member => member.Value is not null)
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{JsonSerializer.Serialize(member.Key, CanonicalJsonText.Default.String)}:{Of(member.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Of)) + "]",
        _ when node.GetValueKind() is JsonValueKind.Number => Number(node.ToJsonString()),
        _ => node.ToJsonString(),
    };

    private static string Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? (number / One).ToString(CultureInfo.InvariantCulture)
        : text;
}

/// <summary>Names of members.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class CanonicalJsonText : System.Text.Json.Serialization.JsonSerializerContext;
