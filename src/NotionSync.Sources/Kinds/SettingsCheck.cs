using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Sources.Kinds;

/// <summary>Checks that the kinds' settings share.</summary>
internal static class SettingsCheck
{
    /// <summary>Members that a section does not know.</summary>
    public static IEnumerable<SettingFault> Unknown(JsonObject section, string path, params IReadOnlyCollection<string> known) => section
        .Select(member => member.Key)
        .Where(name => !known.Contains(name))
        .Select(name => new SettingFault(
            $"{path}/{name}",
            known.Count == 0 ? $"'{name}' is unknown: this kind has no settings." : $"'{name}' is unknown.",
            known.Count == 0 ? "Leave it out." : NearestName.Suggest(name, known)));

    /// <summary>The text of a member; null when it is none.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The number of a member; null when it is none.</summary>
    public static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number && double.TryParse(
            value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The texts of a list; empty when there is none.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => [.. (node as JsonArray ?? []).Select(Text).OfType<string>()];

    /// <summary>Whether a member is true.</summary>
    public static bool Flag(JsonNode? node) => node is JsonValue value && value.GetValueKind() is JsonValueKind.True;

    /// <summary>A member that is there and no list of texts, or an empty one.</summary>
    /// <param name="section">Where it stands.</param>
    /// <param name="path">Of the section.</param>
    /// <param name="name">The member.</param>
    /// <param name="example">What it may be, e.g. <c>[loss, accuracy]</c>.</param>
    public static IEnumerable<SettingFault> NoTexts(JsonObject section, string path, string name, string example)
    {
        if (section.TryGetPropertyValue(name, out var list) && (list is not JsonArray { Count: > 0 } items || items.Any(item => Text(item) is not { Length: > 0 })))
        {
            yield return new($"{path}/{name}", $"'{name}' is not a list of texts.", $"Write {name}: {example}, or leave it out.");
        }
    }

    /// <summary>A member that is there and neither true nor false.</summary>
    public static IEnumerable<SettingFault> NoFlag(JsonObject section, string path, string name)
    {
        if (section.TryGetPropertyValue(name, out var flag) && flag?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            yield return new($"{path}/{name}", $"'{name}' is neither true nor false.", "Write true, or leave it out.");
        }
    }
}
