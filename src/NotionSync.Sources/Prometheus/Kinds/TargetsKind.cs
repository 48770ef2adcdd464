using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>What Prometheus scrapes.</summary>
internal sealed class TargetsKind(PrometheusClient client) : IKind
{
    private const string DiscoveredLabels = "discoveredLabels";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("targets", "An address that Prometheus scrapes, and how the last scrape went.")
    {
        Key = "key",
        Scope = "server",
        Permissions = ["/api/v1/targets"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", DiscoveredLabels),
        .. settings?[DiscoveredLabels] is null || WantsDiscoveredLabels(settings) is not null ? Array.Empty<SettingFault>()
            : [new SettingFault($"/{DiscoveredLabels}", $"'{settings[DiscoveredLabels]}' is neither true nor false.", "Leave it out for false.")],
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => Reading.StreamAsync(() => ItemsAsync(query, cancellationToken));

    private async Task<IReadOnlyList<SourceItem>> ItemsAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var answer = await client.TargetsAsync(cancellationToken);
        var discovered = WantsDiscoveredLabels(query.Settings) is true;

        var reading = new Reading();
        reading.Partial("targets", answer.Warnings);
        foreach (var same in (answer.Data.ActiveTargets ?? []).GroupBy(Key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (same.Count() > 1)
            {
                reading.Failed($"target '{same.Key}'", $"{same.Count()} targets share this pool and address, so that none of them can be told from the others. Drop all but one by relabelling.");
                continue;
            }

            reading.Found(Record(same.Key, same.Single(), discovered));
        }

        return reading.Items();
    }

    private static string Key(Target target) => $"{target.ScrapePool}/{target.ScrapeUrl}";

    private static JsonObject Record(string key, Target target, bool discovered)
    {
        var record = new JsonObject
        {
            ["key"] = key,
            ["labels"] = Labels.ToNode(target.Labels),
            ["scrapePool"] = target.ScrapePool,
            ["scrapeUrl"] = target.ScrapeUrl,
            ["health"] = target.Health,
            ["lastError"] = target.LastError ?? "",
        };
        if (PromTime.Cut(target.LastScrape) is { } lastScrape)
        {
            record["lastScrape"] = lastScrape;
        }

        if (discovered)
        {
            record[DiscoveredLabels] = Labels.ToNode(target.DiscoveredLabels);
        }

        return record.With(target.Others);
    }

    private static bool? WantsDiscoveredLabels(JsonObject? settings) =>
        settings?[DiscoveredLabels] is JsonValue value && value.TryGetValue<bool>(out var wanted) ? wanted : null;
}
