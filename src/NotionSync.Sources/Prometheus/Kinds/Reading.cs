using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>Collects what a read of a kind yields, and knows whether it was whole.</summary>
internal sealed class Reading
{
    /// <summary>Prometheus is one scope: what it does not list is gone from all of it.</summary>
    public const string Scope = "prometheus";

    private readonly List<SourceItem> faults = [];
    private readonly List<SourceRecord> found = [];

    /// <summary>Whether nothing was amiss so far.</summary>
    public bool IsWhole => faults.Count == 0;

    /// <summary>Adds a record.</summary>
    public void Found(JsonObject data) => found.Add(new SourceRecord(Scope, data));

    /// <summary>A part failed; the rest goes on.</summary>
    public void Failed(string part, string reason) => faults.Add(new SourceItem.Failed(part, reason));

    /// <summary>Part of the data may be missing.</summary>
    public void Partial(string part, IEnumerable<string> warnings) =>
        faults.AddRange(warnings.Select(warning => new SourceItem.Partial($"{part}: {warning}")));

    /// <summary>All of it, in a fixed order; it ends with the mark of a whole read only when nothing was amiss.</summary>
    public IReadOnlyList<SourceItem> Items() => [.. faults, .. found.Select(record => new SourceItem.Found(record with { IsPartial = faults.Count > 0 })), .. IsWhole ? [new SourceItem.ScopeRead(Scope)] : Array.Empty<SourceItem>()];

    /// <summary>What a read that is done in one go gives, as a stream.</summary>
    public static async IAsyncEnumerable<SourceItem> StreamAsync(Func<Task<IReadOnlyList<SourceItem>>> read)
    {
        foreach (var item in await read())
        {
            yield return item;
        }
    }
}
