using System.Text.Json.Nodes;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Metric alarms by the dimensions that they watch, so that each thing can be told its own.</summary>
internal sealed class AlarmsOfThings
{
    private readonly SortedDictionary<string, (JsonObject Alarm, IReadOnlyList<JsonObject> Watched)> alarms = new(StringComparer.Ordinal);

    /// <summary>Reads all metric alarms of a region.</summary>
    public static async Task<AlarmsOfThings> ReadAsync(CloudWatchRegion region, CancellationToken cancellationToken)
    {
        var found = new AlarmsOfThings();
        await foreach (var page in region.AlarmsAsync(["MetricAlarm"], prefix: null, cancellationToken))
        {
            foreach (var alarm in page.Items("MetricAlarms"))
            {
                if (SettingsCheck.Text(alarm["AlarmName"]) is { } name)
                {
                    found.alarms[name] = (Short(region.Name, name, alarm), [.. Watched(alarm)]);
                }
            }
        }

        return found;
    }

    /// <summary>The alarms that watch a thing, by name; the nodes are the caller's.</summary>
    /// <param name="dimensions">Which thing; without dimensions there are none.</param>
    public JsonArray Of(IReadOnlyDictionary<string, string> dimensions) =>
        [.. alarms.Values.Where(alarm => dimensions.Count > 0 && alarm.Watched.Any(metric => Watches(metric, dimensions))).Select(alarm => alarm.Alarm.DeepClone())];

    private static bool Watches(JsonObject metric, IReadOnlyDictionary<string, string> dimensions)
    {
        var watched = (metric["Dimensions"] as JsonArray ?? []).OfType<JsonObject>().Select(one => (SettingsCheck.Text(one["Name"]), SettingsCheck.Text(one["Value"]))).ToHashSet();
        return dimensions.All(one => watched.Contains((one.Key, one.Value)));
    }

    // The alarm's own metric, or those that its expression computes with.
    private static IEnumerable<JsonObject> Watched(JsonObject alarm) =>
        (alarm["Metrics"] as JsonArray ?? []).OfType<JsonObject>().Select(query => query["MetricStat"]?["Metric"]).OfType<JsonObject>().Prepend(alarm);

    private static JsonObject Short(string region, string name, JsonObject alarm)
    {
        var copy = new JsonObject
        {
            ["AlarmName"] = name,
            ["StateValue"] = alarm["StateValue"]?.DeepClone(),
            ["StateReason"] = alarm["StateReason"]?.DeepClone(),
            ["url"] = ConsoleLinks.Alarm(region, name),
        };
        if (AwsValues.Time(alarm["StateTransitionedTimestamp"]) is { } since)
        {
            copy["stateTransitionedAt"] = AwsValues.Iso(since);
        }

        return copy;
    }
}
