using System.Text.Json.Nodes;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>Asks for costs: at most one question about months and one about days.</summary>
internal sealed class CostReader(PaidAnswers answers)
{
    private const string Operation = "GetCostAndUsage";

    /// <summary>The answers to settings.</summary>
    public async Task<IReadOnlyList<CostAnswer>> ReadAsync(CostsSettings settings, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var today = CostDays.Of(at);
        var found = new List<CostAnswer>();

        // Today is left out, for a stretch must not end after it; so on the first of a month there is nothing of that month yet.
        var firstMonth = CostDays.Month(today).AddMonths(1 - settings.Months);
        if (settings.Months > 0 && firstMonth < today)
        {
            found.Add(new CostAnswer(false, await AskAsync(settings, "MONTHLY", firstMonth, today, $"months {settings.Months}", at, cancellationToken)));
        }

        if (settings.Days > 0)
        {
            found.Add(new CostAnswer(true, await AskAsync(settings, "DAILY", today.AddDays(-settings.Days), today, $"days {settings.Days}", at, cancellationToken)));
        }

        return found;
    }

    private Task<PaidAnswer> AskAsync(
        CostsSettings settings, string granularity, DateOnly start, DateOnly end, string stretch, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var input = new JsonObject
        {
            ["TimePeriod"] = CostDays.Period(start, end),
            ["Granularity"] = granularity,
            ["Metrics"] = new JsonArray(settings.Question.Metric),
        };
        settings.Question.PutFilter(input);
        if (!settings.By.IsEmpty)
        {
            input["GroupBy"] = new JsonArray([.. settings.By.Select(group => group.Definition)]);
        }

        var question = $"{stretch} by {string.Join(',', settings.By.Select(group => $"{group.Sort} {group.Name}"))} {settings.Question.Text}";
        return answers.AskAsync(Operation, question, input, at, cancellationToken);
    }
}

/// <summary>An answer about months or days.</summary>
internal sealed record CostAnswer(bool IsDaily, PaidAnswer Answer);
