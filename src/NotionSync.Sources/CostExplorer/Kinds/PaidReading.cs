using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>How every paid kind is read: not at all when it was paid for lately, else whole.</summary>
internal static class PaidReading
{
    /// <summary>What is billed together is one scope.</summary>
    public const string Scope = "account";

    /// <summary>Streams a read.</summary>
    /// <param name="query">Which; its cursor tells when it was last paid for.</param>
    /// <param name="answers">Knows how often may be paid.</param>
    /// <param name="read">Asks, and makes records of the answers.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async IAsyncEnumerable<SourceItem> StreamAsync(
        SourceQuery query, PaidAnswers answers, Func<CancellationToken, Task<PaidRecords>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (CostCursor.Read(query.Cursor) is { } paid && answers.IsFresh(paid, query.At))
        {
            yield return CostCursor.Next(paid);
            yield break;
        }

        var found = await read(cancellationToken);
        foreach (var note in found.Notes)
        {
            yield return new SourceItem.Partial(note);
        }

        foreach (var record in found.Records)
        {
            yield return new SourceItem.Found(new SourceRecord(Scope, record));
        }

        if (found.IsWhole)
        {
            yield return new SourceItem.ScopeRead(Scope);
        }

        yield return CostCursor.Next(found.Paid);
    }
}

/// <summary>What a paid read gave.</summary>
/// <param name="Records">In a fixed order.</param>
/// <param name="Paid">When the oldest of its answers was paid for.</param>
/// <param name="IsWhole">Whether what is not among the records is gone.</param>
/// <param name="Notes">What part of the data may be missing, for people.</param>
internal sealed record PaidRecords(IReadOnlyList<JsonObject> Records, DateTimeOffset Paid, bool IsWhole, params IReadOnlyList<string> Notes);
