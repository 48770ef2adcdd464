using System.Text.Json.Nodes;
using NotionSync.Mapping;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>What the product's own blocks make of records of AWS, Prometheus and Kubernetes.</summary>
public sealed class CloudValueTests
{
    [Theory]
    [InlineData("'failed': 1, 'cpu': 3, 'alarms': []", "Down", "A status check failed, wanted none (CloudWatch)")]
    [InlineData("'failed': 0, 'cpu': 3, 'alarms': [{ 'AlarmName': 'quiet', 'StateValue': 'OK' }, { 'AlarmName': 'cpu-high', 'StateValue': 'ALARM', 'StateReason': 'Threshold Crossed: 93 > 90' }]", "Degraded", "cpu-high (CloudWatch): Threshold Crossed: 93 > 90")]
    [InlineData("'failed': 0, 'cpu': 3, 'alarms': []", "Active", "")]
    [InlineData("'failed': 0, 'cpu': 3, 'missing': { 'alarms': 'refused' }", null, null)]
    public void Instance_s_status_has_a_reason_of_its_own(string members, string? status, string? why) => AssertReason("infra", "EC2 instances", $"{{ {members} }}", "Status", status, why);

    [Theory]
    [InlineData("'cpu': 3, 'alarms': [{ 'AlarmName': 'tasks', 'StateValue': 'ALARM', 'StateReason': '2 > 1' }]", "Degraded", "tasks (CloudWatch): 2 > 1")]
    [InlineData("'cpu': 3, 'alarms': []", "Active", "")]
    [InlineData("'cpu': 3", null, null)]
    public void Cluster_s_status_has_a_reason_of_its_own(string members, string? status, string? why) =>
        AssertReason("infra", "ECS clusters", $"{{ 'dimensions': {{ 'ClusterName': 'gpu' }}, {members} }}", "Status", status, why);

    [Theory]
    [InlineData("1", "Active", "")]
    [InlineData("0", "Down", null)]
    public void Node_that_is_up_has_no_reason_and_leaves_none_to_others(string up, string status, string? why) =>
        AssertReason("infra", "Nodes", $"{{ 'labels': {{ 'instance': 'a:9100' }}, 'up': {up} }}", "Status", status, why);

    [Theory]
    [InlineData("Target groups", "'healthy': 0, 'unhealthy': 2", "Down", "No target is healthy, wanted all (CloudWatch)")]
    [InlineData("Target groups", "'healthy': 1, 'unhealthy': 2", "Degraded", "2 of 3 targets unhealthy, wanted none (CloudWatch)")]
    [InlineData("Target groups", "'healthy': 1, 'unhealthy': 0, 'requests': 100, 'errors': 7", "Degraded", "Error rate 7% is over 5% (CloudWatch)")]
    [InlineData("Target groups", "'healthy': 1, 'unhealthy': 0, 'requests': 100", "Healthy", null)]
    [InlineData("Load balancers", "'requests': 100, 'errors': 7", "Degraded", "Error rate 7% is over 5% (CloudWatch)")]
    [InlineData("Load balancers", "'requests': 100", "Healthy", null)]
    public void State_of_an_api_has_a_reason(string block, string members, string state, string? why) =>
        AssertReason("apis", block, $"{{ 'dimensions': {{ 'TargetGroup': 'targetgroup/llm/1', 'LoadBalancer': 'app/ai-gateway/1' }}, 'missing': {{}}, {members} }}", "State", state, why);

    [Theory]
    [InlineData("[{ 'Name': 'Currency', 'Value': 'USD' }]", "Infra Cost", "Infra Cost", "AWS Billing API", null)]
    [InlineData("[{ 'Name': 'ServiceName', 'Value': 'AmazonEC2' }, { 'Name': 'Currency', 'Value': 'USD' }]", "EC2 bill", null, "AWS/Billing", "Over 500 $")]
    [InlineData("[]", "EC2 bill", null, "AWS/Billing", "Over 500 $")]
    public void Only_the_alarm_on_the_whole_account_s_charges_is_the_infra_cost(string dimensions, string title, string? match, string measuredBy, string? rule)
    {
        var alarm = $"{{ 'AlarmName': 'EC2 bill', 'AlarmDescription': 'Over 500 $', 'Namespace': 'AWS/Billing', 'MetricName': 'EstimatedCharges', 'Dimensions': {dimensions}, 'url': 'https://aws' }}".Replace('\'', '"');
        var values = ProductValues.Record("metrics", "Alarms", alarm);
        var matched = ProductFiles.Read().Catalog!["metrics"].Sources.Single(source => source.Name == "Alarms").Match.Single().Value.Evaluate(ExpressionInput.From(JsonNode.Parse(alarm)));

        Assert.Equal((title, match, measuredBy, rule), (Text(values["Metric"]), Text(matched), Text(values["Measured by"]), Text(values["Alert rule"])));
        Assert.Equal(match is null ? "https://aws" : null, Text(values["Dashboard"]));
    }

    [Theory]
    [InlineData("USD", "2")]
    [InlineData("CNY", null)]
    public void Costs_are_dollars_or_unknown_and_leave_the_newest_day_out(string currency, string? perHour)
    {
        var resource = ProductValues.Record("infra", "Costs by resource", $"{{ 'name': 'storage', 'currency': '{currency}', 'monthToDate': 900, 'days': [{{ 'cost': 48 }}, {{ 'cost': 36 }}, {{ 'cost': 60 }}, {{ 'cost': 1 }}] }}");
        var product = ProductValues.Record("products", "Costs by service tag", $"{{ 'name': 'llm-core', 'currency': '{currency}', 'monthToDate': 900 }}");
        var total = ProductValues.Record("metrics", "Infra Cost", $"{{ 'currency': '{currency}', 'monthToDate': 900 }}");

        Assert.Equal(perHour, resource["Cost per hour"]?.ToJsonString());
        Assert.False(resource.ContainsKey("Monthly cost"));
        var dollars = perHour is null ? null : "900";
        Assert.Equal((dollars, dollars, dollars), (product["Monthly cost"]?.ToJsonString(), total["Value"]?.ToJsonString(), total["Cost ($)"]?.ToJsonString()));
    }

    [Fact]
    public void Figures_without_traffic_are_cleared_and_every_bad_state_may_be_reasoned_by_its_writer()
    {
        var catalog = ProductFiles.Read().Catalog!;

        Assert.All(["P95 latency (ms)", "Request rate (req/s)", "Error rate"], name => Assert.True(catalog["apis"].Find(name)!.ClearWhenMissing, name));
        Assert.All(["P50", "P95", "P99"], name => Assert.True(catalog["metrics"].Find(name)!.ClearWhenMissing, name));
        Assert.Equal(["prometheus", "cloudwatch", "kubernetes", "us"], catalog["infra"].Find("Why")!.Writers);
        Assert.Equal(["prometheus", "cloudwatch", "us"], catalog["apis"].Find("Why")!.Writers);
    }

    [Fact]
    public void Reasons_of_ours_name_no_source_that_may_not_be_theirs()
    {
        Assert.DoesNotContain("Prometheus", Text(ProductValues.Row("infra", "{ 'Status': 'Down' }")["Why"]), StringComparison.Ordinal);
        Assert.DoesNotContain("Prometheus", Text(ProductValues.Row("apis", "{ 'Kind': 'Service', 'P95 latency (ms)': 200, 'SLO latency (ms)': 120, 'Synced at': '2026-01-01' }")["Why"]), StringComparison.Ordinal);
    }

    private static void AssertReason(string database, string block, string record, string property, string? state, string? why)
    {
        var values = ProductValues.Record(database, block, record);

        Assert.Equal((state, why), (Text(values[property]), Text(values["Why"])));
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
