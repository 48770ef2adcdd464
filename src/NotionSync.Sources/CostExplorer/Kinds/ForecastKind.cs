using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>What AWS expects this month, and further ones, to cost.</summary>
internal sealed class ForecastKind(PaidAnswers answers) : IKind
{
    private const string Operation = "GetCostForecast";
    private const int UsualLevel = 80;
    private const int MostMonths = 12;

    private readonly CostReader costs = new(answers);

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("forecast", "What a month is expected to cost from today to its end, with the range that AWS thinks likely.")
    {
        Key = "key",
        Scope = PaidReading.Scope,
        Incremental = "when the answer was last paid for",
        Permissions = ["ce:GetCostForecast", "ce:GetCostAndUsage"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings)
    {
        settings ??= [];
        foreach (var fault in SettingsCheck.Unknown(settings, "", ["months", "level", "monthToDate", .. CostQuestion.Settings]))
        {
            yield return fault;
        }

        if (settings.TryGetPropertyValue("months", out var months) && (SettingsCheck.Number(months) is not (>= 1 and <= MostMonths and var count) || count % 1 != 0))
        {
            yield return new("/months", $"'{months}' is no number of months.", $"Write a whole number from 1 to {MostMonths}. Leave it out for this month alone.");
        }

        if (settings.TryGetPropertyValue("level", out var level) && (SettingsCheck.Number(level) is not (>= 51 and <= 99 and var percent) || percent % 1 != 0))
        {
            yield return new("/level", $"'{level}' is no level.", $"Write how sure AWS is to be that the cost lies between low and high, from 51 to 99 percent. Leave it out for {UsualLevel}.");
        }

        if (settings.TryGetPropertyValue("monthToDate", out var total) && total?.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
        {
            yield return new("/monthToDate", "'monthToDate' is neither true nor false.", "Write false to leave out what the month has cost so far, which may be one more paid request.");
        }

        foreach (var fault in CostQuestion.Check(settings))
        {
            yield return fault;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        PaidReading.StreamAsync(query, answers, token => AskAsync(query, token), cancellationToken);

    private async Task<PaidRecords> AskAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var question = CostQuestion.From(query.Settings);
        var level = (int)(SettingsCheck.Number(query.Settings?["level"]) ?? UsualLevel);
        var today = CostDays.Of(query.At);
        var months = (int)(SettingsCheck.Number(query.Settings?["months"]) ?? 1);
        var input = new JsonObject
        {
            ["TimePeriod"] = CostDays.Period(today, CostDays.Month(today).AddMonths(months)),
            ["Metric"] = question.ForecastMetric,
            ["Granularity"] = "MONTHLY",
            ["PredictionIntervalLevel"] = level,
        };
        question.PutFilter(input);
        var forecast = await answers.AskAsync(Operation, $"{months} at {level} {question.Text}", input, query.At, cancellationToken);

        // A young account cannot be forecast, which is no fault.
        if (forecast.Nothing is { } nothing)
        {
            return new PaidRecords([], forecast.At, IsWhole: false, nothing.Code is "DataUnavailableException" ? [] : [nothing.Message]);
        }

        var isWanted = query.Settings?["monthToDate"]?.GetValueKind() is not System.Text.Json.JsonValueKind.False;
        var soFar = isWanted ? await SoFarAsync(question, query.At, cancellationToken) : null;
        var currency = SettingsCheck.Text(forecast.Items("ForecastResultsByTime").Any() ? forecast.Pages[0]["Total"]?["Unit"] : null);
        var records = forecast.Items("ForecastResultsByTime").Select(result => Record(result, currency, level, CostDays.Text(CostDays.Month(CostDays.Of(forecast.At))), soFar?.Amount));
        return new PaidRecords([.. records], soFar is { } paid && paid.At < forecast.At ? paid.At : forecast.At, IsWhole: true);
    }

    private async Task<(decimal Amount, DateTimeOffset At)?> SoFarAsync(CostQuestion question, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var settings = CostsSettings.Total(question);
        var found = await costs.ReadAsync(settings, at, cancellationToken);
        var join = new CostJoin(settings);
        foreach (var answer in found)
        {
            join.Add(answer);
        }

        return AwsValues.Money(join.Records(CostDays.Of(at)).FirstOrDefault()?["monthToDate"]) is { } amount ? (amount, found.Min(answer => answer.Answer.At)) : null;
    }

    private static JsonObject Record(JsonObject result, string? currency, int level, string thisMonth, decimal? soFar)
    {
        var record = (JsonObject)result.DeepClone();
        var start = SettingsCheck.Text(result["TimePeriod"]?["Start"]);
        record["key"] = start is { Length: >= 7 } ? start[..7] : "month";
        record["currency"] = currency;
        record["level"] = level;
        Put(record, "from", start);
        Put(record, "until", SettingsCheck.Text(result["TimePeriod"]?["End"]));
        Put(record, "cost", AwsValues.Money(result["MeanValue"]));
        Put(record, "low", AwsValues.Money(result["PredictionIntervalLowerBound"]));
        Put(record, "high", AwsValues.Money(result["PredictionIntervalUpperBound"]));
        if (soFar is { } spent && start is not null && thisMonth.StartsWith(start[..7], StringComparison.Ordinal) && AwsValues.Money(result["MeanValue"]) is { } rest)
        {
            record["monthToDate"] = spent;
            record["monthEnd"] = AwsValues.Plain(spent + rest);
        }

        return record;
    }

    private static void Put(JsonObject record, string member, JsonNode? value)
    {
        if (value is not null)
        {
            record[member] = value;
        }
    }
}
