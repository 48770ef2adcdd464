using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>Cost Explorer as it was recorded and completed: amounts for whatever months and days are asked for.</summary>
internal sealed class CostExplorerReplay : IReplay
{
    private readonly JsonObject account = Recording.Load("costexplorer/account.json").AsObject();

    /// <summary>How many requests were paid for, so to say.</summary>
    internal int Requests { get; private set; }

    /// <inheritdoc/>
    public string Source => "CostExplorer";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) => AwsReplay.Settings(address);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => AwsReplay.Map(routes, Answer);

    /// <summary>Changes what a group costs behind everybody's back.</summary>
    internal void Change(string by, string key, Action<JsonObject> change) => change(account["groups"]![by]![key]!.AsObject());

    private JsonObject? Answer(string operation, JsonObject input)
    {
        Requests++;
        return operation switch
        {
            "GetCostAndUsage" => Costs(input),
            "GetCostForecast" => Forecast(input),
            "GetAnomalies" => new JsonObject { ["Anomalies"] = account["anomalies"]!.DeepClone() },
            _ => null,
        };
    }

    private JsonObject? Costs(JsonObject input)
    {
        var by = string.Join(',', (input["GroupBy"] as JsonArray ?? []).Select(group => $"{group!["Type"]} {group["Key"]}"));
        if (account["groups"]![by] is not JsonObject groups)
        {
            return null;
        }

        var (isDaily, metric) = ($"{input["Granularity"]}" == "DAILY", $"{input["Metrics"]![0]}");
        var stretches = Stretches(Day(input["TimePeriod"]!["Start"]), Day(input["TimePeriod"]!["End"]), isDaily).Reverse().ToList();
        return new JsonObject
        {
            ["GroupDefinitions"] = input["GroupBy"]?.DeepClone(),
            ["ResultsByTime"] = new JsonArray([.. stretches.Select((stretch, back) => Result(groups, by, isDaily ? "days" : "months", metric, stretch, back)).Reverse()]),
            ["DimensionValueAttributes"] = new JsonArray(),
        };
    }

    private static JsonObject Result(JsonObject groups, string by, string list, string metric, (DateOnly Start, DateOnly End) stretch, int back)
    {
        JsonObject Metrics(JsonNode amount) => new() { [metric] = new JsonObject { ["Amount"] = amount.DeepClone(), ["Unit"] = "USD" } };
        var amounts = groups.Select(group => (group.Key, Amount: (group.Value![list] as JsonArray)?.ElementAtOrDefault(back))).Where(group => group.Amount is not null).ToList();
        return new JsonObject
        {
            ["TimePeriod"] = Period(stretch.Start, stretch.End),
            ["Total"] = by.Length == 0 && amounts.Count > 0 ? Metrics(amounts[0].Amount!) : new JsonObject(),
            ["Groups"] = by.Length == 0 ? new JsonArray() : new JsonArray([.. amounts.Select(group => new JsonObject { ["Keys"] = new JsonArray(group.Key), ["Metrics"] = Metrics(group.Amount!) })]),
            ["Estimated"] = back == 0,
        };
    }

    private JsonObject Forecast(JsonObject input)
    {
        var result = account["forecast"]!["result"]!.DeepClone();
        result["TimePeriod"] = input["TimePeriod"]!.DeepClone();
        return new JsonObject { ["Total"] = account["forecast"]!["Total"]!.DeepClone(), ["ForecastResultsByTime"] = new JsonArray(result) };
    }

    private static IEnumerable<(DateOnly Start, DateOnly End)> Stretches(DateOnly start, DateOnly end, bool isDaily)
    {
        for (var at = start; at < end;)
        {
            var next = isDaily ? at.AddDays(1) : new DateOnly(at.Year, at.Month, 1).AddMonths(1);
            yield return (at, next < end ? next : end);
            at = next;
        }
    }

    private static JsonObject Period(DateOnly start, DateOnly end) => new() { ["Start"] = Text(start), ["End"] = Text(end) };

    private static DateOnly Day(JsonNode? day) => DateOnly.ParseExact($"{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
