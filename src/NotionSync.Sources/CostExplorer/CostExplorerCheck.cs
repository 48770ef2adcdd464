using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.Aws;

namespace NotionSync.Sources.CostExplorer;

/// <summary>Asks Cost Explorer whether credentials, rights and the clock are right, without a question that is paid.</summary>
internal sealed class CostExplorerCheck(CostExplorerClient client, IOptions<CostExplorerOptions> options, TimeProvider time)
{
    // AWS looks at the rights before it looks at the input.
    private static readonly string[] Invalid = ["ValidationException", "InvalidParameterException", "InvalidParameterValueException", "InvalidParameterValue", "ValidationError", "DataUnavailableException"];

    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken) =>
        options.Value.IsOn ? await new AwsCheck(AwsService.CostExplorer, time).RunAsync(Probes(), cancellationToken) : [];

    // A stretch of no days is refused as invalid, and what is refused is not paid.
    private IEnumerable<AwsProbe> Probes()
    {
        yield return Probe("GetCostAndUsage", new JsonObject { ["TimePeriod"] = NoDays(), ["Granularity"] = "MONTHLY", ["Metrics"] = new JsonArray("UnblendedCost") });
        yield return Probe("GetCostForecast", new JsonObject { ["TimePeriod"] = NoDays(), ["Granularity"] = "MONTHLY", ["Metric"] = "UNBLENDED_COST" });
        yield return Probe("GetAnomalies", new JsonObject { ["DateInterval"] = new JsonObject { ["StartDate"] = Today, ["EndDate"] = CostDays.Text(CostDays.Of(time.GetUtcNow()).AddDays(-1)) } });
    }

    private AwsProbe Probe(string operation, JsonObject input) => new(operation, token => client.CallAsync(operation, input, token), Invalid);

    private JsonObject NoDays() => new() { ["Start"] = Today, ["End"] = Today };

    private string Today => CostDays.Text(CostDays.Of(time.GetUtcNow()));
}
