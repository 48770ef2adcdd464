using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>Active alerts.</summary>
internal sealed class AlertsKind(PrometheusClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("alerts", "An alert that fires or is about to; it is no longer listed once it is resolved.")
    {
        Key = "key",
        Scope = "server",
        Permissions = ["/api/v1/alerts"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => SettingsCheck.Unknown(settings ?? [], "");

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => Reading.StreamAsync(() => ItemsAsync(query, cancellationToken));

    private async Task<IReadOnlyList<SourceItem>> ItemsAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var answer = await client.AlertsAsync(cancellationToken);

        var reading = new Reading();
        reading.Partial("alerts", answer.Warnings);
        // Two rules may raise alerts of one label set; Alertmanager takes them for one too.
        foreach (var same in (answer.Data.Alerts ?? []).Select(alert => new ActiveAlert(alert)).GroupBy(alert => alert.Key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            reading.Found(ActiveAlert.MostSevere(same, comparison: null)!.Record());
        }

        return reading.Items();
    }
}
