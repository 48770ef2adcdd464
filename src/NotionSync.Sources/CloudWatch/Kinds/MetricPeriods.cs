using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>
/// Checks lengths of time: CloudWatch keeps fine periods for a short time only, and answers nothing at all, without an error, when a
/// period is too fine for its age.
/// </summary>
internal static class MetricPeriods
{
    private const int MostPoints = 1000;
    private const int LongestHours = 455 * 24;

    /// <summary>What is wrong with <c>period</c> and <c>periods</c>.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject settings)
    {
        var period = settings["period"] is null ? MetricsSettings.UsualPeriod : SettingsCheck.Number(settings["period"]);
        if (period is not (> 0 and <= 86400 and var seconds) || seconds % 60 != 0 && seconds is not (1 or 5 or 10 or 20 or 30))
        {
            yield return new("/period", $"'{settings["period"]}' is no period.", "Write seconds: 1, 5, 10, 20, 30 or a multiple of 60, at most 86400. Leave it out for 300.");
            yield break;
        }

        if (settings["periods"] is not null && (SettingsCheck.Number(settings["periods"]) is not (>= 1 and <= 100 and var count) || count % 1 != 0))
        {
            yield return new("/periods", $"'{settings["periods"]}' is no number of periods.", "Write a whole number from 1 to 100. Leave it out for 3, for figures arrive late.");
            yield break;
        }

        var hours = seconds * ((SettingsCheck.Number(settings["periods"]) ?? MetricsSettings.UsualPeriods) + 1) / 3600 + SettleTime.From(settings).TotalHours;
        if (Finest(hours) is var finest && seconds % finest != 0)
        {
            yield return new("/period", $"Figures that old are kept for multiples of {finest} s only.", $"Write a multiple of {finest}, or fewer periods.");
        }
    }

    /// <summary>What is wrong with a range.</summary>
    /// <param name="path">Its place in the settings.</param>
    /// <param name="value">What is written.</param>
    /// <param name="settle">How much further back it reaches.</param>
    /// <param name="known">What it may be of.</param>
    public static IEnumerable<SettingFault> Range(string path, JsonNode? value, TimeSpan settle, IReadOnlyCollection<string> known)
    {
        if (value is not JsonObject range)
        {
            yield return new(path, "This is not a section with of, hours and points.", "Write { of: cpu, hours: 24, points: 24 }.");
            yield break;
        }

        foreach (var fault in SettingsCheck.Unknown(range, path, "of", "hours", "points"))
        {
            yield return fault;
        }

        if (SettingsCheck.Text(range["of"]) is not { } of || !known.Contains(of))
        {
            yield return new($"{path}/of", $"'{range["of"]}' is no metric, search or expression of this block.", NearestName.Suggest($"{range["of"]}", known));
        }

        if (SettingsCheck.Number(range["hours"]) is not (>= 1 and <= LongestHours and var hours) || hours % 1 != 0)
        {
            yield return new($"{path}/hours", $"'{range["hours"]}' is no number of hours.", $"Write a whole number from 1 to {LongestHours}.");
        }
        else if (SettingsCheck.Number(range["points"]) is not (>= 2 and <= MostPoints and var points) || points % 1 != 0)
        {
            yield return new($"{path}/points", $"'{range["points"]}' is no number of points.", $"Write a whole number from 2 to {MostPoints}.");
        }
        else if (hours * 3600 / points is var period && Finest(hours + period / 3600 + settle.TotalHours) is var finest && period % finest != 0)
        {
            yield return new(
                $"{path}/points",
                $"{hours} hours in {points} points makes periods of {period:0.##} s, but figures that old are kept for multiples of {finest} s only.",
                $"Choose points so that hours × 3600 / points is a multiple of {finest}.");
        }
    }

    /// <summary>The unit of periods that figures of an age are kept for, in seconds.</summary>
    private static int Finest(double hours) => hours switch
    {
        < 3 => 1,
        <= 15 * 24 => 60,
        <= 63 * 24 => 300,
        _ => 3600,
    };
}
