using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>Costs that AWS's anomaly detection found unusual.</summary>
internal sealed class AnomaliesKind(PaidAnswers answers) : IKind
{
    private const string Operation = "GetAnomalies";
    private const string ConsolePage = "https://console.aws.amazon.com/cost-management/home#/anomaly-detection/overview";
    private const int UsualDays = 90;
    private const int MostDays = 365;

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("anomalies", "A stretch of days in which something cost more than AWS expected.")
    {
        Key = "AnomalyId",
        Scope = PaidReading.Scope,
        Incremental = "when the answer was last paid for",
        Permissions = ["ce:GetAnomalies"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings)
    {
        settings ??= [];
        foreach (var fault in SettingsCheck.Unknown(settings, "", "days", "leastImpact"))
        {
            yield return fault;
        }

        if (settings.TryGetPropertyValue("days", out var days) && (SettingsCheck.Number(days) is not (>= 1 and <= MostDays and var count) || count % 1 != 0))
        {
            yield return new("/days", $"'{days}' is no number of days.", $"Write a whole number from 1 to {MostDays}. Leave it out for {UsualDays}.");
        }

        if (settings.TryGetPropertyValue("leastImpact", out var impact) && SettingsCheck.Number(impact) is not >= 0)
        {
            yield return new("/leastImpact", $"'{impact}' is no amount.", "Write how much an anomaly must have cost to be read, e.g. 100. Leave it out for all.");
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        PaidReading.StreamAsync(query, answers, token => AskAsync(query, token), cancellationToken);

    private async Task<PaidRecords> AskAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var days = (int)(SettingsCheck.Number(query.Settings?["days"]) ?? UsualDays);
        var least = SettingsCheck.Number(query.Settings?["leastImpact"]);
        var input = new JsonObject { ["DateInterval"] = new JsonObject { ["StartDate"] = CostDays.Text(CostDays.Of(query.At).AddDays(-days)) } };
        if (least is { } amount)
        {
            input["TotalImpact"] = new JsonObject { ["NumericOperator"] = "GREATER_THAN_OR_EQUAL", ["StartValue"] = amount };
        }

        var answer = await answers.AskAsync(Operation, $"{days} {least}", input, query.At, cancellationToken);
        var records = answer.Items("Anomalies").Select(Record).ToList();
        return new PaidRecords(records, answer.At, IsWhole: answer.Nothing is null, answer.Nothing is { } nothing ? [nothing.Message] : []);
    }

    private static JsonObject Record(JsonObject anomaly)
    {
        var record = (JsonObject)anomaly.DeepClone();
        PutDay(record, "startedOn", anomaly["AnomalyStartDate"]);
        PutDay(record, "endedOn", anomaly["AnomalyEndDate"]);
        record["url"] = ConsolePage;
        return record;
    }

    private static void PutDay(JsonObject record, string member, JsonNode? time)
    {
        if (AwsValues.Time(time) is { } instant)
        {
            record[member] = CostDays.Text(CostDays.Of(instant));
        }
    }
}
