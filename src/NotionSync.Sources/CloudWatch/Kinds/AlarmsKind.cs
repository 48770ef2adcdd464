using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Alarms on metrics, on other alarms and on logs, with the latest figure of what they watch.</summary>
internal sealed class AlarmsKind(CloudWatchClient client) : IKind
{
    private static readonly (string List, string Type)[] Lists = [("MetricAlarms", "metric"), ("CompositeAlarms", "composite"), ("LogAlarms", "log")];

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("alarms", "An alarm with its state, its threshold and the latest figure of its metric.")
    {
        Key = "AlarmArn",
        Scope = "region",
        Permissions = ["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => AlarmsSettings.Check(settings);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var settings = AlarmsSettings.From(query.Settings);
        return RegionReading.StreamAsync(
            RegionReading.Regions(query.Settings, client), region => ReadAsync(client.In(region), settings, query.At - settings.Settle, cancellationToken), cancellationToken);
    }

    private static async IAsyncEnumerable<SourceItem> ReadAsync(
        CloudWatchRegion region, AlarmsSettings settings, DateTimeOffset at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in region.AlarmsAsync(settings.Types, settings.Prefix, cancellationToken))
        {
            // Older servers leave lists out that they do not know.
            var alarms = Lists.SelectMany(list => page.Items(list.List).Select(alarm => Record(region.Name, list.Type, alarm))).ToList();
            var faults = settings.HasValues ? await AddValuesAsync(region, alarms, settings, at, cancellationToken) : [];
            if (faults.Count > 0)
            {
                yield return new SourceItem.Failed(
                    $"figures of alarms in {region.Name}", $"{string.Join("; ", faults.Take(3).Select(fault => fault.Words))}{(faults.Count > 3 ? $"; and {faults.Count - 3} more" : "")}");
            }

            foreach (var alarm in alarms)
            {
                yield return RegionReading.Found(region.Name, alarm, isPartial: faults.Any(fault => fault.Alarm is null || fault.Alarm == alarm));
            }
        }

        // Which alarms there are the listing alone tells, whatever becomes of their figures.
        yield return new SourceItem.ScopeRead(region.Name);
    }

    // Without its figure an alarm is still worth telling.
    private static async Task<IReadOnlyList<AlarmFault>> AddValuesAsync(
        CloudWatchRegion region, List<JsonObject> alarms, AlarmsSettings settings, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            return await new AlarmValues(region, at, settings.TrendHours).AddAsync(alarms, cancellationToken);
        }
        catch (VendorException fault)
        {
            return [new AlarmFault(null, fault.Message)];
        }
    }

    private static JsonObject Record(string region, string type, JsonObject alarm)
    {
        var record = (JsonObject)alarm.DeepClone();
        record["type"] = type;
        record["region"] = region;
        PutTime(record, "stateUpdatedAt", alarm["StateUpdatedTimestamp"]);
        PutTime(record, "stateTransitionedAt", alarm["StateTransitionedTimestamp"]);
        PutTime(record, "configurationUpdatedAt", alarm["AlarmConfigurationUpdatedTimestamp"]);
        if (SettingsCheck.Text(alarm["AlarmName"]) is { } name)
        {
            record["url"] = ConsoleLinks.Alarm(region, name);
        }

        return record;
    }

    private static void PutTime(JsonObject record, string member, JsonNode? time)
    {
        if (AwsValues.Time(time) is { } instant)
        {
            record[member] = AwsValues.Iso(instant);
        }
    }
}
