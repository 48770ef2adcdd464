using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>The checked settings of the kind <c>series</c>.</summary>
internal sealed record SeriesSettings
{
    /// <summary>Labels that tell records apart; empty makes one record.</summary>
    public required ImmutableArray<string> By { get; init; }

    /// <summary>How long before the run's time the queries are evaluated, so that all samples of that instant have arrived.</summary>
    public required TimeSpan Offset { get; init; }

    /// <summary>PromQL by member.</summary>
    public required ImmutableArray<SeriesQuery> Queries { get; init; }

    /// <summary>Lists over time by member.</summary>
    public required ImmutableArray<SeriesRange> Ranges { get; init; }

    /// <summary>Queries whose labels are wanted, by member.</summary>
    public required ImmutableArray<SeriesQuery> Infos { get; init; }

    /// <summary>Reads settings in which <see cref="SeriesSettingsCheck"/> found no fault.</summary>
    public static SeriesSettings From(JsonObject? settings)
    {
        var window = SettingsCheck.Text(settings?["window"]) ?? "5m";
        string Promql(JsonNode? node) => SettingsCheck.Text(node)!.Replace("$window", window, StringComparison.Ordinal);
        IEnumerable<KeyValuePair<string, JsonNode?>> Section(string name) => settings?[name] as JsonObject ?? [];

        return new()
        {
            By = [.. (settings?["by"] as JsonArray ?? []).Select(label => SettingsCheck.Text(label)!)],
            Offset = TimeSpan.FromSeconds(SettingsCheck.Number(settings?["offsetSeconds"]) ?? 30),
            Queries = [.. Section("queries").Select(query => new SeriesQuery(query.Key, Promql(query.Value)))],
            Infos = [.. Section("infos").Select(info => new SeriesQuery(info.Key, Promql(info.Value is JsonObject section ? section["query"] : info.Value)))],
            Ranges =
            [
                .. Section("ranges").Select(range => new SeriesRange(
                    range.Key,
                    Promql(range.Value!["query"]),
                    TimeSpan.FromHours(SettingsCheck.Number(range.Value["hours"])!.Value),
                    (int)SettingsCheck.Number(range.Value["points"])!.Value)),
            ],
        };
    }
}

/// <summary>A query and the member that takes its result.</summary>
internal sealed record SeriesQuery(string Name, string Promql);

/// <summary>A query over time and the member that takes its result.</summary>
internal sealed record SeriesRange(string Name, string Promql, TimeSpan Span, int Points)
{
    /// <summary>Whole milliseconds, as fine as Prometheus goes.</summary>
    public TimeSpan Step => TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(Span.TotalMilliseconds / Points)));

    /// <summary>
    /// First and last point for an instant. Points lie on multiples of the step, so that the list stays as it is until the next step is over.
    /// </summary>
    public (DateTimeOffset Start, DateTimeOffset End) At(DateTimeOffset instant)
    {
        var end = new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) % Step.Ticks, TimeSpan.Zero);
        return (end - (Points - 1) * Step, end);
    }
}
