using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.CloudWatch;

/// <summary>Asks CloudWatch whether credentials, rights and the clock are right, in every region.</summary>
internal sealed class CloudWatchCheck(CloudWatchClient client, IOptions<CloudWatchOptions> options, TimeProvider time)
{
    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
        {
            return [];
        }

        var findings = new List<Diagnostic>();
        foreach (var region in client.Regions)
        {
            var check = new AwsCheck(AwsService.CloudWatch, time);
            findings.AddRange(await check.RunAsync(Probes(client.In(region)), cancellationToken));
        }

        return [.. findings.Distinct()];
    }

    // The cheapest question for each right; the figures of no metric cost nothing.
    private IEnumerable<AwsProbe> Probes(CloudWatchRegion region)
    {
        yield return new("DescribeAlarms", token => region.CallAsync("DescribeAlarms", new JsonObject { ["MaxRecords"] = 1 }, token));
        yield return new("ListDashboards", token => region.CallAsync("ListDashboards", [], token));
        yield return new("GetDashboard", token => region.CallAsync("GetDashboard", new JsonObject { ["DashboardName"] = "notionsync-no-such-dashboard" }, token), ["ResourceNotFound", "DashboardNotFoundError"]);
        yield return new("GetMetricData", token => region.CallAsync("GetMetricData", NoMetric(), token));
    }

    private JsonObject NoMetric()
    {
        var window = TimeWindow.Before(time.GetUtcNow(), 300, 1);
        return new JsonObject
        {
            ["MetricDataQueries"] = new JsonArray(Data.MetricQuestion.Stat("probe", Data.MetricQuestion.Metric("NotionSync/Probe", "None", []), 300, "Sum")),
            ["StartTime"] = window.Start.ToUnixTimeSeconds(),
            ["EndTime"] = window.End.ToUnixTimeSeconds(),
        };
    }
}
