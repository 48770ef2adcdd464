using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Notion.Properties;

/// <summary>What select and multi-select share: options, known by name whatever its case.</summary>
internal static class OptionList
{
    /// <summary>
    /// The whole list, as a schema request must always carry it: an option that is left out is deleted, with its values. Notion finds those
    /// that exist by name and keeps their colour; so a colour is sent for all or left to Notion.
    /// </summary>
    public static JsonObject Encode(ImmutableArray<PropertySchema.SelectOption> options) => new()
    {
        ["options"] = new JsonArray([.. options.Select(Encode)]),
    };

    /// <summary>The options of a configuration.</summary>
    public static ImmutableArray<OptionSnapshot> Decode(JsonElement payload) => payload.TryGetProperty("options", out var options)
        ? [.. options.EnumerateArray().Select(option => new OptionSnapshot(Text(option, "id") ?? "", Text(option, "name") ?? "", Text(option, "color")))]
        : [];

    /// <summary>An option's name as the schema spells it, else as given.</summary>
    public static string Spell(ImmutableArray<PropertySchema.SelectOption> options, string name)
    {
        foreach (var option in options)
        {
            if (string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return option.Name;
            }
        }

        return name;
    }

    /// <summary>Why Notion would refuse an option's name; null when it takes it.</summary>
    public static string? Refusal(string name) => name.Contains(',', StringComparison.Ordinal)
        ? $"The option '{name}' holds a comma, which Notion does not allow in options. Replace it in the mapping."
        : null;

    /// <summary>A value's name.</summary>
    public static string? NameOf(JsonElement option) => option.ValueKind is JsonValueKind.Object ? Text(option, "name") : null;

    private static JsonObject Encode(PropertySchema.SelectOption option)
    {
        var encoded = new JsonObject { ["name"] = option.Name };
        if (option.Color is { } color)
        {
            encoded["color"] = color;
        }

        return encoded;
    }

    private static string? Text(JsonElement option, string member) => option.TryGetProperty(member, out var value) ? value.GetString() : null;
}
