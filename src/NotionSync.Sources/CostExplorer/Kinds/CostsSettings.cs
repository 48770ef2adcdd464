using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>The checked settings of the kind <c>costs</c>.</summary>
/// <param name="By">By what costs are told apart, at most two; empty for the sum.</param>
/// <param name="Question">Which amount, and of what.</param>
/// <param name="Months">Months, the one under way included; 0 for none.</param>
/// <param name="Days">Whole days before today; 0 for none.</param>
internal sealed record CostsSettings(ImmutableArray<CostGroup> By, CostQuestion Question, int Months, int Days)
{
    private const int MostGroups = 2;
    private const int MostMonths = 13;
    private const int MostDays = 92;

    /// <summary>The sum of this and the last month.</summary>
    public static CostsSettings Total(CostQuestion question) => new([], question, 2, 0);

    /// <summary>Reads settings in which <see cref="Check"/> found no fault.</summary>
    public static CostsSettings From(JsonObject? settings) => new(
        [.. (settings?["by"] as JsonArray ?? []).Select(group => CostGroup.Parse(SettingsCheck.Text(group))!)],
        CostQuestion.From(settings),
        (int)(SettingsCheck.Number(settings?["months"]) ?? 2),
        (int)(SettingsCheck.Number(settings?["days"]) ?? 0));

    /// <summary>What is wrong, in the order in which it is written.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject? settings)
    {
        settings ??= [];
        return
        [
            .. SettingsCheck.Unknown(settings, "", ["by", "months", "days", .. CostQuestion.Settings]),
            .. Groups(settings["by"]),
            .. Count(settings, "months", MostMonths),
            .. Count(settings, "days", MostDays),
            .. CostQuestion.Check(settings),
            .. SettingsCheck.Number(settings["months"]) is 0 && (SettingsCheck.Number(settings["days"]) ?? 0) is 0
                ? [new SettingFault("/months", "Neither months nor days are asked for.", "Leave 'months' out for this month and the last.")]
                : Array.Empty<SettingFault>(),
        ];
    }

    private static IEnumerable<SettingFault> Groups(JsonNode? by)
    {
        if (by is not JsonArray groups || groups.Count > MostGroups)
        {
            yield return new("/by", by is JsonArray ? $"Cost Explorer tells costs apart by at most {MostGroups} things." : "'by' is no list.", "Write e.g. by: [service] or by: ['tag:team', usage_type]; by: [] gives the sum.");
            yield break;
        }

        foreach (var (at, group) in groups.Index())
        {
            if (CostGroup.Parse(SettingsCheck.Text(group)) is null)
            {
                yield return new($"/by/{at}", $"'{group}' is nothing that costs are told apart by.", $"Write 'tag:<name>', 'category:<name>' or a dimension. {NearestName.Suggest($"{group}", [.. CostGroup.Words])}");
            }
        }
    }

    private static IEnumerable<SettingFault> Count(JsonObject settings, string name, int most)
    {
        if (settings.TryGetPropertyValue(name, out var written) && (SettingsCheck.Number(written) is not { } number || number < 0 || number > most || number % 1 != 0))
        {
            yield return new($"/{name}", $"'{written}' is no number of {name}.", $"Write a whole number from 0 to {most}.");
        }
    }
}
