using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Decides which records are gone: only those of scopes that were read to their end, never on an answer that is empty where rows were
/// known, and never more at once than the bounds allow unless a person said that it is meant.
/// </summary>
internal sealed class RemovalGuard(IStateStore state, EngineOptions options, string? allowRemovals)
{
    private static readonly TimeSpan TrashGrace = TimeSpan.FromHours(24);
    private const int AbsencesBeforeTrash = 2;

    /// <summary>Marks the claims of a block whose records are gone.</summary>
    public async Task FindGoneAsync(
        DatabaseMapping database,
        SourceBlock block,
        IReadOnlySet<string> scopes,
        IReadOnlySet<RowKey> seen,
        DateTimeOffset now,
        SourceTally tally,
        CancellationToken cancellationToken)
    {
        if (block.Missing is MissingPolicy.Keep)
        {
            return;
        }

        var absent = new List<ClaimMark>();
        await foreach (var claim in state.ReadClaimMarksOfBlockAsync(database.Id, block.Name, cancellationToken))
        {
            if (scopes.Contains(claim.Scope) && !seen.Contains(claim.Claimant))
            {
                absent.Add(claim);
            }
        }

        var newly = absent.Where(claim => claim.Absences == 0).ToList();
        if (newly.Count > 0 && allowRemovals is null && await RefusalAsync(database, newly.Count, seen.Count, cancellationToken) is { } refusal)
        {
            tally.Blocked += newly.Count;
            tally.Warn(database.Id, block.Name, refusal);
            absent.RemoveAll(claim => claim.Absences == 0);
        }

        tally.Gone += absent.Count(claim => claim.Absences == 0);
        await MarkAsync(database, block, absent, now, tally, cancellationToken);
    }

    private async Task<string?> RefusalAsync(DatabaseMapping database, int gone, int seen, CancellationToken cancellationToken)
    {
        var wayOut = "Nothing was removed. If it is meant, run: notionsync sync --allow-removals \"REASON\".";
        if (seen == 0)
        {
            return $"{database.Title}: the source answered with no record where {gone} were known, which is suspect rather than empty. {wayOut}";
        }

        var rows = await state.CountRowsAsync(database.Id, cancellationToken);
        var bound = Math.Max(options.RemovalsAlwaysAllowed, (int)(rows * options.RemovalShare));
        return gone <= bound
            ? null
            : $"{database.Title}: {gone} of {rows} rows would be called gone ({100 * gone / Math.Max(1, rows)} %, limit {100 * options.RemovalShare:0} %). {wayOut}";
    }

    private async Task MarkAsync(
        DatabaseMapping database, SourceBlock block, List<ClaimMark> absent, DateTimeOffset now, SourceTally tally, CancellationToken cancellationToken)
    {
        var makers = absent.Where(claim => claim.Claimant == claim.Row).Select(claim => claim.Row).ToList();
        var rows = (await state.ReadRowsAsync(database.Id, makers, cancellationToken)).Where(row => !row.Gone).ToList();
        var claims = await state.ReadClaimsAsync(database.Id, [.. absent.Select(claim => claim.Claimant)], cancellationToken);
        var counted = claims.Select(claim => claim with { Absences = claim.Absences + 1, AbsentSince = claim.AbsentSince ?? now }).ToList();
        if (block.Missing is MissingPolicy.Trash)
        {
            var lost = counted.Where(claim => claim.Absences >= AbsencesBeforeTrash && now - claim.AbsentSince >= TrashGrace && claim.Claimant == claim.Row);
            tally.Trash.UnionWith(lost.Select(claim => new RowRef(database.Id, claim.Row)));
        }

        tally.Changed.UnionWith(absent.Where(claim => claim.Absences == 0).Select(claim => new RowRef(database.Id, claim.Row)));
        await state.SaveAsync(
            new StateBatch { Claims = counted, Rows = [.. rows.Select(row => row with { Gone = true, Dirty = true })] }, cancellationToken);
    }
}
