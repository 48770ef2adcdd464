using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.CloudWatch.Data;
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
            RegionReading.Regions(query.Settings, client), region => ReadAsync(client.In(region), settings, query.At, cancellationToken), cancellationToken);
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

        if (settings.HasAlarms)
        {
            join.AddAlarms(await AlarmsOfThings.ReadAsync(region, cancellationToken));
        }

        foreach (var item in join.Faults().Concat(join.Records().Select(record => RegionReading.Found(region.Name, record))))
        {
            yield return item;
        }
    }
}
