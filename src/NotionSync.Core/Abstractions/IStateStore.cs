using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Abstractions;

/// <summary>
/// What is known between runs, one store per Notion workspace. Reads see every batch saved before. For identity it is only a cache:
/// lost, it is rebuilt from Notion; history, samples and approvals live here alone.
/// </summary>
public interface IStateStore
{
    /// <summary>Saves a batch whole or not at all.</summary>
    Task SaveAsync(StateBatch batch, CancellationToken cancellationToken);

    /// <summary>Every database that is known, without order.</summary>
    Task<IReadOnlyList<KnownDatabase>> ReadDatabasesAsync(CancellationToken cancellationToken);

    /// <summary>Rows by key; keys that are not known are left out.</summary>
    Task<IReadOnlyList<LedgerRow>> ReadRowsAsync(string database, IReadOnlyCollection<RowKey> keys, CancellationToken cancellationToken);

    /// <summary>Rows by title, trashed ones left out; several rows may have one title.</summary>
    Task<IReadOnlyList<LedgerRow>> FindRowsByTitleAsync(string database, IReadOnlyCollection<string> titles, CancellationToken cancellationToken);

    /// <summary>Rows by page id.</summary>
    Task<IReadOnlyList<LedgerRow>> FindRowsByPageAsync(IReadOnlyCollection<string> pageIds, CancellationToken cancellationToken);

    /// <summary>All rows of a database, by key, streamed.</summary>
    IAsyncEnumerable<LedgerRow> ReadAllRowsAsync(string database, CancellationToken cancellationToken);

    /// <summary>Rows of a database that are dirty, or whose recheck is due, by key, streamed.</summary>
    IAsyncEnumerable<RowRef> ReadDueRowsAsync(string database, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Number of rows of a database that live in Notion and are not trashed.</summary>
    Task<int> CountRowsAsync(string database, CancellationToken cancellationToken);

    /// <summary>Claims by claimant key.</summary>
    Task<IReadOnlyList<Claim>> ReadClaimsAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken);

    /// <summary>Claims on these rows, by claimant.</summary>
    Task<IReadOnlyList<Claim>> ReadClaimsOnRowsAsync(string database, IReadOnlyCollection<RowKey> rows, CancellationToken cancellationToken);

    /// <summary>Claims by claimant key, without what they say: enough to tell that they still say the same.</summary>
    Task<IReadOnlyList<ClaimMark>> ReadClaimMarksAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken);

    /// <summary>All claims of one mapping block, by claimant, without what they say, streamed.</summary>
    IAsyncEnumerable<ClaimMark> ReadClaimMarksOfBlockAsync(string database, string block, CancellationToken cancellationToken);

    /// <summary>Waiting claims of one mapping block that wait for one of these match keys, by claimant.</summary>
    Task<IReadOnlyList<WaitingClaim>> ReadWaitingAsync(string database, string block, IReadOnlyCollection<string> matchKeys, CancellationToken cancellationToken);

    /// <summary>Waiting claims by claimant key, without what they say.</summary>
    Task<IReadOnlyList<WaitingMark>> ReadWaitingMarksAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken);

    /// <summary>All waiting claims of one mapping block, by claimant, without what they say, streamed.</summary>
    IAsyncEnumerable<WaitingMark> ReadWaitingMarksOfBlockAsync(string database, string block, CancellationToken cancellationToken);

    /// <summary>Links in Notion that touch these rows, on either side.</summary>
    Task<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken);

    /// <summary>Links wanted by anyone that touch these rows, on either side.</summary>
    Task<IReadOnlyList<WantedLink>> ReadWantedLinksAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken);

    /// <summary>The newest samples of some rows, oldest first, at most <paramref name="most"/> for each property.</summary>
    Task<IReadOnlyList<Sample>> ReadSamplesAsync(IReadOnlyCollection<RowRef> rows, int most, CancellationToken cancellationToken);

    /// <summary>A remembered text (cursor, intake mark, version of a mapping); null when there is none.</summary>
    Task<string?> ReadNoteAsync(string name, CancellationToken cancellationToken);

    /// <summary>The newest runs of a source or command, newest first.</summary>
    Task<IReadOnlyList<RunRecord>> ReadRunsAsync(string? name, int most, CancellationToken cancellationToken);

    /// <summary>What a run changed, in the order in which it happened.</summary>
    IAsyncEnumerable<ChangeRecord> ReadChangesAsync(string run, CancellationToken cancellationToken);

    /// <summary>A private copy for planning; nothing done to it reaches this store. Disposed by the caller.</summary>
    Task<IStateFork> ForkAsync(CancellationToken cancellationToken);
}

/// <summary>A throwaway copy of the state.</summary>
public interface IStateFork : IAsyncDisposable
{
    /// <summary>The copy.</summary>
    IStateStore Store { get; }
}

/// <summary>The state cannot be read or written. The message says where it lies and what to do.</summary>
public sealed class StateException(string message, Exception? innerException = null) : Exception(message, innerException);
