using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.JsonApi;

/// <summary>Asks an API for the first page of each list that blocks ask for.</summary>
internal sealed class JsonApiCheck(JsonApiClient api, ImmutableArray<JsonObject?> reads, bool hasAddress, TimeProvider time)
{
    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Diagnostic>();
        DateTimeOffset? there = null;
        foreach (var settings in hasAddress ? reads.Select(JsonApiReader.Read).Where(read => read.Faults.Count == 0).Select(read => read.Settings) : [])
        {
            try
            {
                await using var pages = api.PagesAsync(settings, time.GetUtcNow(), since: null, cancellationToken).GetAsyncEnumerator(cancellationToken);
                await pages.MoveNextAsync();
                there = pages.Current.ServerTime;
                if (pages.Current.Items is [var item, ..] && JsonApiKind.Record(settings, item) is null)
                {
                    findings.Add(new(Severity.Error, api.Section, $"The first item of '{settings.Scope}' has no '{settings.Key?.Text ?? "id"}' to be known by.", "Check 'key' in the block's 'read'."));
                }
            }
            catch (VendorException fault)
            {
                findings.Add(new(Severity.Error, $"{api.Section}:{(fault.Status is 401 or 403 ? Credential(settings) : "BaseUrl")}", fault.Message, ""));
                if (fault.HarmsAll)
                {
                    break;
                }
            }
        }

        return [.. findings, .. Skew(there)];
    }

    private static string Credential(JsonApiSettings settings) => settings.Auth is JsonApiAuth.Basic ? "Username" : "Token";

    private IEnumerable<Diagnostic> Skew(DateTimeOffset? serverTime) =>
        ClockSkew.Find(serverTime, time, $"{api.Section}:BaseUrl", api.Name, "Set both clocks by NTP, or what changed may be asked for from the wrong time.");
}
