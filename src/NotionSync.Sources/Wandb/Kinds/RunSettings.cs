using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>The checked settings of the kind <c>runs</c>.</summary>
/// <param name="Values">Which results and settings are wanted.</param>
/// <param name="Filter">In W&amp;B's own filter language; null for all runs.</param>
/// <param name="Lineage">Whether what went in and came out is wanted.</param>
/// <param name="System">Whether the load of the machine is wanted.</param>
internal sealed record RunSettings(ValueSettings Values, JsonObject? Filter, bool Lineage, bool System)
{
    /// <summary>Heavy members make for small pages.</summary>
    public int PageSize => Values.Curves.Length > 0 || Lineage ? 20 : 50;

    /// <summary>Reads settings in which <see cref="Check"/> found no fault.</summary>
    public static RunSettings From(JsonObject? settings) =>
        new(ValueSettings.From(settings), settings?["filter"] as JsonObject, SettingsCheck.Flag(settings?["lineage"]), SettingsCheck.Flag(settings?["system"]));

    /// <summary>What is wrong.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject settings) =>
    [
        .. SettingsCheck.Unknown(settings, "", ["projects", "filter", "lineage", "system", .. ValueSettings.Members]),
        .. SettingsCheck.NoTexts(settings, "", "projects", "[llm, speech]"),
        .. ValueSettings.Check(settings),
        .. SettingsCheck.NoFlag(settings, "", "lineage"),
        .. SettingsCheck.NoFlag(settings, "", "system"),
        .. settings.TryGetPropertyValue("filter", out var filter) && filter is not JsonObject
            ? [new SettingFault("/filter", "'filter' is not a section.", "Write it as W&B does, e.g. filter: { jobType: train, tags: { $in: [release] } }.")]
            : Array.Empty<SettingFault>(),
    ];

    /// <summary>The variables by which documents ask for them.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Variables() => [.. Values.Variables(), new("lineage", Lineage), new("system", System)];
}
