using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Abstractions;

/// <summary>An external system that is read. Knows no Notion.</summary>
/// <remarks>
/// Mapping blocks with the same kind and equal settings are read once per sync, and their records are handed to each of them. A source
/// is asked for one thing at a time; different sources are asked at the same time.
/// </remarks>
public interface ISource
{
    /// <summary>The name in mappings and in <c>Sources:&lt;Name&gt;</c> of the configuration, in the vendor's own spelling, e.g. <c>Prometheus</c>.</summary>
    string Name { get; }

    /// <summary>What the source offers.</summary>
    IReadOnlyList<SourceKind> Kinds { get; }

    /// <summary>Reads the records of one kind.</summary>
    /// <param name="query">Which, and since when.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>
    /// Records without order, between them the marks that a scope was read to its end. A record may come twice if it changed meanwhile.
    /// </returns>
    /// <exception cref="SourceException">The source refused, was unreachable after all retries, or answered something that cannot be read.</exception>
    IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken);

    /// <summary>Checks settings of a mapping block for one kind, without any call.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="settings">The block's <c>read</c> section; null when it has none.</param>
    /// <returns>What is wrong: a JSON-pointer-like path within the settings (<c>/queries/p95</c>) and the text.</returns>
    IReadOnlyList<SettingFault> CheckSettings(string kind, JsonObject? settings);

    /// <summary>Asks the source whether address, credential and rights are right.</summary>
    /// <returns>What is wrong, with the mend; empty when all is well.</returns>
    Task<IReadOnlyList<Diagnostic>> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>One named set of things that a source offers.</summary>
/// <param name="Name">As written in mappings, e.g. <c>series</c>.</param>
/// <param name="Summary">One sentence: what a record is.</param>
public sealed record SourceKind(string Name, string Summary)
{
    /// <summary>The member of a record that tells it from all others of its kind, e.g. <c>run_id</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The part of the source for which "read to its end" is proven, in a word, e.g. <c>repository</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>By what a later read finds what changed, e.g. <c>end_time</c>; null: the kind is read whole each time.</summary>
    public string? Incremental { get; init; }

    /// <summary>The rights that reading needs, in the vendor's words, e.g. <c>cloudwatch:DescribeAlarms</c>; empty when any credential will do.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];
}

/// <summary>A fault in a block's settings.</summary>
public sealed record SettingFault(string Path, string What, string Fix);

/// <summary>What to read.</summary>
/// <param name="Kind">One of the source's kinds.</param>
/// <param name="Settings">The mapping block's <c>read</c> section; null when it has none. Not to be changed.</param>
/// <param name="At">The instant the run speaks of; queries over time end here.</param>
/// <param name="Cursor">
/// What <see cref="SourceItem.Next"/> said in the last read of the same kind and settings that was confirmed; null reads everything. It
/// is null in the first read, when the mapping of a block that takes these records changed, when everything was last read a day ago
/// (<see cref="Sync.EngineOptions.FullReadEvery"/>), after removals were held back, and when a person asks for it
/// (<c>sync --full</c>, <c>--allow-removals</c>).
/// </param>
public sealed record SourceQuery(string Kind, JsonObject? Settings, DateTimeOffset At, string? Cursor);

/// <summary>What a read yields. A closed family.</summary>
public abstract record SourceItem
{
    private SourceItem()
    {
    }

    /// <summary>A record. It is read by all blocks that take it and is not changed by any; nor may the source change it afterwards.</summary>
    public sealed record Found(SourceRecord Record) : SourceItem;

    /// <summary>
    /// A scope was read to its end without error; only then may its missing rows be called gone. A read without a cursor yields it for
    /// every scope; one with a cursor only for scopes of which it gave every record all the same, for what did not change since the
    /// cursor is not gone.
    /// </summary>
    public sealed record ScopeRead(string Scope) : SourceItem;

    /// <summary>Part of the data may be missing anywhere: values are not cleared and nothing is called gone because of this read.</summary>
    public sealed record Partial(string Warning) : SourceItem;

    /// <summary>One part (a query, a project) failed and the rest goes on; the scope that it lies in is not marked as read to its end.</summary>
    public sealed record Failed(string Part, string Reason) : SourceItem;

    /// <summary>
    /// Where the next incremental read may start, once everything before is in the state; any text, e.g. an instant with an overlap. The
    /// last one of a read counts; without one the next read gets the cursor that this one got. A source that yields it after a
    /// <see cref="Failed"/> says that the failed part is read again from there. Nothing moves when the read ended with an error, or gave
    /// a record without a key; then everything since the old cursor is read again. A record that a block cannot map, or that speaks of
    /// the row of another, is remembered and told until it comes again or everything is read.
    /// </summary>
    public sealed record Next(string Cursor) : SourceItem;
}

/// <summary>A source could not be read. The message says what, where and what to do, and holds no secret.</summary>
public sealed class SourceException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether other kinds of the source would fare the same, so that it is asked no more in this run: nobody there, a refused credential.</summary>
    public bool HarmsAll { get; init; } = true;
}
