using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>The account's own priorities.</summary>
internal sealed class PrioritiesKind(PagerDutyClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("priorities", "A priority of the account, with its rank: 1 is the most severe.")
    {
        Key = "id",
        Scope = PagerDutyQuery.Account,
        Permissions = ["priorities.read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => SettingsCheck.Unknown(settings ?? [], "");

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var priority in ListAsync(client, cancellationToken))
        {
            yield return new SourceItem.Found(new SourceRecord(PagerDutyQuery.Account, priority.DeepClone().AsObject()));
        }

        yield return new SourceItem.ScopeRead(PagerDutyQuery.Account);
    }

    /// <summary>The list itself, the most severe first, with <c>rank</c>.</summary>
    public static async IAsyncEnumerable<JsonObject> ListAsync(PagerDutyClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rank = 0;
        await foreach (var priority in client.ListAsync("priorities", "", cancellationToken))
        {
            priority["rank"] = ++rank;
            yield return priority;
        }
    }
}
