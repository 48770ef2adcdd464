using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Kinds;

/// <summary>Reads one scope of several (a project, a repository): its fault is its own, and its end is marked.</summary>
internal static class ScopedRead
{
    /// <summary>Gives the records as they come, then the mark that the scope was read to its end; or, at a fault of this scope alone, a failed part.</summary>
    /// <param name="scope">What is read to its end, e.g. <c>acme/llm</c>.</param>
    /// <param name="part">For messages, e.g. <c>project 'acme/llm'</c>.</param>
    /// <param name="records">The scope's records.</param>
    /// <param name="isWhole">False when only what changed is read: the scope is not marked.</param>
    /// <param name="cancellationToken">Stops between records.</param>
    /// <exception cref="AnswerException">A fault that every other scope will meet too: <see cref="AnswerException.HarmsAll"/>.</exception>
    public static IAsyncEnumerable<SourceItem> ReadAsync(
        string scope, string part, IAsyncEnumerable<JsonObject> records, bool isWhole, CancellationToken cancellationToken) =>
        ReadAsync(_ => scope, part, records, isWhole ? scope : null, cancellationToken);

    /// <summary>
    /// Reads one scope after the other, each from where it was left: whole when it is new or never was read to its end, and then marked. One
    /// that fails is read from the same place again in the next read and costs the others nothing.
    /// </summary>
    /// <param name="scopes">What is read, e.g. <c>acme/llm</c>.</param>
    /// <param name="what">What they are, for messages, e.g. <c>project</c>.</param>
    /// <param name="cursor">What such a read said before; null reads every scope whole.</param>
    /// <param name="records">The records of a scope that changed since its mark; with null all of them.</param>
    /// <param name="mark">From where the next read asks, for scopes that did not fail in this one.</param>
    /// <param name="cancellationToken">Stops between records.</param>
    /// <exception cref="AnswerException">A fault that every other scope will meet too: <see cref="AnswerException.HarmsAll"/>.</exception>
    public static async IAsyncEnumerable<SourceItem> ReadEachAsync(
        IEnumerable<string> scopes,
        string what,
        string? cursor,
        Func<string, string?, IAsyncEnumerable<JsonObject>> records,
        string mark,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = cursor is null ? [] : JsonNode.Parse(cursor)!.AsObject();
        var next = new JsonObject();
        foreach (var scope in scopes.Distinct(StringComparer.Ordinal))
        {
            var since = SettingsCheck.Text(before[scope]);
            var hasFailed = false;
            await foreach (var item in ReadAsync(scope, $"{what} '{scope}'", records(scope, since), since is null, cancellationToken))
            {
                hasFailed |= item is SourceItem.Failed;
                yield return item;
            }

            if ((hasFailed ? since : mark) is { } reached)
            {
                next[scope] = reached;
            }
        }

        yield return new SourceItem.Next(next.ToJsonString());
    }

    /// <summary>Gives records of several scopes that changed, as they come; or, at a fault of this part alone, a failed part. No scope is marked.</summary>
    /// <param name="scope">The scope of each record.</param>
    /// <param name="part">For messages, e.g. <c>runs that ended lately</c>.</param>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Stops between records.</param>
    /// <exception cref="AnswerException">A fault that every other part will meet too: <see cref="AnswerException.HarmsAll"/>.</exception>
    public static IAsyncEnumerable<SourceItem> ReadChangedAsync(
        Func<JsonObject, string> scope, string part, IAsyncEnumerable<JsonObject> records, CancellationToken cancellationToken) =>
        ReadAsync(scope, part, records, whole: null, cancellationToken);

    private static async IAsyncEnumerable<SourceItem> ReadAsync(
        Func<JsonObject, string> scope, string part, IAsyncEnumerable<JsonObject> records, string? whole, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reading = records.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            AnswerException? fault = null;
            try
            {
                if (!await reading.MoveNextAsync())
                {
                    break;
                }
            }
            catch (AnswerException refusal) when (!refusal.HarmsAll)
            {
                fault = refusal;
            }

            if (fault is not null)
            {
                yield return new SourceItem.Failed(part, fault.Message);
                yield break;
            }

            yield return new SourceItem.Found(new SourceRecord(scope(reading.Current), reading.Current));
        }

        if (whole is not null)
        {
            yield return new SourceItem.ScopeRead(whole);
        }
    }
}
