using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CostExplorer;

public sealed class CostExplorerCostsContract : PagedKindContract
{
    protected override string Source => "CostExplorer";

    protected override string Kind => "costs";

    protected override JsonObject? Settings => new() { ["by"] = new JsonArray("service") };

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => AwsStub.Keys("CostExplorer", address, Secret);

    protected override JsonObject Item(int number) => new()
    {
        ["Keys"] = new JsonArray($"Service {number}"),
        ["Metrics"] = new JsonObject { ["UnblendedCost"] = new JsonObject { ["Amount"] = $"{number}93.5360000000", ["Unit"] = "USD" } },
    };

    protected override JsonObject SparseItem(int number) => new() { ["Keys"] = new JsonArray($"Service {number}"), ["Metrics"] = new JsonObject { ["UnblendedCost"] = new JsonObject { ["Amount"] = "7" } } };

    protected override bool IsListRequest(StubRequest request) => true;

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        var page = list.At(AwsStub.Input(request)["NextPageToken"]?.GetValue<string>());
        var body = new JsonObject
        {
            ["ResultsByTime"] = new JsonArray(new JsonObject
            {
                ["TimePeriod"] = new JsonObject { ["Start"] = "2026-11-01", ["End"] = "2026-11-23" },
                ["Total"] = new JsonObject(),
                ["Groups"] = page.Array,
                ["Estimated"] = true,
            }),
            ["DimensionValueAttributes"] = new JsonArray(),
        };
        if (page.Next is not null)
        {
            body["NextPageToken"] = page.Next;
        }

        return StubAnswer.Json(body);
    }

    protected override StubAnswer Refusal(int status) => AwsStub.Refusal(status, "Refused", $"refused, credential {Secret}");
}

public sealed class CostExplorerAnomaliesContract : PagedKindContract
{
    protected override string Source => "CostExplorer";

    protected override string Kind => "anomalies";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => AwsStub.Keys("CostExplorer", address, Secret);

    protected override JsonObject Item(int number) => new()
    {
        ["AnomalyId"] = $"a1b2-{number}",
        ["AnomalyStartDate"] = "2026-10-05T00:00:00Z",
        ["AnomalyEndDate"] = "2026-10-06T00:00:00Z",
        ["DimensionValue"] = "Amazon Elastic Compute Cloud - Compute",
        ["RootCauses"] = new JsonArray(new JsonObject { ["Service"] = "Amazon Elastic Compute Cloud - Compute", ["Region"] = "eu-west-1" }),
        ["AnomalyScore"] = new JsonObject { ["MaxScore"] = 0.62, ["CurrentScore"] = 0.41 },
        ["Impact"] = new JsonObject { ["MaxImpact"] = 310.5, ["TotalImpact"] = 412.2 },
        ["MonitorArn"] = "arn:aws:ce::123456789012:anomalymonitor/0d7f",
    };

    protected override JsonObject SparseItem(int number) => new()
    {
        ["AnomalyId"] = $"a1b2-{number}",
        ["AnomalyScore"] = new JsonObject { ["MaxScore"] = 0.62, ["CurrentScore"] = 0.41 },
        ["Impact"] = new JsonObject { ["MaxImpact"] = 310.5 },
        ["MonitorArn"] = "arn:aws:ce::123456789012:anomalymonitor/0d7f",
    };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["Feedback"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => true;

    protected override StubAnswer Answer(StubRequest request, VendorList list) =>
        AwsStub.Page("Anomalies", list.At(AwsStub.Input(request)["NextPageToken"]?.GetValue<string>()), "NextPageToken");

    protected override StubAnswer Refusal(int status) => AwsStub.Refusal(status, "Refused", $"refused, credential {Secret}");
}

public sealed class CostExplorerForecastContract : KindContract
{
    protected override string Source => "CostExplorer";

    protected override string Kind => "forecast";

    protected override JsonObject? Settings => new() { ["months"] = 3 };

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => AwsStub.Keys("CostExplorer", address, Secret);

    protected override JsonObject Item(int number)
    {
        var item = SparseItem(number);
        item["PredictionIntervalLowerBound"] = "2101.09";
        item["PredictionIntervalUpperBound"] = "2468.40";
        return item;
    }

    protected override JsonObject SparseItem(int number) => new()
    {
        ["TimePeriod"] = new JsonObject { ["Start"] = $"2027-{number.ToString("00", CultureInfo.InvariantCulture)}-01", ["End"] = $"2027-{(number + 1).ToString("00", CultureInfo.InvariantCulture)}-01" },
        ["MeanValue"] = "2284.7713",
    };

    protected override bool IsListRequest(StubRequest request) => AwsStub.Operation(request) == "GetCostForecast";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => StubAnswer.Json(IsListRequest(request)
        ? new JsonObject { ["Total"] = new JsonObject { ["Amount"] = "2284.7713", ["Unit"] = "USD" }, ["ForecastResultsByTime"] = list.At(null).Array }
        : new JsonObject { ["ResultsByTime"] = new JsonArray() });

    protected override StubAnswer Refusal(int status) => AwsStub.Refusal(status, "Refused", $"refused, credential {Secret}");
}

public sealed class CostExplorerCheckContract : CheckContract
{
    protected override string Source => "CostExplorer";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => AwsStub.Keys("CostExplorer", address, secret);

    protected override StubAnswer Refusal(int status, string secret) => AwsStub.Refusal(status, "Refused", $"refused, credential {secret}");

    // What AWS says of a stretch without days.
    protected override StubAnswer Answer(StubRequest request) => AwsStub.Refusal(400, "ValidationException", "Start date (and hour) should be before end date (and hour)");
}
