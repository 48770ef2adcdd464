using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>The checked settings of the kind <c>alarms</c>.</summary>
internal sealed record AlarmsSettings
{
    private static readonly Dictionary<string, string> KnownTypes = new(StringComparer.Ordinal) { ["metric"] = "MetricAlarm", ["composite"] = "CompositeAlarm", ["log"] = "LogAlarm" };

    /// <summary>Which types, in AWS's words. Log alarms are asked for only when they are named: older servers do not know the word.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>What names begin with; null for all.</summary>
    public string? Prefix { get; init; }

    /// <summary>Whether the latest figure of each alarm's metric is read too.</summary>
    public required bool HasValues { get; init; }

    /// <summary>Hours of history; 0 for none.</summary>
    public required int TrendHours { get; init; }

    /// <summary>How long after its end a period is left alone.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>Reads settings in which <see cref="Check"/> found no fault.</summary>
    public static AlarmsSettings From(JsonObject? settings) => new()
    {
        Types = settings?["types"] is JsonArray { Count: > 0 } named
            ? [.. named.Select(type => KnownTypes[SettingsCheck.Text(type)!]).Distinct()]
            : [KnownTypes["metric"], KnownTypes["composite"]],
        Prefix = SettingsCheck.Text(settings?["prefix"]),
        HasValues = settings?["values"]?.GetValueKind() is not JsonValueKind.False,
        TrendHours = (int)(SettingsCheck.Number(settings?["trendHours"]) ?? 24),
        Settle = SettleTime.From(settings),
    };

    /// <summary>What is wrong, in the order in which it is written.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject? settings)
    {
        settings ??= [];
        return
        [
            .. SettingsCheck.Unknown(settings, "", RegionReading.Setting, "types", "prefix", "values", "trendHours", SettleTime.Setting),
            .. RegionReading.Check(settings),
            .. SettleTime.Check(settings),
            .. TypeFaults(settings),
            .. OtherFaults(settings),
        ];
    }

    private static IEnumerable<SettingFault> TypeFaults(JsonObject settings)
    {
        if (!settings.TryGetPropertyValue("types", out var written))
        {
            return [];
        }

        return written is JsonArray { Count: > 0 } named
            ? named.Index()
                .Where(one => SettingsCheck.Text(one.Item) is not { } type || !KnownTypes.ContainsKey(type))
                .Select(one => new SettingFault($"/types/{one.Index}", $"'{one.Item}' is no type of alarm.", NearestName.Suggest($"{one.Item}", [.. KnownTypes.Keys])))
            : [new SettingFault("/types", "'types' is no list.", "Write e.g. types: [metric, composite, log], or leave it out for metric and composite.")];
    }

    private static IEnumerable<SettingFault> OtherFaults(JsonObject settings)
    {
        if (settings.TryGetPropertyValue("prefix", out var prefix) && string.IsNullOrEmpty(SettingsCheck.Text(prefix)))
        {
            yield return new("/prefix", "'prefix' is no text.", "Write what the alarms' names begin with, or leave it out for all.");
        }

        if (settings.TryGetPropertyValue("values", out var values) && values?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            yield return new("/values", "'values' is neither true nor false.", "Write false to read no figures, which costs nothing.");
        }

        if (settings.TryGetPropertyValue("trendHours", out var hours)
            && !(SettingsCheck.Number(hours) is >= 0 and <= 360 and var number && number % 24 == 0))
        {
            yield return new("/trendHours", $"'{hours}' is no number of whole days in hours, from 0 to 360.", "Write 24 for a day, 0 for no history.");
        }
    }
}
