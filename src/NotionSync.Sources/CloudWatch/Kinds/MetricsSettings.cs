using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>The checked settings of the kind <c>metrics</c>.</summary>
internal sealed record MetricsSettings
{
    /// <summary>Seconds of a period where none is given.</summary>
    public const int UsualPeriod = 300;

    /// <summary>Periods that are looked at where no number is given: late figures arrive within two or three.</summary>
    public const int UsualPeriods = 3;

    /// <summary>Dimensions that tell records apart, sorted; empty makes one record.</summary>
    public required ImmutableArray<string> By { get; init; }

    /// <summary>The things that metrics and expressions are asked for, by their dimensions.</summary>
    public required ImmutableArray<ImmutableSortedDictionary<string, string>> Things { get; init; }

    /// <summary>Seconds of a period.</summary>
    public required int Period { get; init; }

    /// <summary>How many whole periods back the latest figure is looked for.</summary>
    public required int Periods { get; init; }

    /// <summary>How long after its end a period is left alone.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>Metrics by member.</summary>
    public required ImmutableArray<MetricSetting> Metrics { get; init; }

    /// <summary>Searches by member.</summary>
    public required ImmutableArray<SearchSetting> Searches { get; init; }

    /// <summary>Metric math over the metrics, by member.</summary>
    public required ImmutableArray<MathSetting> Expressions { get; init; }

    /// <summary>Searches of which a dimension's value is wanted, by member.</summary>
    public required ImmutableArray<InfoSetting> Infos { get; init; }

    /// <summary>Lists over time by member.</summary>
    public required ImmutableArray<RangeSetting> Ranges { get; init; }

    /// <summary>Whether each record is told the alarms that watch it.</summary>
    public required bool HasAlarms { get; init; }

    /// <summary>Every member that is to be told, or else named as missing.</summary>
    public IReadOnlyList<string> Members =>
        [.. Metrics.Select(one => one.Name), .. Searches.Select(one => one.Name), .. Expressions.Select(one => one.Name), .. Ranges.Select(one => one.Name), .. HasAlarms ? new[] { MetricsRecord.AlarmsMember } : []];

    /// <summary>Reads settings in which <see cref="MetricsSettingsCheck"/> found no fault.</summary>
    public static MetricsSettings From(JsonObject? settings)
    {
        IEnumerable<KeyValuePair<string, JsonObject>> Sections(string name) =>
            (settings?[name] as JsonObject ?? []).Where(entry => entry.Value is JsonObject).Select(entry => KeyValuePair.Create(entry.Key, (JsonObject)entry.Value!));
        ImmutableArray<string> by = [.. (settings?["by"] as JsonArray ?? []).Select(name => SettingsCheck.Text(name)!).Order(StringComparer.Ordinal)];
        return new()
        {
            By = by,
            Things = by.IsEmpty
                ? [ImmutableSortedDictionary<string, string>.Empty]
                : [.. (settings?["things"] as JsonArray ?? []).OfType<JsonObject>().Select(Dimensions)],
            HasAlarms = settings?["alarms"]?.GetValueKind() is System.Text.Json.JsonValueKind.True,
            Period = (int)(SettingsCheck.Number(settings?["period"]) ?? UsualPeriod),
            Periods = (int)(SettingsCheck.Number(settings?["periods"]) ?? UsualPeriods),
            Settle = SettleTime.From(settings),
            Metrics =
            [
                .. Sections("metrics").Select(entry => new MetricSetting(
                    entry.Key,
                    SettingsCheck.Text(entry.Value["namespace"])!,
                    SettingsCheck.Text(entry.Value["metric"])!,
                    SettingsCheck.Text(entry.Value["stat"])!,
                    Dimensions(entry.Value["dimensions"] as JsonObject))),
            ],
            Searches =
            [
                .. Sections("searches").Select(entry => new SearchSetting(
                    entry.Key, SearchText.Parse(SettingsCheck.Text(entry.Value["search"])!).Search!, SettingsCheck.Text(entry.Value["stat"])!, SettingsCheck.Text(entry.Value["join"]))),
            ],
            Expressions = [.. (settings?["expressions"] as JsonObject ?? []).Select(entry => new MathSetting(entry.Key, SettingsCheck.Text(entry.Value)!))],
            Infos =
            [
                .. Sections("infos").Select(entry => new InfoSetting(
                    entry.Key, SearchText.Parse(SettingsCheck.Text(entry.Value["search"])!).Search!, SettingsCheck.Text(entry.Value["dimension"])!)),
            ],
            Ranges =
            [
                .. Sections("ranges").Select(entry => new RangeSetting(
                    entry.Key, SettingsCheck.Text(entry.Value["of"])!, (int)SettingsCheck.Number(entry.Value["hours"])!.Value, (int)SettingsCheck.Number(entry.Value["points"])!.Value)),
            ],
        };
    }

    private static ImmutableSortedDictionary<string, string> Dimensions(JsonObject? written) =>
        (written ?? []).ToImmutableSortedDictionary(entry => entry.Key, entry => SettingsCheck.Text(entry.Value)!, StringComparer.Ordinal);
}

/// <summary>A statistic of a metric, asked for each thing.</summary>
/// <param name="Name">The member.</param>
/// <param name="Namespace">E.g. <c>AWS/ECS</c>.</param>
/// <param name="Metric">E.g. <c>CPUUtilization</c>.</param>
/// <param name="Stat">E.g. <c>Average</c> or <c>p95</c>.</param>
/// <param name="Dimensions">Beside those of the thing.</param>
internal sealed record MetricSetting(string Name, string Namespace, string Metric, string Stat, ImmutableSortedDictionary<string, string> Dimensions);

/// <summary>A search for metrics of things that are not known beforehand.</summary>
/// <param name="Name">The member.</param>
/// <param name="Search">Where.</param>
/// <param name="Stat">E.g. <c>Average</c>.</param>
/// <param name="Join">What becomes of several metrics of one thing: <c>min</c>, <c>max</c>, <c>sum</c> or <c>avg</c>; null: there is one.</param>
internal sealed record SearchSetting(string Name, SearchText Search, string Stat, string? Join);

/// <summary>Metric math.</summary>
/// <param name="Name">The member.</param>
/// <param name="Expression">Over the names of metrics and other expressions.</param>
internal sealed record MathSetting(string Name, string Expression);

/// <summary>A text about a thing: the value of a dimension of one of its metrics.</summary>
internal sealed record InfoSetting(string Name, SearchText Search, string Dimension);

/// <summary>Figures over time.</summary>
/// <param name="Name">The member.</param>
/// <param name="Of">The metric, search or expression.</param>
/// <param name="Hours">How far back.</param>
/// <param name="Points">How many.</param>
internal sealed record RangeSetting(string Name, string Of, int Hours, int Points)
{
    /// <summary>Seconds of a period.</summary>
    public int Period => Hours * 3600 / Points;
}
