using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Aws;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.CloudWatch;

/// <summary>How CloudWatch answers; items are shaped as in the recordings.</summary>
public abstract class CloudWatchKindContract : PagedKindContract
{
    protected override string Source => "CloudWatch";

    /// <summary>The operation that gives the list.</summary>
    protected abstract string Lister { get; }

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) =>
        new Dictionary<string, string?>(AwsStub.Keys("CloudWatch", address, Secret)) { ["Sources:CloudWatch:Region"] = "eu-west-1" };

    protected override bool IsListRequest(StubRequest request) => AwsStub.Operation(request) == Lister;

    protected override StubAnswer Refusal(int status) => AwsStub.Refusal(status, "Refused", $"refused, credential {Secret}");

    protected static string? Token(StubRequest request) => AwsStub.Input(request)["NextToken"]?.GetValue<string>();
}

public sealed class CloudWatchAlarmsContract : CloudWatchKindContract
{
    protected override string Kind => "alarms";

    protected override string Lister => "DescribeAlarms";

    protected override JsonObject Item(int number) => new()
    {
        ["AlarmName"] = $"GPU Utilization {number} > 90%",
        ["AlarmArn"] = $"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:GPU Utilization {number} > 90%",
        ["AlarmConfigurationUpdatedTimestamp"] = 1795411328.6,
        ["ActionsEnabled"] = true,
        ["AlarmActions"] = new JsonArray("arn:aws:sns:eu-west-1:123456789012:pagerduty-ai-platform"),
        ["StateValue"] = "ALARM",
        ["StateReason"] = "Threshold Crossed",
        ["StateUpdatedTimestamp"] = 1795411328.8,
        ["MetricName"] = "nvidia_smi_utilization_gpu",
        ["Namespace"] = "CWAgent",
        ["Statistic"] = "Average",
        ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "InstanceId", ["Value"] = $"i-{number}" }),
        ["Period"] = 300,
        ["EvaluationPeriods"] = 3,
        ["Threshold"] = 90,
        ["ComparisonOperator"] = "GreaterThanThreshold",
        ["Metrics"] = new JsonArray(),
    };

    protected override JsonObject SparseItem(int number) => new()
    {
        ["AlarmName"] = $"alarm {number}",
        ["AlarmArn"] = $"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:alarm {number}",
        ["StateValue"] = "OK",
    };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["StateValue"] = word;
        return item;
    }

    protected override StubAnswer Answer(StubRequest request, VendorList list) =>
        IsListRequest(request) ? AwsStub.Page("MetricAlarms", list.At(Token(request))) : StubAnswer.Json(new JsonObject { ["MetricDataResults"] = new JsonArray() });
}

public sealed class CloudWatchDashboardsContract : CloudWatchKindContract
{
    protected override string Kind => "dashboards";

    protected override string Lister => "ListDashboards";

    protected override JsonObject Item(int number) => new()
    {
        ["DashboardName"] = $"ai-platform-{number}",
        ["DashboardArn"] = $"arn:aws:cloudwatch::123456789012:dashboard/ai-platform-{number}",
        ["LastModified"] = 1795411328.9,
        ["Size"] = 512,
    };

    protected override JsonObject SparseItem(int number) => new() { ["DashboardName"] = $"ai-platform-{number}" };

    protected override StubAnswer Answer(StubRequest request, VendorList list) => AwsStub.Page("DashboardEntries", list.At(Token(request)));
}

public sealed class CloudWatchMetricsContract : CloudWatchKindContract
{
    protected override string Kind => "metrics";

    protected override string Lister => "GetMetricData";

    // A series is figures and a name; nothing else of it reaches the record.
    protected override bool KeepsUnknownMembers => false;

    protected override JsonObject? Settings => new()
    {
        ["by"] = new JsonArray("ServiceName"),
        ["searches"] = new JsonObject
        {
            ["cpu"] = new JsonObject { ["search"] = "{AWS/ECS,ClusterName,ServiceName} MetricName=\"CPUUtilization\"", ["stat"] = "Average" },
        },
    };

    protected override JsonObject Item(int number) => new()
    {
        ["Id"] = "s_cpu",
        ["Label"] = $"service-{number}",
        ["Timestamps"] = new JsonArray(1795410900.0, 1795410600.0),
        ["Values"] = new JsonArray(66.0, 65.0),
        ["StatusCode"] = "Complete",
    };

    protected override JsonObject SparseItem(int number) => new()
    {
        ["Id"] = "s_cpu",
        ["Label"] = $"service-{number}",
        ["Timestamps"] = new JsonArray(1795410900),
        ["Values"] = new JsonArray(66),
    };

    protected override StubAnswer Answer(StubRequest request, VendorList list) => AwsStub.Page("MetricDataResults", list.At(Token(request)));
}

public sealed class CloudWatchCheckContract : CheckContract
{
    protected override string Source => "CloudWatch";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => AwsStub.Keys("CloudWatch", address, secret);

    protected override StubAnswer Refusal(int status, string secret) => AwsStub.Refusal(status, "Refused", $"refused, credential {secret}");

    protected override StubAnswer Answer(StubRequest request) => AwsStub.Operation(request) == "GetDashboard"
        ? AwsStub.Refusal(404, "ResourceNotFound", "Dashboard notionsync-no-such-dashboard does not exist")
        : StubAnswer.Json(new JsonObject());
}
