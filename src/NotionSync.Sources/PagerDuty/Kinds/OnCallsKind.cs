using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>Who is on call now, for all escalation policies by one list.</summary>
internal sealed class OnCallsKind(PagerDutyClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("oncalls", "A person who is on call now, on one level of an escalation policy.")
    {
        Key = "key",
        Scope = PagerDutyQuery.Account,
        Permissions = ["oncalls.read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => SettingsCheck.Unknown(settings ?? [], "");

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in ListAsync(client, cancellationToken))
        {
            var record = entry.DeepClone().AsObject();
            // A schedule that is absent is a permanent duty.
            record["key"] = $"{entry.Id("escalation_policy")}/{entry["escalation_level"]}/{entry.Id("schedule")}/{entry.Id("user")}";
            record["url"] = entry.Member("escalation_policy")?["html_url"]?.DeepClone();
            yield return new SourceItem.Found(new SourceRecord(PagerDutyQuery.Account, record));
        }

        yield return new SourceItem.ScopeRead(PagerDutyQuery.Account);
    }

    /// <summary>The list itself: each person's first duty per policy and level.</summary>
    public static IAsyncEnumerable<JsonObject> ListAsync(PagerDutyClient client, CancellationToken cancellationToken) =>
        client.ListAsync("oncalls", "earliest=true&time_zone=UTC", cancellationToken);
}
