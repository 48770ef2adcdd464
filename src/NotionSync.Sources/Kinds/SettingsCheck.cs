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
}
