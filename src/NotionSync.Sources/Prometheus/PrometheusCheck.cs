using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Prometheus;

/// <summary>Asks Prometheus whether address, credential, readiness and clock are right.</summary>
internal sealed class PrometheusCheck(PrometheusClient client, IOptions<PrometheusOptions> options, TimeProvider time)
{
    private const string Address = PrometheusOptions.Section + ":BaseUrl";

    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
        {
            return [];
        }

        try
        {
            // Only a plain "not ready" counts: proxies and compatible stores answer all sorts of things here.
            if (await client.ReadinessAsync(cancellationToken) == 503)
            {
                return [new(Severity.Error, Address, $"Prometheus at {options.Value.Address} is starting and does not answer queries yet.", "Wait until it has read its log back, then try again.")];
            }

            var answer = await client.QueryAsync("1", time.GetUtcNow(), cancellationToken);
            await FindBuildAsync(cancellationToken);
            return [.. Skew(answer.ServerTime)];
        }
        catch (PrometheusException fault)
        {
            return [new(Severity.Error, Place(fault), fault.Message, fault.Status >= 500 ? "Look into the log of the server, or of the proxy before it." : "")];
        }
    }

    // A server that answers queries but fails here is broken; one that lacks the call is a compatible store.
    private async Task FindBuildAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.BuildInfoAsync(cancellationToken);
        }
        catch (PrometheusException absent) when (absent.Status is 200 or 400 or 403 or 404 or 405 or 501)
        {
            // Queries work, and that is what counts.
        }
    }

    private IEnumerable<Diagnostic> Skew(DateTimeOffset? serverTime) =>
        ClockSkew.Find(serverTime, time, Address, $"Prometheus at {options.Value.Address}", "Set both clocks by NTP, or figures are read for the wrong time.");

    private static string Place(PrometheusException fault) => fault.Status is 401 or 403 ? $"{PrometheusOptions.Section}:Token" : Address;
}
