using System.Text.Json.Nodes;

namespace NotionSync.Tests.Core.Mapping;

public sealed class ProductValueTests
{
    [Theory]
    [InlineData("'P95 latency (ms)': 50", "Met", null)]
    [InlineData("'P95 latency (ms)': 182.4", "Breached", "P95 182.4 ms is over the limit of 120 ms")]
    [InlineData("'P95 latency (ms)': 100", "At risk", "P95 100 ms is at 83% of the limit of 120 ms")]
    [InlineData("'Error rate': 0.0061", "Breached", "Error rate 0.61% is over the limit of 0.5%")]
    [InlineData("'Uptime': 0.996", "At risk", "Uptime 99.6% uses 80% of what its SLO of 99.5% allows")]
    [InlineData("'Uptime': 0.99", "Breached", "Uptime 99% is below the SLO of 99.5%")]
    [InlineData("'Why': 'P95 182 ms is over the limit'", "No data", "No SLO is set or nothing is measured yet")]
    public void Slo_state_of_an_api_comes_with_its_reason(string measured, string state, string? why)
    {
        var row = ProductValues.Row(
            "apis", $"{{ 'Kind': 'Service', 'Synced at': '2026-01-01', 'SLO latency (ms)': 120, 'SLO uptime': 0.995, 'SLO error rate': 0.005, {measured} }}");

        Assert.Equal((state, why), (Text(row, "SLO state"), Text(row, "Why")));
    }

    [Theory]
    [InlineData("0.9999", "0.98")]
    [InlineData("0.995", "0")]
    [InlineData("0.99", "-1")]
    public void Error_budget_left_is_the_unused_share_of_the_allowed_downtime(string uptime, string left) =>
        Assert.Equal(left, Text(ProductValues.Row("apis", $"{{ 'Uptime': {uptime}, 'SLO uptime': 0.995 }}"), "Error budget left"));

    [Fact]
    public void Cost_of_infra_is_shared_among_the_products_that_use_it()
    {
        var row = ProductValues.Row("products", """
            { 'links': { 'Infra': [
              { 'Monthly cost': 1460, 'links': { 'Products': ['Chatbot-Pro', 'TTS-Neo'] } },
              { 'Monthly cost': 100, 'links': { 'Products': ['Chatbot-Pro'] } },
              { 'links': { 'Products': ['Chatbot-Pro'] } } ] } }
            """);

        Assert.Equal("830", Text(row, "Monthly cost"));
    }

    [Theory]
    [InlineData("'Latency budget (ms)': 120", "Healthy", null)]
    [InlineData("'SLA': null", "No data", "No limit is set or nothing is measured yet")]
    [InlineData("'Latency budget (ms)': 40", "Breached", "P95 50 ms of Chatbot API is over the budget of 40 ms (APIs)")]
    [InlineData("'Latency budget (ms)': 60", "At risk", "P95 50 ms of Chatbot API nears the budget of 60 ms (APIs)")]
    [InlineData("'SLA': 0.9995", "Breached", "Uptime 99.9% of Chatbot API is below the SLA of 99.95% (APIs)")]
    [InlineData("'Monthly cost': 90, 'Cost cap ($)': 100", "At risk", "Monthly cost $90 nears the cap of $100 (Infra)")]
    public void Health_of_a_product_comes_with_its_reason(string limits, string health, string? why)
    {
        var row = ProductValues.Row(
            "products", $"{{ 'links': {{ 'APIs': [{{ 'API': 'Chatbot API', 'P95 latency (ms)': 50, 'Uptime': 0.999 }}] }}, {limits} }}");

        Assert.Equal((health, why), (Text(row, "Health"), Text(row, "Why")));
    }

    [Fact]
    public void An_open_incident_puts_a_product_at_risk_and_a_critical_one_breaches_it()
    {
        string Product(string severity) => $"{{ 'links': {{ 'Incidents': [{{ 'Incident': 'INC-1', 'Status': 'Mitigated', 'Severity': '{severity}' }}] }} }}";

        Assert.Equal("1 open, 0 allowed: INC-1 (Incidents)", Text(ProductValues.Row("products", Product("High")), "Why"));
        Assert.Equal("Breached", Text(ProductValues.Row("products", Product("Critical")), "Health"));
    }

    [Fact]
    public void The_documents_words_stay_among_core_metrics_and_measured_figures_replace_theirs()
    {
        var row = ProductValues.Row(
            "products", "{ 'Core metrics': 'CSAT 92%, latency 65 ms', 'links': { 'APIs': [{ 'P95 latency (ms)': 48.2, 'Synced at': '2026-01-01' }] } }");

        Assert.Equal("CSAT 92%, latency 48 ms", Text(row, "Core metrics"));
    }

    [Theory]
    [InlineData("''", "99.95% uptime · avg latency 48 ms", "99.95")]
    [InlineData("'2026-01-01'", "99.6% uptime · avg latency 75 ms", "99.6")]
    public void A_kpi_keeps_the_documents_words_until_a_source_measured_a_linked_row(string syncedAt, string headline, string value)
    {
        var row = ProductValues.Row("console", $$"""
            { 'KPI': 'System Health', 'Headline': '99.95% uptime · avg latency 48 ms', 'Value': 99.95, 'Unit': '%', 'Better when': 'Higher',
              'Target': 99.5, 'links': { 'APIs': [{ 'Uptime': 0.996, 'P95 latency (ms)': 75, 'Synced at': {{syncedAt}} }] } }
            """);

        Assert.Equal((headline, value), (Text(row, "Headline"), Text(row, "Value")));
    }

    [Theory]
    [InlineData("'Value': 99.95, 'Unit': '%', 'Better when': 'Higher', 'Target': 99.5", "🟢 On target", null)]
    [InlineData("'Value': 99.6, 'Unit': '%', 'Better when': 'Higher', 'Target': 99.5", "🟡 At risk", "99.6%, close to the target of 99.5%")]
    [InlineData("'Value': 2, 'Unit': 'open incidents', 'Better when': 'Lower', 'Target': 0", "🔴 Off target", "2 open incidents, off the target of 0")]
    [InlineData("'Value': 8900, 'Unit': '$ per month', 'Better when': 'Lower', 'Target': 10000", "🟡 At risk", "$8,900 per month, close to the target of $10,000")]
    [InlineData("'Value': 3, 'Unit': 'active products', 'Better when': 'Higher', 'Target': 4", "🔴 Off target", "3 active products, off the target of 4")]
    [InlineData("'Value': 3", "⚪ No data", "No target is set")]
    public void Status_of_a_kpi_comes_with_its_reason(string kpi, string status, string? why)
    {
        var row = ProductValues.Row("console", $"{{ {kpi} }}");

        Assert.Equal((status, why), (Text(row, "Status"), Text(row, "Why")));
    }

    [Theory]
    [InlineData("'Value': 95", true, "95% is over 90% (Node Exporter)")]
    [InlineData("'Value': 90", false, null)]
    [InlineData("'Value': 95, 'Alert state': 'Pending'", false, "Pending: 95% is over 90% (Node Exporter)")]
    [InlineData("'Value': 95, 'Alert state': 'OK'", false, null)]
    [InlineData("'Alert state': 'Firing'", true, "Its expression gives a result, wanted none (Node Exporter)")]
    public void A_metric_is_breached_for_a_reason(string metric, bool breached, string? why)
    {
        var row = ProductValues.Row("metrics", $"{{ 'Unit': '%', 'Operator': '>', 'Threshold': 90, 'Measured by': 'Node Exporter', {metric} }}");

        Assert.Equal((breached, why), ((bool)row["Breached"]!, Text(row, "Why")));
    }

    [Fact]
    public void Success_rate_counts_finished_runs_of_thirty_days()
    {
        var row = ProductValues.Row("pipelines", """
            { 'links': { 'Runs': [
              { 'Status': 'Succeeded', 'Started': '2025-12-30T01:00:00Z', 'Ended': '2025-12-30T02:00:00Z' },
              { 'Status': 'Failed', 'Started': '2025-12-29T01:00:00Z', 'Ended': '2025-12-29T02:00:00Z' },
              { 'Status': 'Running', 'Started': '2025-12-31T01:00:00Z' },
              { 'Status': 'Failed', 'Started': '2025-11-01T01:00:00Z', 'Ended': '2025-11-01T02:00:00Z' } ] } }
            """);

        Assert.Equal(("0.5", "2025-12-31T01:00:00Z"), (Text(row, "Success rate"), Text(row, "Last run")));
    }

    [Fact]
    public void A_node_that_does_not_answer_is_down_and_says_why()
    {
        var node = ProductValues.Record("infra", "Nodes", "{ 'key': 'gpu-01:9100', 'labels': { 'instance': 'gpu-01:9100' }, 'up': 0, 'target': { 'cluster': 'gpu' } }");
        var target = ProductValues.Record("infra", "Node targets", """
            { 'labels': { 'instance': 'gpu-01:9100', 'job': 'node' }, 'health': 'down',
              'lastError': 'Get http://gpu-01:9100/metrics: dial tcp 10.0.0.7:9100: connect: connection refused' }
            """);

        Assert.Equal(("gpu-01", "Down", "GPU Cluster"), (Text(node, "Resource"), Text(node, "Status"), Text(node, "Part of")));
        Assert.Equal(("gpu-01", "up is 0, wanted 1 (Prometheus): connection refused"), (Text(target, "Resource"), Text(target, "Why")));
    }

    [Theory]
    [InlineData("'targets': 2, 'targets_up': 0", "Down", "0 of 2 targets are up, wanted 2 (Prometheus)")]
    [InlineData("'targets': 2, 'targets_up': 1, 'rate': 3", "Degraded", "1 of 2 targets are up, wanted 2 (Prometheus)")]
    [InlineData("'targets': 1, 'targets_up': 1, 'rate': 3, 'errors': 0.06", "Degraded", "Error rate 6% is over 5% (Prometheus)")]
    [InlineData("'targets': 1, 'targets_up': 1, 'rate': 3, 'errors': 0.001", "Healthy", null)]
    [InlineData("'targets': 1, 'targets_up': 1, 'rate': 0, 'errors': 'NaN'", "Active", null)]
    public void State_of_a_service_follows_its_targets_and_errors(string record, string state, string? why)
    {
        var row = ProductValues.Record("apis", "Services", $"{{ 'labels': {{ 'service': 'tts' }}, {record} }}");

        Assert.Equal(("TTS API", state, why), (Text(row, "API"), Text(row, "State"), Text(row, "Why")));
    }

    private static string? Text(JsonObject row, string property) => row[property]?.ToString();
}
