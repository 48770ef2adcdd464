using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch;

/// <summary>The operations of CloudWatch that are used, in one region.</summary>
internal sealed class CloudWatchRegion(AwsApi api)
{
    /// <summary>Its name.</summary>
    public string Name => api.Region;

    /// <summary>All pages of <c>DescribeAlarms</c>.</summary>
    /// <param name="types">In AWS's words; without them only metric alarms would come.</param>
    /// <param name="prefix">What names begin with; null for all.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public IAsyncEnumerable<JsonAnswer> AlarmsAsync(IEnumerable<string> types, string? prefix, CancellationToken cancellationToken)
    {
        var input = new JsonObject { ["AlarmTypes"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]), ["MaxRecords"] = 100 };
        if (prefix is not null)
        {
            input["AlarmNamePrefix"] = prefix;
        }

        return PagesAsync("DescribeAlarms", input, $"alarms in {Name}", cancellationToken);
    }

    /// <summary>All pages of <c>ListDashboards</c>.</summary>
    /// <param name="prefix">What names begin with; null for all.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public IAsyncEnumerable<JsonAnswer> DashboardsAsync(string? prefix, CancellationToken cancellationToken) =>
        PagesAsync("ListDashboards", prefix is null ? [] : new JsonObject { ["DashboardNamePrefix"] = prefix }, "dashboards", cancellationToken);

    /// <summary>One dashboard.</summary>
    public Task<JsonAnswer> DashboardAsync(string name, CancellationToken cancellationToken) =>
        api.CallAsync("GetDashboard", new JsonObject { ["DashboardName"] = name }, cancellationToken);

    /// <summary>All pages of <c>GetMetricData</c> for at most 500 queries.</summary>
    /// <param name="queries">Of the form of <c>MetricDataQuery</c>; the nodes are nobody else's.</param>
    /// <param name="window">Start (inclusive) and end (exclusive).</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public IAsyncEnumerable<JsonAnswer> MetricDataAsync(JsonArray queries, TimeWindow window, CancellationToken cancellationToken)
    {
        var input = new JsonObject
        {
            ["MetricDataQueries"] = queries,
            ["StartTime"] = window.Start.ToUnixTimeSeconds(),
            ["EndTime"] = window.End.ToUnixTimeSeconds(),
            ["ScanBy"] = "TimestampDescending",
        };
        return PagesAsync("GetMetricData", input, $"metric data in {Name}", cancellationToken);
    }

    /// <summary>One page of any operation, for checks.</summary>
    public Task<JsonAnswer> CallAsync(string operation, JsonObject input, CancellationToken cancellationToken) => api.CallAsync(operation, input, cancellationToken);

    // An empty page with a token is legal: only the token tells the end.
    private async IAsyncEnumerable<JsonAnswer> PagesAsync(string operation, JsonObject input, string what, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tokens = new PageTokens(api.Vendor, what);
        string? token = null;
        do
        {
            if (token is not null)
            {
                input["NextToken"] = token;
            }

            var page = await api.CallAsync(operation, input, cancellationToken);
            yield return page;
            token = SettingsCheck.Text(page.Object["NextToken"]);
        }
        while (tokens.GoesOn(token));
    }
}
