using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Turns the mapping's seed rows into claims. A seed speaks only while its row is made.</summary>
internal sealed class SeedIngest(Catalog catalog, IStateStore state, ClaimBuilder builder)
{
    /// <summary>Adds rows that are not known yet.</summary>
    public async Task AddAsync(SourceTally tally, CancellationToken cancellationToken)
    {
        foreach (var database in catalog.Databases)
        {
            var claims = database.Rows.Select(row => builder.Seed(database, row)).ToDictionary(claim => claim.Claimant);
            var known = (await state.ReadClaimMarksAsync(database.Id, claims.Keys, cancellationToken)).ToDictionary(claim => claim.Claimant);
            var rows = (await state.ReadRowsAsync(database.Id, claims.Keys, cancellationToken)).ToDictionary(row => row.Key);
            tally.Read += claims.Count;
            var changed = claims.Values.Where(claim => known.GetValueOrDefault(claim.Claimant)?.Fingerprint != claim.Fingerprint).ToList();
            tally.Unchanged += claims.Count - changed.Count;
            await state.SaveAsync(
                new StateBatch
                {
                    Claims = changed,
                    Rows = [.. database.Rows.Where(row => !rows.ContainsKey(row.Key)).Select(row => NewRow(database, row, tally))],
                },
                cancellationToken);
        }
    }

    private static LedgerRow NewRow(DatabaseMapping database, SeedRow row, SourceTally tally)
    {
        var made = new LedgerRow { Database = database.Id, Key = row.Key, Title = row.Title, Dirty = true };
        tally.Changed.Add(made.Ref);
        return made;
    }
}
