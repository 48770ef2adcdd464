using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Mapping.Expressions;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Reads a value of a seed row as the kind of its property. Strict: a number in a text column must be quoted.</summary>
internal static class SeedValues
{
    /// <summary>The value; null when the property cannot take it (see <see cref="Expected"/>).</summary>
    public static PropertyValue? Read(PropertyKind kind, JsonNode? node)
    {
        if (node is null)
        {
            return PropertyValue.Empty.Value;
        }

        var value = node as JsonValue;
        return (kind, value?.GetValueKind()) switch
        {
            (PropertyKind.Title or PropertyKind.Text, JsonValueKind.String) => Text(value!.GetValue<string>()),
            (PropertyKind.Number, JsonValueKind.Number) => new PropertyValue.Number(value!.GetValue<decimal>()),
            (PropertyKind.Select, JsonValueKind.String) => new PropertyValue.Select(value!.GetValue<string>()),
            (PropertyKind.MultiSelect, _) => Texts(node) is { } options ? new PropertyValue.MultiSelect(options) : null,
            (PropertyKind.Date, JsonValueKind.String) => Date(value!.GetValue<string>()),
            (PropertyKind.Checkbox, JsonValueKind.True or JsonValueKind.False) => new PropertyValue.Checkbox(value!.GetValue<bool>()),
            (PropertyKind.Url, JsonValueKind.String) => Address(value!.GetValue<string>()) is { } address ? new PropertyValue.Url(address) : null,
            (PropertyKind.Files, _) => Files(node),
            _ => null,
        };
    }

    /// <summary>What the property takes, for messages.</summary>
    public static string Expected(PropertyKind kind) => kind switch
    {
        PropertyKind.Number => "a number without quotes and units",
        PropertyKind.Select => "the name of an option",
        PropertyKind.MultiSelect => "a list of names of options",
        PropertyKind.Date => "a date such as 2025-09-10 or 2025-09-10T08:30:00Z",
        PropertyKind.Checkbox => "true or false",
        PropertyKind.Url => "an address such as https://example.com/page",
        PropertyKind.Files => "an address or a list of addresses",
        PropertyKind.Relation => "the title of a row or a list of titles",
        _ => "text; put a number, true, false or null in quotes",
    };

    /// <summary>One text or a list of texts; null for anything else.</summary>
    public static ImmutableArray<string>? Texts(JsonNode? node)
    {
        JsonNode?[] items = node is JsonArray list ? [.. list] : [node];
        return items.All(item => item?.GetValueKind() is JsonValueKind.String) ? [.. items.Select(item => item!.GetValue<string>())] : null;
    }

    private static PropertyValue Text(string text) => text.Length == 0 ? PropertyValue.Empty.Value : new PropertyValue.Text(text);

    private static PropertyValue.Date? Date(string text) =>
        Moment.Parse(text, out var moment) && moment is { } at ? new PropertyValue.Date(at.At, null, at.HasTime) : null;

    // Relative addresses are resolved against the configuration when the row is made.
    private static string? Address(string text) => text.Length > 0 && !text.Any(char.IsWhiteSpace) ? text : null;

    private static PropertyValue.Files? Files(JsonNode node) => Texts(node) is { } addresses && addresses.All(text => Address(text) is not null)
        ? new PropertyValue.Files([.. addresses.Select(address => new PropertyValue.FileLink(address.Split('/')[^1], address))])
        : null;
}
