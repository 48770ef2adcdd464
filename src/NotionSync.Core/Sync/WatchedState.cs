using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>A state whose changes are noted in the index of matches, whoever makes them.</summary>
internal sealed class WatchedState(IStateStore inner, MatchBook matches) : IStateStore
{
    public async Task SaveAsync(StateBatch batch, CancellationToken cancellationToken)
    {
        await inner.SaveAsync(batch, cancellationToken);
        matches.Note(batch);
    }

    public Task<IReadOnlyList<KnownDatabase>> ReadDatabasesAsync(CancellationToken cancellationToken) => inner.ReadDatabasesAsync(cancellationToken);

    public Task<IReadOnlyList<LedgerRow>> ReadRowsAsync(string database, IReadOnlyCollection<RowKey> keys, CancellationToken cancellationToken) =>
        inner.ReadRowsAsync(database, keys, cancellationToken);

    public Task<IReadOnlyList<LedgerRow>> FindRowsByTitleAsync(string database, IReadOnlyCollection<string> titles, CancellationToken cancellationToken) =>
        inner.FindRowsByTitleAsync(database, titles, cancellationToken);

    public Task<IReadOnlyList<LedgerRow>> FindRowsByPageAsync(IReadOnlyCollection<string> pageIds, CancellationToken cancellationToken) =>
        inner.FindRowsByPageAsync(pageIds, cancellationToken);

    public IAsyncEnumerable<LedgerRow> ReadAllRowsAsync(string database, CancellationToken cancellationToken) => inner.ReadAllRowsAsync(database, cancellationToken);

    public IAsyncEnumerable<RowRef> ReadDueRowsAsync(string database, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.ReadDueRowsAsync(database, now, cancellationToken);

    public Task<int> CountRowsAsync(string database, CancellationToken cancellationToken) => inner.CountRowsAsync(database, cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken) =>
        inner.ReadClaimsAsync(database, claimants, cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsOnRowsAsync(string database, IReadOnlyCollection<RowKey> rows, CancellationToken cancellationToken) =>
        inner.ReadClaimsOnRowsAsync(database, rows, cancellationToken);

    public Task<IReadOnlyList<ClaimMark>> ReadClaimMarksAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken) =>
        inner.ReadClaimMarksAsync(database, claimants, cancellationToken);

    public IAsyncEnumerable<ClaimMark> ReadClaimMarksOfBlockAsync(string database, string block, CancellationToken cancellationToken) =>
        inner.ReadClaimMarksOfBlockAsync(database, block, cancellationToken);

    public Task<IReadOnlyList<WaitingClaim>> ReadWaitingAsync(
        string database, string block, IReadOnlyCollection<string> matchKeys, CancellationToken cancellationToken) =>
        inner.ReadWaitingAsync(database, block, matchKeys, cancellationToken);

    public Task<IReadOnlyList<WaitingMark>> ReadWaitingMarksAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken) =>
        inner.ReadWaitingMarksAsync(database, claimants, cancellationToken);

    public IAsyncEnumerable<WaitingMark> ReadWaitingMarksOfBlockAsync(string database, string block, CancellationToken cancellationToken) =>
        inner.ReadWaitingMarksOfBlockAsync(database, block, cancellationToken);

    public Task<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken) => inner.ReadLinksAsync(rows, cancellationToken);

    public Task<IReadOnlyList<WantedLink>> ReadWantedLinksAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken) =>
        inner.ReadWantedLinksAsync(rows, cancellationToken);

    public Task<IReadOnlyList<Sample>> ReadSamplesAsync(IReadOnlyCollection<RowRef> rows, int most, CancellationToken cancellationToken) =>
        inner.ReadSamplesAsync(rows, most, cancellationToken);

    public Task<string?> ReadNoteAsync(string name, CancellationToken cancellationToken) => inner.ReadNoteAsync(name, cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ReadRunsAsync(string? name, int most, CancellationToken cancellationToken) => inner.ReadRunsAsync(name, most, cancellationToken);

    public IAsyncEnumerable<ChangeRecord> ReadChangesAsync(string run, CancellationToken cancellationToken) => inner.ReadChangesAsync(run, cancellationToken);

    public Task<IStateFork> ForkAsync(CancellationToken cancellationToken) => inner.ForkAsync(cancellationToken);
}
