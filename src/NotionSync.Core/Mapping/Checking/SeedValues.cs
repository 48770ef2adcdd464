using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Reads values of seed rows and conditions.</summary>
internal static class SeedValues
{
    /// <summary>A value of a seed row as its property's kind, or why it is none; both null for null.</summary>
    public static (PropertyValue? Value, string? Fault) Read(PropertyDraft property, JsonNode? node) =>
        ValueReader.Read(PropertySchemas.Of(property, property.Section!, other: null), node, property.Section!.Open);

    /// <summary>One text or a list of texts; null for anything else.</summary>
    public static ImmutableArray<string>? Texts(JsonNode? node)
    {
        JsonNode?[] items = node is JsonArray list ? [.. list] : [node];
        return items.All(item => item?.GetValueKind() is JsonValueKind.String) ? [.. items.Select(item => item!.GetValue<string>())] : null;
    }
}
