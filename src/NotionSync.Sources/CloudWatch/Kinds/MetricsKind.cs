using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.CloudWatch.Data;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Metrics, searches and metric math, joined by dimensions into one record per thing.</summary>
internal sealed class MetricsKind(CloudWatchClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("metrics", "Figures of one thing (an instance, a service): several metrics joined by dimensions.")
    {
        Key = "key",
        Scope = "region",
        Permissions = ["cloudwatch:GetMetricData", "cloudwatch:DescribeAlarms"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => MetricsSettingsCheck.Check(settings);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var settings = MetricsSettings.From(query.Settings);
        return RegionReading.StreamAsync(
            RegionReading.Regions(query.Settings, client), region => ReadAsync(client.In(region), settings, query.At - settings.Settle, cancellationToken), cancellationToken);
    }

    private static async IAsyncEnumerable<SourceItem> ReadAsync(
        CloudWatchRegion region, MetricsSettings settings, DateTimeOffset at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var questions = new MetricsQuestions(settings);
        var join = new MetricsJoin(region.Name, settings);
        var latest = questions.Latest().ToList();
        var window = TimeWindow.Before(at, settings.Period, settings.Periods);
        join.AddLatest(latest, await MetricDataReader.ReadAsync(region, latest.Select(one => one.Question), window, cancellationToken));

        foreach (var range in settings.Ranges)
        {
            var asked = questions.Over(range).ToList();
            var stretch = TimeWindow.Before(at, range.Period, range.Points);
            join.AddRange(range, asked, await MetricDataReader.ReadAsync(region, asked.Select(one => one.Question), stretch, cancellationToken));
        }

        // Figures that could not be read may hide a thing; alarms hide none.
        var isWhole = !join.Faults().Any();
        if (settings.HasAlarms)
        {
            await AddAlarmsAsync(region, join, cancellationToken);
        }

        foreach (var item in join.Faults().Concat(join.Records().Select(record => RegionReading.Found(region.Name, record, MetricsRecord.IsPartial(record)))))
        {
            yield return item;
        }

        if (isWhole)
        {
            yield return new SourceItem.ScopeRead(region.Name);
        }
    }

    // The figures are paid for by now, and are worth telling without the alarms.
    private static async Task AddAlarmsAsync(CloudWatchRegion region, MetricsJoin join, CancellationToken cancellationToken)
    {
        try
        {
            join.AddAlarms(await AlarmsOfThings.ReadAsync(region, cancellationToken));
        }
        catch (VendorException fault)
        {
            join.RefuseAlarms(fault.Message);
        }
    }
}
