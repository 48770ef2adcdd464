using System.Text.Json.Nodes;
using NotionSync.Sources.CloudWatch.Data;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>The queries of an alarm that watches an expression.</summary>
internal static class AlarmMath
{
    private const int UsualPeriod = 300;

    /// <summary>The question that an alarm asks, with ids of its own; null when it cannot be asked again.</summary>
    /// <param name="metrics">The alarm's own queries.</param>
    /// <param name="thresholdId">The query that is its limit (an anomaly band), which is left out; null for none.</param>
    /// <param name="prefix">Makes ids unique among alarms.</param>
    /// <returns>The question, the id of its result, and the seconds of a period.</returns>
    public static (MetricQuestion Question, string Id, int Period)? Question(JsonArray metrics, string? thresholdId, string prefix)
    {
        var own = metrics.OfType<JsonObject>().Where(query => Id(query) is { } id && id != thresholdId).ToList();
        var result = own.Where(query => query["ReturnData"] is null || query["ReturnData"]!.GetValueKind() is System.Text.Json.JsonValueKind.True).ToList();
        if (result is not [var returned] || own.Any(query => MathText.IsInsights(SettingsCheck.Text(query["Expression"]))))
        {
            return null;
        }

        var names = own.ToDictionary(query => Id(query)!, query => $"{prefix}_{Id(query)}", StringComparer.Ordinal);
        var period = own.Max(Period) is > 0 and var longest ? longest : UsualPeriod;
        var queries = own.Select(query => Renamed(query, names, period));
        return (new MetricQuestion([.. queries], own.Any(query => query["Expression"] is not null)), names[Id(returned)!], period);
    }

    /// <summary>The same question with periods of another length.</summary>
    public static MetricQuestion Every(MetricQuestion question, int seconds) => question with { Queries = [.. question.Queries.Select(query => Every(query, seconds))] };

    private static JsonObject Every(JsonObject query, int seconds)
    {
        var copy = (JsonObject)query.DeepClone();
        if (copy["MetricStat"] is JsonObject stat)
        {
            stat["Period"] = seconds;
        }
        else
        {
            copy["Period"] = seconds;
        }

        return copy;
    }

    private static JsonObject Renamed(JsonObject query, Dictionary<string, string> names, int period)
    {
        var copy = new JsonObject { ["Id"] = names[Id(query)!] };
        if (query["MetricStat"] is JsonObject stat)
        {
            var own = (JsonObject)stat.DeepClone();
            // A unit that is wrong today gives no points and no error.
            own.Remove("Unit");
            copy["MetricStat"] = own;
        }
        else
        {
            copy["Expression"] = MathText.Rename(SettingsCheck.Text(query["Expression"]) ?? "", names);
            copy["Period"] = period;
        }

        if (SettingsCheck.Text(query["AccountId"]) is { } account)
        {
            copy["AccountId"] = account;
        }

        copy["ReturnData"] = query["ReturnData"] is null || query["ReturnData"]!.GetValueKind() is System.Text.Json.JsonValueKind.True;
        return copy;
    }

    private static string? Id(JsonObject query) => SettingsCheck.Text(query["Id"]);

    private static int Period(JsonObject query) => (int)(SettingsCheck.Number(query["MetricStat"]?["Period"]) ?? SettingsCheck.Number(query["Period"]) ?? 0);
}
