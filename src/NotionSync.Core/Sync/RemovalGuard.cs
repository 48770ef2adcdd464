using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Decides which records are gone: only those of scopes that were read to their end, never on an answer that is empty where rows were
/// known, and never more at once than the bounds allow unless a person said that it is meant.
/// </summary>
internal sealed class RemovalGuard(IStateStore state, EngineOptions options)
{
    private static readonly TimeSpan TrashGrace = TimeSpan.FromHours(24);
    private const int AbsencesBeforeTrash = 2;
    private const int ChunkSize = 500;

    private readonly Dictionary<string, int> goneInRun = [];

    /// <summary>Marks the claims of a block whose records are gone, and forgets those that wait for a row.</summary>
    /// <returns>False when some were held back, or the source answered nothing at all and may do so by mistake.</returns>
    public async Task<bool> FindGoneAsync(
        DatabaseMapping database,
        SourceBlock block,
        ReadScopes scopes,
        KeySet seen,
        KeySet waits,
        DateTimeOffset now,
        SourceTally tally,
        CancellationToken cancellationToken)
    {
        if (scopes.IsEmpty)
        {
            return true;
        }

        var isHeldBack = await ForgetWaitingAsync(database, block, scopes, waits, cancellationToken) && seen.Count == 0;
        if (block.Missing is MissingPolicy.Keep)
        {
            return !isHeldBack;
        }

        var absent = new List<ClaimMark>();
        var outOfScope = 0;
        await foreach (var claim in state.ReadClaimMarksOfBlockAsync(database.Id, block.Name, cancellationToken))
        {
            if (scopes.Contains(claim.Scope) && !seen.Contains(claim.Claimant))
            {
                absent.Add(claim);
            }
            else if (scopes.IsForeign(claim.Scope) && !seen.Contains(claim.Claimant))
            {
                outOfScope++;
            }
        }

        if (outOfScope > 0)
        {
            tally.Remark(database.Id, block.Name, $"{(outOfScope == 1 ? "1 row is" : $"{outOfScope} rows are")} out of scope since 'read' was changed, and kept.");
        }

        var newly = absent.Where(claim => claim.Absences == 0).ToList();
        if (newly.Count > 0 && tally.AllowRemovals is null && await RefusalAsync(database, newly.Count, seen.Count, cancellationToken) is { } refusal)
        {
            tally.Blocked += newly.Count;
            tally.Warn(database.Id, block.Name, refusal);
            absent.RemoveAll(claim => claim.Absences == 0);
            isHeldBack = true;
        }

        var gone = absent.Count(claim => claim.Absences == 0);
        goneInRun[database.Id] = goneInRun.GetValueOrDefault(database.Id) + gone;
        tally.Gone += gone;
        foreach (var chunk in absent.Chunk(ChunkSize))
        {
            await MarkAsync(database, block, chunk, now, tally, cancellationToken);
        }

        return !isHeldBack;
    }

    // What is gone, or has left the block's scope. Nothing of it is in Notion, so nothing is lost there.
    private async Task<bool> ForgetWaitingAsync(
        DatabaseMapping database, SourceBlock block, ReadScopes scopes, KeySet waits, CancellationToken cancellationToken)
    {
        var gone = new List<RowRef>();
        await foreach (var mark in state.ReadWaitingMarksOfBlockAsync(database.Id, block.Name, cancellationToken))
        {
            if (scopes.Contains(mark.Scope) && !waits.Contains(mark.Claimant))
            {
                gone.Add(new RowRef(database.Id, mark.Claimant));
            }
        }

        if (gone.Count > 0)
        {
            await state.SaveAsync(new StateBatch { NoLongerWaiting = gone }, cancellationToken);
        }

        return gone.Count > 0;
    }

    private async Task<string?> RefusalAsync(DatabaseMapping database, int gone, int seen, CancellationToken cancellationToken)
    {
        var wayOut = "Nothing was removed. If it is meant, tick 'Approve removals' on the source's row, or run: notionsync sync --allow-removals \"REASON\".";
        if (seen == 0)
        {
            return $"{database.Title}: the source answered with no record where {gone} were known, which is suspect rather than empty. {wayOut}";
        }

        var rows = await state.CountRowsAsync(database.Id, cancellationToken);
        var bound = Math.Max(options.RemovalsAlwaysAllowed, (int)(rows * options.RemovalShare));
        var all = goneInRun.GetValueOrDefault(database.Id) + gone;
        return all <= bound
            ? null
            : $"{database.Title}: {all} of {rows} rows would be called gone ({100 * all / Math.Max(1, rows)} %, limit {100 * options.RemovalShare:0} %). {wayOut}";
    }

    private async Task MarkAsync(
        DatabaseMapping database, SourceBlock block, IReadOnlyCollection<ClaimMark> absent, DateTimeOffset now, SourceTally tally, CancellationToken cancellationToken)
    {
        var claims = await state.ReadClaimsAsync(database.Id, [.. absent.Select(claim => claim.Claimant)], cancellationToken);
        var counted = claims.Select(claim => claim with { Absences = claim.Absences + 1, AbsentSince = claim.AbsentSince ?? now }).ToList();
        // Who comes next in the row has the say now, and links end that nobody else wants.
        var newly = absent.Where(claim => claim.Absences == 0).Select(claim => new RowRef(database.Id, claim.Row)).Distinct();
        await state.SaveAsync(new StateBatch { Claims = counted, Dirty = [.. newly] }, cancellationToken);

        var lost = await RowsLostByAllAsync(database, counted, cancellationToken);
        var rows = await state.ReadRowsAsync(database.Id, lost, cancellationToken);
        var longGone = counted
            .Where(claim => block.Missing is MissingPolicy.Trash && claim.Absences >= AbsencesBeforeTrash && now - claim.AbsentSince >= TrashGrace)
            .Select(claim => claim.Row)
            .ToHashSet();
        bool IsToLeave(LedgerRow row) => row is { PageId: not null, Trash: RowTrash.None } && longGone.Contains(row.Key);
        var changed = rows
            .Where(row => !row.Gone || IsToLeave(row))
            .Select(row => row with { Gone = true, Dirty = true, Trash = IsToLeave(row) ? RowTrash.Leaving : row.Trash })
            .ToList();
        tally.Changed.UnionWith(absent.Where(claim => claim.Absences == 0).Select(claim => new RowRef(database.Id, claim.Row)));
        tally.Changed.UnionWith(changed.Select(row => row.Ref));
        await state.SaveAsync(new StateBatch { Rows = changed }, cancellationToken);
    }

    // A row that another source still sees is not gone; one that the seed or people made never is.
    private async Task<IReadOnlyCollection<RowKey>> RowsLostByAllAsync(DatabaseMapping database, List<Claim> absent, CancellationToken cancellationToken)
    {
        RowKey[] rows = [.. absent.Select(claim => claim.Row).Distinct().Where(row => row.Source is not ("seed" or "us"))];
        var seen = (await state.ReadClaimsOnRowsAsync(database.Id, rows, cancellationToken))
            .Where(claim => claim.Absences == 0 && claim.Writer is not ("seed" or "us"))
            .Select(claim => claim.Row)
            .ToHashSet();
        return [.. rows.Where(row => !seen.Contains(row))];
    }
}
