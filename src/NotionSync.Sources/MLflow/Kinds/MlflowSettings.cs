using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>The settings of MLflow's kinds; each kind takes those that it names.</summary>
internal sealed record MlflowSettings
{
    /// <summary>Names of experiments.</summary>
    public const string ExperimentsSetting = "experiments";

    /// <summary>Names of registered models.</summary>
    public const string ModelsSetting = "models";

    /// <summary>Names of metrics.</summary>
    public const string MetricsSetting = "metrics";

    /// <summary>Metrics whose course is wanted.</summary>
    public const string HistorySetting = "history";

    /// <summary>Points of a course.</summary>
    public const string PointsSetting = "points";

    /// <summary>Whether a version is joined with its run.</summary>
    public const string RunSetting = "run";

    /// <summary>How far back of the newest end an incremental read begins.</summary>
    public const string OverlapSetting = "overlapMinutes";

    // MLflow gives at most so many points of a run in one answer.
    private const int MostPoints = 2500;
    private const int UsualPoints = 200;

    // Trainers set the times, by their own clocks.
    private const int LeastOverlap = 15;
    private const int UsualOverlap = 30;
    private const int MostOverlap = 7 * 24 * 60;

    private static readonly string[] Lists = [ExperimentsSetting, ModelsSetting, MetricsSetting, HistorySetting];

    /// <summary>Experiments that are read.</summary>
    public required Names Experiments { get; init; }

    /// <summary>Registered models that are read.</summary>
    public required Names Models { get; init; }

    /// <summary>Metrics that a record holds.</summary>
    public required Names Metrics { get; init; }

    /// <summary>Metrics whose course a record holds, by their exact keys.</summary>
    public required ImmutableArray<string> History { get; init; }

    /// <summary>Points of each course, about.</summary>
    public required int Points { get; init; }

    /// <summary>Whether a version is joined with its run.</summary>
    public required bool WithRun { get; init; }

    /// <summary>How far back of the newest end an incremental read begins.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>Reads settings in which <see cref="Check"/> found no fault.</summary>
    public static MlflowSettings From(JsonObject? settings)
    {
        ImmutableArray<string> List(string name) => [.. (settings?[name] as JsonArray ?? []).Select(item => SettingsCheck.Text(item)!)];
        return new()
        {
            Experiments = new(List(ExperimentsSetting)),
            Models = new(List(ModelsSetting)),
            // A course that is wanted is one of a metric that is wanted.
            Metrics = new(List(MetricsSetting) is { IsEmpty: false } metrics ? [.. metrics, .. List(HistorySetting)] : []),
            History = List(HistorySetting),
            Points = (int)(SettingsCheck.Number(settings?[PointsSetting]) ?? UsualPoints),
            WithRun = settings?[RunSetting]?.GetValue<bool>() ?? true,
            Overlap = TimeSpan.FromMinutes(SettingsCheck.Number(settings?[OverlapSetting]) ?? UsualOverlap),
        };
    }

    /// <summary>All faults of a kind's settings.</summary>
    /// <param name="settings">Null for none.</param>
    /// <param name="known">The settings that the kind takes.</param>
    public static IEnumerable<SettingFault> Check(JsonObject? settings, params string[] known)
    {
        settings ??= [];
        return
        [
            .. SettingsCheck.Unknown(settings, "", known),
            .. known.Intersect(Lists).SelectMany(name => ListFaults(settings, name)),
            .. NumberFaults(settings, PointsSetting, 2, MostPoints, UsualPoints),
            .. NumberFaults(settings, OverlapSetting, LeastOverlap, MostOverlap, UsualOverlap),
            .. settings[RunSetting] is null || settings[RunSetting] is JsonValue flag && flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                ? Array.Empty<SettingFault>()
                : [new SettingFault($"/{RunSetting}", $"'{settings[RunSetting]}' is neither true nor false.", "Leave it out for true.")],
        ];
    }

    private static IEnumerable<SettingFault> ListFaults(JsonObject settings, string name)
    {
        if (settings[name] is null && !settings.ContainsKey(name))
        {
            yield break;
        }

        if (settings[name] is not JsonArray { Count: > 0 } items)
        {
            yield return new($"/{name}", $"'{name}' is not a list of names.", $"Write {name}: [one, another], or leave it out for {(name == HistorySetting ? "none" : "all")}.");
            yield break;
        }

        foreach (var (at, item) in items.Index())
        {
            if (SettingsCheck.Text(item) is not { Length: > 0 } text)
            {
                yield return new($"/{name}/{at}", $"'{item}' is not a name.", "Write a text; put it in quotes when it looks like a number.");
            }
            else if (name == HistorySetting && text.Contains('*', StringComparison.Ordinal))
            {
                yield return new($"/{name}/{at}", $"'{text}' stands for several metrics, and each costs a call per {MlflowClient.Batch} runs.", "Name each metric whose course is wanted.");
            }
        }
    }

    private static IEnumerable<SettingFault> NumberFaults(JsonObject settings, string name, int least, int most, int usual)
    {
        if (settings.ContainsKey(name) && !(SettingsCheck.Number(settings[name]) is { } number && number >= least && number <= most && number == Math.Floor(number)))
        {
            yield return new($"/{name}", $"'{settings[name]}' is not a whole number from {least} to {most}.", $"Leave it out for {usual}.");
        }
    }
}
