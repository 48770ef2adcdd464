using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources;

namespace NotionSync.Scenarios.Recorded;

/// <summary>The sources on recorded answers as they were given, byte for byte: every record is one of the recording, and nothing else is asked.</summary>
public sealed class RecordedVendorTests : IDisposable
{
    private readonly RecordedVendor vendor = new();

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task Versions_of_a_real_MLflow_come_with_the_figures_of_their_runs_and_their_aliases()
    {
        vendor
            .With("GET", "/api/3.0/mlflow/server-info", "mlflow/server-info.json")
            .With("GET", "/api/2.0/mlflow/registered-models/search", "mlflow/registered-models-search.json")
            .With("GET", "/api/2.0/mlflow/model-versions/search", "mlflow/model-versions-search.json")
            .With("POST", "/api/2.0/mlflow/experiments/search", "mlflow/experiments-search.json")
            .With("POST", "/api/2.0/mlflow/runs/search", "mlflow/runs-search-all-models.json");

        var records = await RecordsAsync("MLflow", "versions", null, new() { ["BaseUrl"] = vendor.Address });

        var recorded = RecordedVendor.Json("mlflow/model-versions-search.json")["model_versions"]!.AsArray();
        Assert.Equal(recorded.Select(version => $"{version!["name"]}/{version["version"]}").Order(), records.Select(record => $"{record["name"]}/{record["version"]}").Order());
        var record = records.Single(record => (string?)record["name"] == "LLM-Core" && (string?)record["version"] == "2");
        var run = RecordedVendor.Json("mlflow/runs-search-all-models.json")["runs"]!.AsArray().Single(run => (string?)run!["info"]!["run_id"] == (string?)record["run_id"])!;
        foreach (var metric in run["data"]!["metrics"]!.AsArray().Where(metric => metric!["value"]!.GetValueKind() is System.Text.Json.JsonValueKind.Number))
        {
            Assert.Equal(metric!["value"]!.GetValue<double>(), record["run"]!["metrics"]![metric["key"]!.GetValue<string>()]!.GetValue<double>());
        }

        var model = RecordedVendor.Json("mlflow/registered-models-search.json")["registered_models"]!.AsArray().Single(model => (string?)model!["name"] == "LLM-Core")!;
        Assert.Equal(
            model["aliases"]!.AsArray().Where(alias => (string?)alias!["version"] == "2").Select(alias => (string)alias!["alias"]!).Order(),
            record["aliases"]!.AsArray().Select(alias => (string)alias!).Order());
    }

    [Fact]
    public async Task Alarms_and_dashboards_of_a_moto_server_are_those_that_it_holds()
    {
        vendor.With("cloudwatch/describe-alarms.json").With("cloudwatch/list-dashboards.json").With("cloudwatch/get-dashboard.json");
        Dictionary<string, string> keys = new() { ["ServiceUrl"] = vendor.Address, ["Region"] = "eu-west-1", ["AccessKeyId"] = "AKIAOFTHETEST", ["SecretAccessKey"] = "secret" };

        var alarms = await RecordsAsync("CloudWatch", "alarms", """{ "values": false }""", keys);
        var dashboards = await RecordsAsync("CloudWatch", "dashboards", null, keys);

        var body = RecordedVendor.Json("cloudwatch/describe-alarms.json")["response"]!["body"]!;
        Assert.Equal(
            body["MetricAlarms"]!.AsArray().Concat(body["CompositeAlarms"]!.AsArray()).Select(alarm => (string)alarm!["AlarmName"]!).Order(),
            alarms.Select(alarm => (string)alarm["AlarmName"]!).Order());
        Assert.Equal(
            RecordedVendor.Json("cloudwatch/list-dashboards.json")["response"]!["body"]!["DashboardEntries"]!.AsArray().Select(entry => (string)entry!["DashboardName"]!).Order(),
            dashboards.Select(dashboard => (string)dashboard["DashboardName"]!).Order());
    }

    [Fact]
    public async Task Releases_are_those_of_GitHub_s_own_example()
    {
        vendor.With("github/openapi-releases.json");

        var releases = await RecordsAsync("GitHub", "releases", null, new() { ["BaseUrl"] = vendor.Address, ["Token"] = "github_pat_of_the_test", ["Repositories"] = "acme-ai/llm-core" });

        var recorded = RecordedVendor.Json("github/openapi-releases.json")["response"]!["body"]!.AsArray();
        Assert.Equal(recorded.Select(release => release!["id"]!.ToJsonString()).Order(), releases.Select(release => release["id"]!.ToJsonString()).Order());
        Assert.Equal(recorded.Select(release => (string?)release!["tag_name"]).Order(), releases.Select(release => (string?)release["tag_name"]).Order());
    }

    private async Task<List<JsonObject>> RecordsAsync(string name, string kind, string? settings, Dictionary<string, string> keys)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(keys.Select(key => KeyValuePair.Create($"Sources:{name}:{key.Key}", (string?)key.Value))).Build();
        await using var services = new ServiceCollection().AddSources(configuration).BuildServiceProvider();
        var source = services.GetServices<ISource>().Single(source => source.Name == name);
        var items = await source
            .ReadAsync(new SourceQuery(kind, settings is null ? null : JsonNode.Parse(settings)!.AsObject(), TimeProvider.System.GetUtcNow(), null), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(items, item => item is SourceItem.Failed or SourceItem.Partial);
        Assert.Empty(vendor.Unanswered);
        return [.. items.OfType<SourceItem.Found>().Select(found => found.Record.Data)];
    }
}
