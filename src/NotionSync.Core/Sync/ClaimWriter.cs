using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Writes the claims of one block: finds the row that each record speaks of, or makes one, or has it wait, and marks what changed.</summary>
internal sealed class ClaimWriter(
    DatabaseMapping database, SourceBlock block, IStateStore state, ClaimBuilder builder, MatchBook matches, HeldRows held, SourceTally tally)
{
    private readonly RowFinder finder = new(database, block, state, matches);
    private readonly NewestRecords? newest = block.KeepNewest is { } keep ? new NewestRecords(database, block, keep, state) : null;

    /// <summary>Claimants that the source still has, those out of the block's scope included.</summary>
    public KeySet Seen { get; } = new();

    /// <summary>Claimants of this read that wait for a row.</summary>
    public KeySet Waits { get; } = new();

    /// <summary>Whether a record had no key; then it is not known which records are missing.</summary>
    public bool HasUnknown { get; private set; }

    /// <summary>Records that are not in the state, since they cannot be mapped or speak of the row of another, with the reason.</summary>
    public Dictionary<RowKey, string> LeftOut { get; } = [];

    /// <summary>Maps a batch of records; those that cannot be mapped are noted and left out.</summary>
    public IReadOnlyDictionary<RowKey, MappedRecord> Map(IReadOnlyList<SourceRecord> records)
    {
        var mapped = new Dictionary<RowKey, MappedRecord>();
        foreach (var record in records)
        {
            RowKey? claimant = null;
            try
            {
                var input = ExpressionInput.From(record.Data);
                var known = ClaimBuilder.Claimant(block, input);
                claimant = known;
                LeftOut.Remove(known);
                var result = builder.Map(database, block, known, record.Scope, input) with { IsPartial = record.IsPartial };
                // A record that changed while it was read may come twice; the later one counts. Several records may have one key of which
                // one alone is in scope.
                if (result.Claim is not null || !mapped.ContainsKey(known))
                {
                    mapped[known] = result;
                }
            }
            catch (Exception failure) when (failure is ExpressionException or FormatException)
            {
                LeaveOut(claimant, record, failure.Message);
            }
        }

        return mapped;
    }

    /// <summary>Writes what a batch of records says, by claimant. Within the turn.</summary>
    public async Task WriteAsync(IReadOnlyDictionary<RowKey, MappedRecord> mapped, CancellationToken cancellationToken)
    {
        mapped = await CompleteAsync(mapped, cancellationToken);
        Seen.UnionWith(mapped.Keys);
        var known = (await state.ReadClaimMarksAsync(database.Id, [.. mapped.Keys], cancellationToken)).ToDictionary(claim => claim.Claimant);
        var strangers = mapped.Values.Where(record => !known.ContainsKey(record.Claimant)).ToList();
        var waiting = (await state.ReadWaitingMarksAsync(database.Id, [.. strangers.Select(record => record.Claimant)], cancellationToken))
            .ToDictionary(mark => mark.Claimant);
        var rows = await finder.FindAsync([.. strangers.Where(record => record.Claim is not null)], cancellationToken);
        var returning = known.Values.Where(mark => mark.Absences > 0).Select(mark => mark.Row);
        var claimants = await ClaimantsAsync([.. rows.Values, .. returning], cancellationToken);
        var renamed = await finder.TakeOverAsync(rows, claimants, cancellationToken);
        var batch = new ClaimBatch(database, claimants, renamed);
        var made = new Dictionary<string, RowKey>();
        foreach (var record in mapped.Values)
        {
            var before = known.GetValueOrDefault(record.Claimant);
            if (record.Claim is not { } claim)
            {
                continue;
            }

            var row = before?.Row ?? (rows.TryGetValue(record.Claimant, out var there) ? there : null as RowKey?) ?? Made(record);
            if (row is null && !block.Create)
            {
                Waits.Add(record.Claimant);
                batch.Wait(claim, MatchKeys.Of(record), waiting.GetValueOrDefault(record.Claimant));
                continue;
            }

            claim = claim with { Row = row ?? record.Claimant };
            if (before is { Absences: 0 } && (before.Fingerprint, before.Scope) == (claim.Fingerprint, claim.Scope))
            {
                tally.Unchanged++;
            }
            else if (before is not { Absences: 0 } && batch.Take(claim) is { } other)
            {
                LeftOut[claim.Claimant] = Conflict(block, claim.Row, other);
            }
            else if (!await IsKeptAsync(claim, before is not null || row is not null, cancellationToken))
            {
                tally.Unchanged++;
            }
            else
            {
                batch.Put(claim, isNew: row is null);
                batch.WaitNoLonger(waiting.GetValueOrDefault(record.Claimant));
                tally.Changed.Add(new RowRef(database.Id, claim.Row));
                if (row is null && finder.KeyOfNew(claim) is { } key)
                {
                    made.TryAdd(key, claim.Row);
                }
            }
        }

        var changes = await batch.CloseAsync(state, cancellationToken);
        await state.SaveAsync(newest is null ? changes : await newest.RetireAsync(changes, tally, cancellationToken), cancellationToken);
        foreach (var row in renamed)
        {
            held.Rename(row);
        }

        RowKey? Made(MappedRecord record) => MatchKeys.Of(record) is { } key && made.TryGetValue(key, out var row) ? row : null;
    }

    /// <summary>Says that two records of one block speak of one row.</summary>
    public static string Conflict(SourceBlock block, RowKey row, RowKey other) =>
        $"{block.Position}: this record and '{other}' both match the row '{row}'. Make 'match' or 'key' tell them apart.";

    private async Task<IReadOnlyDictionary<RowKey, MappedRecord>> CompleteAsync(IReadOnlyDictionary<RowKey, MappedRecord> mapped, CancellationToken cancellationToken)
    {
        RowKey[] partial = [.. mapped.Values.Where(record => record is { IsPartial: true, Claim: not null }).Select(record => record.Claimant)];
        if (partial.Length == 0)
        {
            return mapped;
        }

        var before = (await state.ReadClaimsAsync(database.Id, partial, cancellationToken)).ToDictionary(claim => claim.Claimant);
        return mapped.ToDictionary(
            entry => entry.Key,
            entry => entry.Value is { IsPartial: true, Claim: { } claim } && before.TryGetValue(entry.Key, out var known)
                ? entry.Value with { Claim = ClaimBuilder.Completed(database, claim, known) }
                : entry.Value);
    }

    private void LeaveOut(RowKey? claimant, SourceRecord record, string reason)
    {
        if (claimant is { } known)
        {
            // Its row stays as it is; it is not missing.
            Seen.Add(known);
            LeftOut[known] = reason;
        }
        else
        {
            HasUnknown = true;
            tally.Fail(database.Id, $"{block.Name} · {Shown(record)}", reason);
        }
    }

    private async Task<bool> IsKeptAsync(Claim claim, bool isKnown, CancellationToken cancellationToken)
    {
        if (newest is null)
        {
            return true;
        }

        await newest.LoadAsync(cancellationToken);
        return newest.Offer(claim, isKnown);
    }

    // Who of this block speaks of these rows; at most one may.
    private async Task<Dictionary<RowKey, RowKey>> ClaimantsAsync(IReadOnlyCollection<RowKey> rows, CancellationToken cancellationToken) =>
        (await state.ReadClaimsOnRowsAsync(database.Id, rows, cancellationToken))
            .Where(claim => claim.Block == block.Name && claim.Absences == 0)
            .GroupBy(claim => claim.Row)
            .ToDictionary(claims => claims.Key, claims => claims.First().Claimant);

    private static string Shown(SourceRecord record) => record.Data["key"]?.ToString() ?? record.Data["name"]?.ToString() ?? record.Scope;
}
