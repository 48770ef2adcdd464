using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>Alerting and recording rules.</summary>
internal sealed class RulesKind(PrometheusClient client) : IKind
{
    private const string Type = "type";
    private static readonly string[] Types = ["alert", "record"];

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("rules", "An alerting or recording rule with its threshold, its health and its active alerts.")
    {
        Key = "key",
        Scope = "server",
        Permissions = ["/api/v1/rules"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", Type),
        .. settings?[Type] is null || Types.Contains(SettingsCheck.Text(settings[Type])) ? Array.Empty<SettingFault>()
            : [new SettingFault($"/{Type}", $"'{settings[Type]}' is no type of rules.", $"Write {string.Join(" or ", Types)}, or leave it out for both.")],
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => Reading.StreamAsync(() => ItemsAsync(query, cancellationToken));

    private async Task<IReadOnlyList<SourceItem>> ItemsAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var type = SettingsCheck.Text(query.Settings?[Type]);
        var answer = await client.RulesAsync(type, cancellationToken);

        var reading = new Reading();
        reading.Partial("rules", answer.Warnings);
        foreach (var group in answer.Data.Groups ?? [])
        {
            var met = new Dictionary<string, int>();
            // A store that does not know the parameter answers both types.
            foreach (var rule in (group.Rules ?? []).Where(rule => type is null || rule.Type == $"{type}ing"))
            {
                met[rule.Name] = met.GetValueOrDefault(rule.Name) + 1;
                reading.Found(Record(group, rule, met[rule.Name] - 1));
            }
        }

        return reading.Items();
    }

    private static JsonObject Record(RuleGroup group, Rule rule, int index)
    {
        var record = new JsonObject
        {
            ["key"] = $"{group.File}/{group.Name}/{rule.Name}/{index}",
            ["name"] = rule.Name,
            ["group"] = group.Name,
            ["file"] = group.File,
            ["type"] = rule.Type,
            ["query"] = rule.Query,
            ["health"] = rule.Health ?? "unknown",
            ["lastError"] = Http.AnswerText.Clean(rule.LastError ?? "", []),
            ["labels"] = Labels.ToNode(rule.Labels),
            ["annotations"] = Labels.ToNode(rule.Annotations),
        };
        Put(record, "duration", rule.Duration);
        Put(record, "evaluationTime", rule.EvaluationTime);
        Put(record, "lastEvaluation", PromTime.Cut(rule.LastEvaluation));
        if (rule.Type is "alerting")
        {
            Put(record, "state", rule.State);
            PutAlerts(record, rule);
        }

        return record.With(rule.Others);
    }

    private static void PutAlerts(JsonObject record, Rule rule)
    {
        var threshold = PromExpression.Threshold(rule.Query);
        if (threshold is var (comparison, number))
        {
            record["operator"] = comparison;
            record["threshold"] = PromNumber.ToNode(number);
        }

        var alerts = (rule.Alerts ?? []).Select(alert => new ActiveAlert(alert)).OrderBy(alert => alert.Key, StringComparer.Ordinal).ToList();
        record["alerts"] = new JsonArray([.. alerts.Select(alert => alert.Record())]);
        if (ActiveAlert.MostSevere(alerts, threshold?.Operator)?.Value is { } value)
        {
            record["value"] = PromNumber.ToNode(value);
        }
    }

    private static void Put(JsonObject record, string member, JsonNode? value)
    {
        if (value is not null)
        {
            record[member] = value;
        }
    }
}
