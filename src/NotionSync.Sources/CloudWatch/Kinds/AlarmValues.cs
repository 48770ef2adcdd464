using System.Text.Json.Nodes;
using NotionSync.Sources.Aws;
using NotionSync.Sources.CloudWatch.Data;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Reads the figures that alarms watch, as the alarms themselves define them.</summary>
/// <param name="region">Where the alarms are.</param>
/// <param name="at">Before which all figures have arrived.</param>
/// <param name="trendHours">Hours of history, a multiple of 24; 0 for none.</param>
internal sealed class AlarmValues(CloudWatchRegion region, DateTimeOffset at, int trendHours)
{
    // The newest whole period may not have arrived yet, and an agent may skip some: with short periods three of them are soon over.
    private const int LeastPeriods = 3;
    private const int LeastSeconds = 900;

    private const int TrendPoints = 24;

    /// <summary>Adds <c>value</c>, <c>valueAt</c> and <c>trend</c> to alarms whose metric has figures.</summary>
    /// <returns>What could not be read; empty when nothing is amiss.</returns>
    public async Task<IReadOnlyList<AlarmFault>> AddAsync(IReadOnlyList<JsonObject> alarms, CancellationToken cancellationToken)
    {
        var asked = alarms.Index().Select(one => Question(one.Item, $"a{one.Index}")).OfType<AlarmQuestion>().ToList();
        var faults = new List<AlarmFault>();
        foreach (var same in asked.GroupBy(one => one.Period))
        {
            await ReadAsync([.. same], TimeWindow.Before(at, same.Key, Math.Max(LeastPeriods, LeastSeconds / same.Key)), PutValue, faults, cancellationToken);
        }

        foreach (var same in asked.Where(_ => trendHours > 0).GroupBy(one => Math.Max(one.Period, trendHours * 3600 / TrendPoints)))
        {
            var points = Math.Max(2, trendHours * 3600 / same.Key);
            await ReadAsync([.. same.Select(one => one.Every(same.Key))], TimeWindow.Before(at, same.Key, points), PutTrend, faults, cancellationToken);
        }

        return faults;
    }

    private async Task ReadAsync(
        List<AlarmQuestion> asked, TimeWindow window, Action<JsonObject, IReadOnlyCollection<KeyValuePair<DateTimeOffset, decimal>>> put, List<AlarmFault> faults, CancellationToken cancellationToken)
    {
        var answers = await MetricDataReader.ReadAsync(region, asked.Select(one => one.Question), window, cancellationToken);
        faults.AddRange(answers.Notes.Select(note => new AlarmFault(null, note)));
        foreach (var one in asked)
        {
            if (answers.Refusals.GetValueOrDefault(one.Id) is { } refusal)
            {
                faults.Add(new AlarmFault(one.Alarm, $"{one.Name}: {refusal}"));
            }
            else if (answers.Of(one.Id) is [{ } series])
            {
                if (series.Fault is { } fault)
                {
                    faults.Add(new AlarmFault(one.Alarm, $"{one.Name}: {fault.Word} {fault.Words}".TrimEnd()));
                }
                else if (series.Points.Count > 0)
                {
                    put(one.Alarm, series.Points);
                }
            }
        }
    }

    private static void PutValue(JsonObject alarm, IReadOnlyCollection<KeyValuePair<DateTimeOffset, decimal>> points)
    {
        var (time, figure) = points.Last();
        alarm["value"] = figure;
        alarm["valueAt"] = AwsValues.Iso(time);
    }

    private static void PutTrend(JsonObject alarm, IReadOnlyCollection<KeyValuePair<DateTimeOffset, decimal>> points) =>
        alarm["trend"] = new JsonArray([.. points.Select(point => JsonValue.Create(point.Value))]);

    // Composite alarms, log alarms and those on PromQL watch no metric that could be asked for.
    private static AlarmQuestion? Question(JsonObject alarm, string id)
    {
        var name = SettingsCheck.Text(alarm["AlarmName"]) ?? "an alarm without a name";
        var period = (int)(SettingsCheck.Number(alarm["Period"]) ?? 0);
        if (alarm["Metrics"] is JsonArray { Count: > 0 } metrics)
        {
            return AlarmMath.Question(metrics, SettingsCheck.Text(alarm["ThresholdMetricId"]), id) is var (question, its, every) ? new(alarm, name, its, every, question) : null;
        }

        return SettingsCheck.Text(alarm["Namespace"]) is { } space
            && SettingsCheck.Text(alarm["MetricName"]) is { } metric
            && (SettingsCheck.Text(alarm["Statistic"]) ?? SettingsCheck.Text(alarm["ExtendedStatistic"])) is { } stat
            && period > 0
            ? new(alarm, name, id, period, new MetricQuestion([MetricQuestion.Stat(id, MetricQuestion.Metric(space, metric, Dimensions(alarm)), period, stat)], IsMath: false))
            : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Dimensions(JsonObject alarm) => (alarm["Dimensions"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Select(dimension => KeyValuePair.Create(SettingsCheck.Text(dimension["Name"]) ?? "", SettingsCheck.Text(dimension["Value"]) ?? ""));

    private sealed record AlarmQuestion(JsonObject Alarm, string Name, string Id, int Period, MetricQuestion Question)
    {
        public AlarmQuestion Every(int seconds) => this with { Period = seconds, Question = AlarmMath.Every(Question, seconds) };
    }
}

/// <summary>A figure that could not be read.</summary>
/// <param name="Alarm">Whose; null when it may be anybody's.</param>
/// <param name="Words">What was amiss, with the alarm's name.</param>
internal sealed record AlarmFault(JsonObject? Alarm, string Words);
