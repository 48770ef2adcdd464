using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.Demo;

/// <summary>CloudWatch as it was recorded and completed: alarms, dashboards, and figures for whatever periods are asked for.</summary>
internal sealed partial class CloudWatchReplay : IReplay
{
    private readonly JsonObject account = Recording.Load("cloudwatch/account.json").AsObject();

    /// <inheritdoc/>
    public string Source => "CloudWatch";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) =>
        new Dictionary<string, string>(AwsReplay.Settings(address)) { ["Region"] = account["region"]!.GetValue<string>() };

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => AwsReplay.Map(routes, Answer);

    /// <summary>Changes an alarm behind everybody's back.</summary>
    internal void ChangeAlarm(string name, Action<JsonObject> change) =>
        change(account["alarms"]!["MetricAlarms"]!.AsArray().OfType<JsonObject>().Single(alarm => alarm["AlarmName"]!.GetValue<string>() == name));

    private JsonObject? Answer(string operation, JsonObject input) => operation switch
    {
        "DescribeAlarms" => Alarms(input),
        "ListDashboards" => new JsonObject { ["DashboardEntries"] = account["dashboards"]!.DeepClone() },
        "GetDashboard" when account["dashboardBodies"]![$"{input["DashboardName"]}"] is { } body =>
            new JsonObject { ["DashboardName"] = $"{input["DashboardName"]}", ["DashboardBody"] = body.DeepClone() },
        "GetMetricData" => MetricData(input),
        _ => null,
    };

    private JsonObject Alarms(JsonObject input)
    {
        var alarms = account["alarms"]!.DeepClone().AsObject();
        var types = input["AlarmTypes"]?.AsArray().Select(type => $"{type}s").ToList() ?? ["MetricAlarms"];
        foreach (var list in alarms.Select(list => list.Key).Except(types).ToList())
        {
            alarms[list] = new JsonArray();
        }

        return alarms;
    }

    private JsonObject MetricData(JsonObject input)
    {
        var (start, end) = (input["StartTime"]!.GetValue<long>(), input["EndTime"]!.GetValue<long>());
        return new JsonObject
        {
            ["MetricDataResults"] = new JsonArray(
            [
                .. input["MetricDataQueries"]!.AsArray().OfType<JsonObject>()
                    .Where(query => query["ReturnData"]?.GetValue<bool>() is not false)
                    .SelectMany(query => Results(query, start, end)),
            ]),
        };
    }

    private IEnumerable<JsonObject> Results(JsonObject query, long start, long end)
    {
        if (query["MetricStat"] is JsonObject asked)
        {
            var dimensions = asked["Metric"]!["Dimensions"]!.AsArray().ToDictionary(one => $"{one!["Name"]}", one => $"{one!["Value"]}");
            var found = Metrics($"{asked["Metric"]!["Namespace"]}", $"{asked["Metric"]!["MetricName"]}")
                .FirstOrDefault(metric => Dimensions(metric) is var its && its.Count == dimensions.Count && its.All(one => dimensions.GetValueOrDefault(one.Key) == one.Value));
            var (stat, period) = ($"{asked["Stat"]}", asked["Period"]!.GetValue<int>());
            return [Result(query, "", found?["stats"]?[stat] as JsonArray, stat, period, start, end)];
        }

        var expression = $"{query["Expression"]}";
        return Search().Match(expression) is { Success: true } search
            ? Found(query, search, start, end)
            : [Result(query, "", account["math"]![Prefix().Replace(expression, "")]?["values"] as JsonArray, "", query["Period"]!.GetValue<int>(), start, end)];
    }

    private IEnumerable<JsonObject> Found(JsonObject query, Match search, long start, long end)
    {
        var schema = search.Groups["schema"].Value.Split(',');
        var stat = search.Groups["stat"].Value;
        return Metrics(schema[0], search.Groups["name"].Value)
            .Where(metric => Dimensions(metric).Keys.ToHashSet().SetEquals(schema[1..]) && metric["stats"]![stat] is not null)
            .Select(metric => Result(
                query,
                Property().Replace($"{query["Label"]}", name => Dimensions(metric)[name.Groups[1].Value]),
                metric["stats"]![stat]!.AsArray(),
                stat,
                query["Period"]!.GetValue<int>(),
                start,
                end));
    }

    private IEnumerable<JsonObject> Metrics(string space, string name) => account["metrics"]!.AsArray().OfType<JsonObject>()
        .Where(metric => $"{metric["Namespace"]}" == space && $"{metric["MetricName"]}" == name);

    private static Dictionary<string, string> Dimensions(JsonObject metric) => metric["Dimensions"]!.AsObject().ToDictionary(one => one.Key, one => $"{one.Value}");

    // The newest figure is that of the newest period, whenever that is: the same question gets the same figures.
    private static JsonObject Result(JsonObject query, string label, JsonArray? figures, string stat, int period, long start, long end)
    {
        var count = figures is null ? 0 : (int)((end - start) / period);
        var scale = stat is "Sum" or "SampleCount" ? period / 300m : 1;
        return new JsonObject
        {
            ["Id"] = query["Id"]!.DeepClone(),
            ["Label"] = label,
            ["Timestamps"] = new JsonArray([.. Enumerable.Range(1, count).Select(back => JsonValue.Create(end - (long)back * period))]),
            ["Values"] = new JsonArray([.. Enumerable.Range(0, count).Select(back => JsonValue.Create(figures![back % figures.Count]!.GetValue<decimal>() * scale))]),
            ["StatusCode"] = "Complete",
        };
    }

    [GeneratedRegex("""^SEARCH\('\{(?<schema>[^}]+)\} MetricName="(?<name>[^"]+)"', '(?<stat>[^']+)', \d+\)$""")]
    private static partial Regex Search();

    [GeneratedRegex(@"\$\{PROP\('Dim\.([^']+)'\)\}")]
    private static partial Regex Property();

    [GeneratedRegex(@"\ba\d+_")]
    private static partial Regex Prefix();
}
