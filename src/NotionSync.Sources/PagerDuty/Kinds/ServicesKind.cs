using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>Services: what incidents are raised on.</summary>
internal sealed class ServicesKind(PagerDutyClient client, IOptions<PagerDutyOptions> options) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("services", "A service that incidents are raised on, with its state, teams and escalation policy.")
    {
        Key = "id",
        Scope = "account, or the teams that are asked for",
        Permissions = ["services.read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        [.. SettingsCheck.Unknown(settings ?? [], "", "teams"), .. PagerDutyQuery.CheckIds(settings ?? [], "teams")];

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var teams = PagerDutyQuery.Ids(query.Settings, "teams") is { IsEmpty: false } named ? named : [.. options.Value.TeamIds];
        var scope = PagerDutyQuery.Scope(("teams", teams));
        await foreach (var service in client.ListAsync(
            "services", $"include%5B%5D=teams&include%5B%5D=escalation_policies&sort_by=name{PagerDutyQuery.List("team_ids", teams)}", cancellationToken))
        {
            var record = service.DeepClone().AsObject();
            record["url"] = record["html_url"]?.DeepClone();
            yield return new SourceItem.Found(new SourceRecord(scope, record));
        }

        yield return new SourceItem.ScopeRead(scope);
    }
}
