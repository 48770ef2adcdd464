using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>
/// How long after its end a period is left alone. Services send their figures minutes late, and a sum that is read at once is too low and
/// is never read again.
/// </summary>
internal static class SettleTime
{
    /// <summary>Name of the setting, in seconds.</summary>
    public const string Setting = "offsetSeconds";

    private const int Usual = 180;
    private const int Longest = 3600;

    /// <summary>That of a block in which <see cref="Check"/> found no fault. Default three minutes.</summary>
    public static TimeSpan From(JsonObject? settings) => TimeSpan.FromSeconds(SettingsCheck.Number(settings?[Setting]) ?? Usual);

    /// <summary>What is wrong with the setting.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject settings)
    {
        if (settings.TryGetPropertyValue(Setting, out var written) && SettingsCheck.Number(written) is not (>= 0 and <= Longest))
        {
            yield return new($"/{Setting}", $"'{written}' is not a number of seconds from 0 to {Longest}.", $"Leave it out for {Usual}.");
        }
    }
}
