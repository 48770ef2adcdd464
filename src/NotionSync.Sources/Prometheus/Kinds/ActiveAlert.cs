using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>An alert as a record, and which of several weighs most.</summary>
internal sealed class ActiveAlert(Alert alert)
{
    // The words in use for the label `severity`; what is not among them weighs less than any of these.
    private static readonly string[][] Severities = [["info", "information", "none"], ["warning", "warn", "minor"], ["error", "high", "major"], ["critical", "page", "fatal", "emergency"]];

    private readonly IReadOnlyDictionary<string, string> labels = alert.Labels ?? new Dictionary<string, string>();

    /// <summary>Stands for the whole label set.</summary>
    public string Key => Labels.Fingerprint(labels);

    /// <summary>What its expression gave; null when Prometheus did not say.</summary>
    public double? Value { get; } = Number(alert.Value);

    /// <summary>The record.</summary>
    public JsonObject Record()
    {
        var record = new JsonObject
        {
            ["key"] = Key,
            ["name"] = labels.GetValueOrDefault("alertname", ""),
            ["labels"] = Labels.ToNode(labels),
            ["annotations"] = Labels.ToNode(alert.Annotations),
            ["state"] = alert.State,
        };
        if (PromTime.Cut(alert.ActiveAt) is { } activeAt)
        {
            record["activeAt"] = activeAt;
        }

        if (Value is { } value)
        {
            record["value"] = PromNumber.ToNode(value);
        }

        return record.With(alert.Others);
    }

    /// <summary>
    /// The alert that weighs most: firing before pending, then by the label <c>severity</c>, then the one furthest beyond the threshold.
    /// </summary>
    /// <param name="alerts">Alerts of one rule.</param>
    /// <param name="comparison">The rule's comparison; a smaller value is worse for <c>&lt;</c> and <c>&lt;=</c>.</param>
    /// <returns>Null when there is none.</returns>
    public static ActiveAlert? MostSevere(IEnumerable<ActiveAlert> alerts, string? comparison) => alerts
        .OrderByDescending(alert => alert.IsFiring)
        .ThenByDescending(alert => alert.Severity)
        .ThenByDescending(alert => comparison is "<" or "<=" ? -alert.Value : alert.Value)
        .ThenBy(alert => alert.Key, StringComparer.Ordinal)
        .FirstOrDefault();

    private bool IsFiring => alert.State is "firing";

    private int Severity => Array.FindIndex(Severities, words => words.Contains(labels.GetValueOrDefault("severity", ""), StringComparer.OrdinalIgnoreCase));

    private static double? Number(string? text)
    {
        try
        {
            return text is null ? null : PromNumber.Parse(text);
        }
        catch (JsonException)
        {
            // A value that cannot be read must not hide the alert.
            return null;
        }
    }
}
