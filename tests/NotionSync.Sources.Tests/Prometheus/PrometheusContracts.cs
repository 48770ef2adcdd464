using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Prometheus;

/// <summary>How Prometheus answers; items are shaped as a Prometheus 2.42 gave them.</summary>
public abstract class PrometheusKindContract : KindContract
{
    protected override string Source => "Prometheus";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => PrometheusStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => PrometheusStub.Refusal(status, Secret);

    protected override JsonObject SparseItem(int number) => Item(number);

    protected static StubAnswer Success(JsonNode data) => StubAnswer.Json(new JsonObject { ["status"] = "success", ["data"] = data });
}

public sealed class PrometheusSeriesContract : PrometheusKindContract
{
    protected override string Kind => "series";

    // A series is figures and labels, joined with others by the labels; nothing else of it has a place in the record.
    protected override bool KeepsUnknownMembers => false;

    protected override JsonObject? Settings => new() { ["by"] = new JsonArray("service"), ["queries"] = new JsonObject { ["up"] = "up" } };

    protected override JsonObject Item(int number) => new() { ["metric"] = new JsonObject { ["service"] = $"service-{number}" }, ["value"] = new JsonArray(1763875553.451, "1") };

    protected override bool IsListRequest(StubRequest request) => request.Path == "/api/v1/query";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => Success(new JsonObject { ["resultType"] = "vector", ["result"] = list.At(null).Array });
}

public sealed class PrometheusTargetsContract : PrometheusKindContract
{
    protected override string Kind => "targets";

    protected override JsonObject Item(int number) => new()
    {
        ["discoveredLabels"] = new JsonObject { ["__address__"] = $"127.0.0.1:{9100 + number}" },
        ["labels"] = new JsonObject { ["instance"] = $"127.0.0.1:{9100 + number}", ["job"] = "node" },
        ["scrapePool"] = "node",
        ["scrapeUrl"] = $"http://127.0.0.1:{9100 + number}/metrics",
        ["lastError"] = "",
        ["lastScrape"] = "2026-11-23T05:25:53.289799551Z",
        ["health"] = "up",
    };

    protected override JsonObject SparseItem(int number) => new() { ["scrapePool"] = "node", ["scrapeUrl"] = $"http://127.0.0.1:{9100 + number}/metrics" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["health"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path == "/api/v1/targets";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => Success(new JsonObject { ["activeTargets"] = list.At(null).Array, ["droppedTargets"] = new JsonArray() });
}

public sealed class PrometheusRulesContract : PrometheusKindContract
{
    protected override string Kind => "rules";

    protected override JsonObject Item(int number) => new()
    {
        ["state"] = "inactive",
        ["name"] = $"Rule{number}",
        ["query"] = "DCGM_FI_DEV_GPU_UTIL > 90",
        ["duration"] = 300,
        ["labels"] = new JsonObject { ["severity"] = "critical" },
        ["annotations"] = new JsonObject(),
        ["alerts"] = new JsonArray(),
        ["health"] = "ok",
        ["evaluationTime"] = 0.0021,
        ["lastEvaluation"] = "2026-11-23T05:25:52.727854351Z",
        ["type"] = "alerting",
    };

    protected override JsonObject SparseItem(int number) => new() { ["name"] = $"Rule{number}", ["query"] = "up", ["type"] = "recording" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["health"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path == "/api/v1/rules";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => Success(new JsonObject
    {
        ["groups"] = new JsonArray(new JsonObject { ["name"] = "gpu", ["file"] = "rules/infra.yml", ["interval"] = 15, ["rules"] = list.At(null).Array }),
    });
}

public sealed class PrometheusAlertsContract : PrometheusKindContract
{
    protected override string Kind => "alerts";

    protected override JsonObject Item(int number) => new()
    {
        ["labels"] = new JsonObject { ["alertname"] = "ApiLatencyHigh", ["service"] = $"service-{number}" },
        ["annotations"] = new JsonObject(),
        ["state"] = "firing",
        ["activeAt"] = "2026-11-23T05:15:16.726007351Z",
        ["value"] = "1.7e-01",
    };

    protected override JsonObject SparseItem(int number) => new() { ["labels"] = new JsonObject { ["alertname"] = $"Alert{number}" } };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["state"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path == "/api/v1/alerts";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => Success(new JsonObject { ["alerts"] = list.At(null).Array });
}

public sealed class PrometheusCheckContract : CheckContract
{
    protected override string Source => "Prometheus";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => PrometheusStub.Configuration(address, secret);

    protected override StubAnswer Refusal(int status, string secret) => PrometheusStub.Refusal(status, secret);

    protected override StubAnswer Answer(StubRequest request) => request.Path switch
    {
        "/-/ready" => new StubAnswer(200, "Prometheus Server is Ready.\n", "text/plain"),
        "/api/v1/query" => new StubAnswer(200, """{"status":"success","data":{"resultType":"scalar","result":[1763875553.451,"1"]}}"""),
        _ => new StubAnswer(200, """{"status":"success","data":{"version":"2.42.0"}}"""),
    };
}

internal static class PrometheusStub
{
    public static Dictionary<string, string?> Configuration(Uri address, string secret) => new()
    {
        ["Sources:Prometheus:BaseUrl"] = address.AbsoluteUri,
        ["Sources:Prometheus:Token"] = secret,
    };

    public static StubAnswer Refusal(int status, string secret) =>
        new(status, $$"""{"status":"error","errorType":"{{(status == 400 ? "bad_data" : "unavailable")}}","error":"refused, credential {{secret}}"}""");
}
