using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.PagerDuty;

/// <summary>Asks PagerDuty whether address, key, each right and the clock are right: the first item of every list that is read.</summary>
internal sealed class PagerDutyCheck(PagerDutyClient client, IOptions<PagerDutyOptions> options, TimeProvider time)
{
    private const string Address = PagerDutyOptions.Section + ":BaseUrl";
    private const string Token = PagerDutyOptions.Section + ":Token";

    private static readonly Probe[] Probes =
    [
        new("incidents", "date_range=all&", "incidents.read", Loss: null),
        new("log_entries", "is_overview=true&", "incidents.read", Loss: null),
        new("oncalls", "earliest=true&", "oncalls.read", "Without it no incident says who is on call."),
        new("priorities", "", "priorities.read", "Without it severities follow the urgency; the plan may lack priorities."),
        new("services", "", "services.read", "Without it the kind 'services' cannot be read; incidents can."),
    ];

    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
        {
            return [];
        }

        var findings = new List<Diagnostic>();
        DateTimeOffset? serverTime = null;
        foreach (var probe in Probes)
        {
            try
            {
                serverTime = (await client.ProbeAsync(probe.Path, probe.Query, cancellationToken)).ServerTime;
            }
            catch (VendorException fault) when (fault.Status is 402 or 403)
            {
                findings.Add(new(probe.Loss is null ? Severity.Error : Severity.Warning, Token, fault.Message, Mend(probe)));
            }
            catch (VendorException fault)
            {
                // The others would fail for the same reason.
                return [.. findings, new(Severity.Error, fault.Status == 401 ? Token : Address, fault.Message, "")];
            }
        }

        return [.. findings, .. Skew(serverTime)];
    }

    private static string Mend(Probe probe) => $"GET /{probe.Path} needs the scope '{probe.Scope}'; a read-only API key has it. {probe.Loss}".TrimEnd();

    private IEnumerable<Diagnostic> Skew(DateTimeOffset? serverTime) =>
        ClockSkew.Find(serverTime, time, Address, "PagerDuty", "Set it by NTP, or what has just happened is read late.");

    // Loss: what is missing without the right; null when the source is of no use without it.
    private sealed record Probe(string Path, string Query, string Scope, string? Loss);
}
