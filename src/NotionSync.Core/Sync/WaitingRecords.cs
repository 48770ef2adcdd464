using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Gives rows that were made or changed to the records that wait for them.</summary>
internal sealed class WaitingRecords(Catalog catalog, IStateStore state)
{
    private const int ChunkSize = 500;

    /// <summary>Looks whether anybody waits for these rows, whoever made or changed them.</summary>
    /// <param name="rows">All rows that are due: a row that is made, or whose values change, is.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Records that wait for a row of which another record of their block speaks; they go on waiting.</returns>
    public async Task<IReadOnlyList<FailedValue>> GiveAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken)
    {
        var conflicts = new List<FailedValue>();
        foreach (var database in catalog.Databases)
        {
            var blocks = new List<SourceBlock>();
            foreach (var block in database.Sources.Where(block => !block.Create && !block.Match.IsEmpty))
            {
                if (await state.ReadWaitingMarksOfBlockAsync(database.Id, block.Name, cancellationToken).AnyAsync(cancellationToken))
                {
                    blocks.Add(block);
                }
            }

            foreach (var chunk in rows.Where(row => blocks.Count > 0 && row.Database == database.Id).Select(row => row.Key).Chunk(ChunkSize))
            {
                await GiveAsync(database, blocks, chunk, conflicts, cancellationToken);
            }
        }

        return conflicts;
    }

    private async Task GiveAsync(
        DatabaseMapping database, List<SourceBlock> blocks, RowKey[] keys, List<FailedValue> conflicts, CancellationToken cancellationToken)
    {
        var rows = (await state.ReadRowsAsync(database.Id, keys, cancellationToken)).OrderBy(row => row.Key).ToList();
        var claims = (await state.ReadClaimsOnRowsAsync(database.Id, keys, cancellationToken)).ToLookup(claim => claim.Row);
        foreach (var block in blocks)
        {
            var properties = RowFinder.PropertiesOf(block);
            var byKey = rows
                .Select(row => (row.Key, MatchKey: MatchKeys.Of(database, properties, row, [.. ClaimOrder.Of(database, claims[row.Key])])))
                .Where(entry => entry.MatchKey is not null)
                .GroupBy(entry => entry.MatchKey!, entry => entry.Key)
                .ToDictionary(group => group.Key, group => group.First());
            var found = await state.ReadWaitingAsync(database.Id, block.Name, byKey.Keys, cancellationToken);
            var speaks = claims.SelectMany(group => group)
                .Where(claim => claim.Block == block.Name && claim.Absences == 0)
                .GroupBy(claim => claim.Row)
                .ToDictionary(group => group.Key, group => group.First().Claimant);
            var given = new List<Claim>();
            foreach (var (waiting, matchKey) in found)
            {
                var row = byKey[matchKey];
                if (speaks.TryAdd(row, waiting.Claimant))
                {
                    given.Add(waiting with { Row = row });
                }
                else
                {
                    conflicts.Add(new FailedValue(
                        new RowRef(database.Id, waiting.Claimant), block.Source, block.Name, ClaimWriter.Conflict(block, row, speaks[row])));
                }
            }

            await SaveAsync(database.Id, given, cancellationToken);
        }
    }

    private async Task SaveAsync(string database, List<Claim> given, CancellationToken cancellationToken)
    {
        if (given.Count == 0)
        {
            return;
        }

        await state.SaveAsync(
            new StateBatch
            {
                Claims = given,
                Rows = [.. await ClaimBatch.ReturnedAsync(database, given, state, cancellationToken)],
                Dirty = [.. given.Select(claim => new RowRef(database, claim.Row))],
                NoLongerWaiting = [.. given.Select(claim => new RowRef(database, claim.Claimant))],
            },
            cancellationToken);
    }
}
