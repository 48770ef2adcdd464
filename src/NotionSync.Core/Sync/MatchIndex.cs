using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Rows of one database by what they will hold in some properties; kept right while many write.</summary>
internal sealed class MatchIndex(DatabaseMapping database, ImmutableArray<string> properties)
{
    private const int ChunkSize = 500;

    private readonly SortedSet<(string Key, RowKey Row)> places = new(Comparer<(string Key, RowKey Row)>.Create((one, other) =>
        string.CompareOrdinal(one.Key, other.Key) is var order and not 0 ? order : one.Row.CompareTo(other.Row)));

    private readonly Dictionary<RowKey, string?> keyOf = [];
    private readonly HashSet<RowKey> stale = [];

    /// <summary>Reads every row.</summary>
    public async Task BuildAsync(IStateStore state, CancellationToken cancellationToken)
    {
        await foreach (var rows in state.ReadAllRowsAsync(database.Id, cancellationToken).Chunk(ChunkSize))
        {
            await PutAsync(rows, state, cancellationToken);
        }
    }

    /// <summary>Rows with these keys; of several rows with one key the first.</summary>
    public async Task<IReadOnlyDictionary<string, RowKey>> FindAsync(IEnumerable<string> keys, IStateStore state, CancellationToken cancellationToken)
    {
        foreach (var chunk in stale.Chunk(ChunkSize).ToList())
        {
            await PutAsync(await state.ReadRowsAsync(database.Id, chunk, cancellationToken), state, cancellationToken);
        }

        stale.Clear();
        var found = new Dictionary<string, RowKey>();
        foreach (var key in keys)
        {
            if (places.GetViewBetween((key, new RowKey("")), (key + '\0', new RowKey(""))) is { Count: > 0 } rows)
            {
                found[key] = rows.Min.Row;
            }
        }

        return found;
    }

    /// <summary>Takes note of what was saved.</summary>
    public void Note(StateBatch batch)
    {
        foreach (var row in batch.ForgottenRows.Where(row => row.Database == database.Id))
        {
            Put(row.Key, null);
            keyOf.Remove(row.Key);
        }

        // A claim is forgotten with the row that it made.
        stale.UnionWith(batch.ForgottenClaims.Where(claim => claim.Database == database.Id && keyOf.ContainsKey(claim.Key)).Select(claim => claim.Key));
        foreach (var renamed in batch.Renamed.Where(renamed => renamed.Row.Database == database.Id))
        {
            Put(renamed.Row.Key, null);
            keyOf.Remove(renamed.Row.Key);
            keyOf[renamed.Key] = null;
            stale.Add(renamed.Key);
        }

        var claims = batch.Claims.Where(claim => claim.Database == database.Id).ToLookup(claim => claim.Row);
        foreach (var row in batch.Rows.Where(row => row.Database == database.Id))
        {
            // Of a new row nobody has said anything else yet.
            if (keyOf.ContainsKey(row.Key))
            {
                stale.Add(row.Key);
            }
            else
            {
                Put(row.Key, MatchKeys.Of(database, properties, row, [.. ClaimOrder.Of(database, claims[row.Key])]));
            }
        }

        var made = batch.Rows.Select(row => row.Ref).ToHashSet();
        stale.UnionWith(claims.Select(group => group.Key).Where(row => !made.Contains(new RowRef(database.Id, row))));
    }

    private async Task PutAsync(IReadOnlyList<LedgerRow> rows, IStateStore state, CancellationToken cancellationToken)
    {
        var claims = (await state.ReadClaimsOnRowsAsync(database.Id, [.. rows.Select(row => row.Key)], cancellationToken)).ToLookup(claim => claim.Row);
        foreach (var row in rows)
        {
            Put(row.Key, MatchKeys.Of(database, properties, row, [.. ClaimOrder.Of(database, claims[row.Key])]));
        }
    }

    private void Put(RowKey row, string? key)
    {
        if (keyOf.TryGetValue(row, out var before) && before is not null)
        {
            places.Remove((before, row));
        }

        keyOf[row] = key;
        if (key is not null)
        {
            places.Add((key, row));
        }
    }
}
