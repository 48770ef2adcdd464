using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>What costs and forecasts have in common: which amount, and of what.</summary>
/// <param name="Metric">As <c>GetCostAndUsage</c> names it, e.g. <c>UnblendedCost</c>.</param>
/// <param name="LeftOut">Record types that do not count, e.g. <c>Credit</c>.</param>
/// <param name="Condition">A further condition in Cost Explorer's own form; null for none.</param>
internal sealed record CostQuestion(string Metric, ImmutableArray<string> LeftOut, JsonObject? Condition)
{
    /// <summary>The names of its settings.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["metric", "leaveOut", "filter"];

    private static readonly string[] Metrics = ["UnblendedCost", "BlendedCost", "AmortizedCost", "NetUnblendedCost", "NetAmortizedCost"];
    private static readonly string[] FilterMembers = ["And", "Or", "Not", "Dimensions", "Tags", "CostCategories"];

    /// <summary>The metric as <c>GetCostForecast</c> names it, e.g. <c>UNBLENDED_COST</c>.</summary>
    public string ForecastMetric => string.Concat(Metric.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}")).ToUpperInvariant();

    /// <summary>Reads settings in which <see cref="Check"/> found no fault.</summary>
    public static CostQuestion From(JsonObject? settings) => new(
        SettingsCheck.Text(settings?["metric"]) ?? Metrics[0],
        settings?["leaveOut"] is JsonArray types ? [.. types.Select(SettingsCheck.Text).OfType<string>()] : ["Credit", "Refund"],
        settings?["filter"] as JsonObject);

    /// <summary>What is wrong with its settings.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject settings)
    {
        if (settings.TryGetPropertyValue("metric", out var metric) && !Metrics.Contains(SettingsCheck.Text(metric)))
        {
            yield return new("/metric", $"'{metric}' is no kind of cost.", NearestName.Suggest($"{metric}", Metrics));
        }

        if (settings.TryGetPropertyValue("leaveOut", out var types) && (types is not JsonArray list || list.Any(type => string.IsNullOrEmpty(SettingsCheck.Text(type)))))
        {
            yield return new("/leaveOut", "'leaveOut' is no list of record types.", "Write e.g. leaveOut: [Credit, Refund, Tax], or [] to count everything.");
        }

        if (settings.TryGetPropertyValue("filter", out var filter) && (filter is not JsonObject { Count: > 0 } members || members.Any(member => !FilterMembers.Contains(member.Key))))
        {
            yield return new("/filter", "'filter' is no condition of Cost Explorer.", "Write e.g. filter: { Dimensions: { Key: REGION, Values: [eu-west-1] } }; And, Or and Not combine conditions.");
        }
    }

    /// <summary>Adds the conditions to a request.</summary>
    public void PutFilter(JsonObject input)
    {
        var conditions = new List<JsonObject>();
        if (!LeftOut.IsEmpty)
        {
            var types = new JsonArray([.. LeftOut.Select(type => JsonValue.Create(type))]);
            conditions.Add(new JsonObject { ["Not"] = new JsonObject { ["Dimensions"] = new JsonObject { ["Key"] = "RECORD_TYPE", ["Values"] = types } } });
        }

        if (Condition is not null)
        {
            conditions.Add((JsonObject)Condition.DeepClone());
        }

        if (conditions.Count > 0)
        {
            input["Filter"] = conditions.Count == 1 ? conditions[0] : new JsonObject { ["And"] = new JsonArray([.. conditions]) };
        }
    }

    /// <summary>The question as text, for telling it from others.</summary>
    public string Text => $"{Metric} without {string.Join(',', LeftOut)} where {Condition?.ToJsonString()}";
}
