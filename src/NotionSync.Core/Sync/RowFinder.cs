using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Finds the rows of records that are not known yet: one thing, one row, whoever speaks of it first.</summary>
internal sealed class RowFinder(DatabaseMapping database, SourceBlock block, IStateStore state, MatchBook matches)
{
    private readonly ImmutableArray<string> properties = PropertiesOf(block);

    // Another block may make a row of the same thing by its own rule of what is the same. Had this block's record come first, that
    // block would have found its row; so this one finds that block's.
    private readonly ImmutableArray<SourceBlock> makers = block.Create
        ? [.. database.Sources.Where(other => other.Name != block.Name && other.Create && !other.Match.IsEmpty)]
        : [];

    /// <summary>The properties that a block matches by.</summary>
    public static ImmutableArray<string> PropertiesOf(SourceBlock block) => [.. block.Match.Select(entry => entry.Key)];

    /// <summary>By what a later record of the block finds the row that a record makes; null when none can.</summary>
    public string? KeyOfNew(Claim claim) => KeyOf(claim, properties);

    /// <summary>The row of each record that has one, by claimant.</summary>
    public async Task<Dictionary<RowKey, RowKey>> FindAsync(IReadOnlyList<MappedRecord> records, CancellationToken cancellationToken)
    {
        // A row of the record's own key is adopted when the state was lost.
        var found = (await state.ReadRowsAsync(database.Id, [.. records.Select(record => record.Claimant)], cancellationToken))
            .ToDictionary(row => row.Key, row => row.Key);
        await MatchAsync(records, properties, MatchKeys.Of, maker: null, found, cancellationToken);
        foreach (var maker in makers)
        {
            var itsProperties = PropertiesOf(maker);
            await MatchAsync(records, itsProperties, record => KeyOf(record.Claim!, itsProperties), maker.Name, found, cancellationToken);
        }

        return found;
    }

    /// <summary>
    /// Takes over rows that are not in Notion yet and that a later block of the mapping made: of two makers that speak of one new thing the
    /// first in the mapping gives the key, whichever was read first.
    /// </summary>
    /// <param name="found">Rows by claimant; follows.</param>
    /// <param name="claimants">Claimants of this block by row; a row of which one speaks is not taken over.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    public async Task<IReadOnlyList<RenamedRow>> TakeOverAsync(
        Dictionary<RowKey, RowKey> found, IReadOnlyDictionary<RowKey, RowKey> claimants, CancellationToken cancellationToken)
    {
        var wanted = block.Create
            ? found.Where(entry => entry.Key != entry.Value && !claimants.ContainsKey(entry.Value)).DistinctBy(entry => entry.Value).ToDictionary(entry => entry.Value, entry => entry.Key)
            : [];
        var later = database.Sources.SkipWhile(other => other.Name != block.Name).Skip(1).Where(other => other.Create).Select(other => other.Name).ToHashSet();
        var made = (await state.ReadClaimsAsync(database.Id, wanted.Keys, cancellationToken)).Where(claim => claim.Row == claim.Claimant && later.Contains(claim.Block));
        var rows = await state.ReadRowsAsync(database.Id, [.. made.Select(claim => claim.Row)], cancellationToken);
        var renamed = new List<RenamedRow>();
        foreach (var row in rows.Where(row => row is { PageId: null, Sending: false, InTrash: false }))
        {
            renamed.Add(new RenamedRow(row.Ref, wanted[row.Key]));
            foreach (var claimant in found.Where(entry => entry.Value == row.Key).Select(entry => entry.Key).ToList())
            {
                found[claimant] = wanted[row.Key];
            }
        }

        return renamed;
    }

    private async Task MatchAsync(
        IReadOnlyList<MappedRecord> records,
        ImmutableArray<string> by,
        Func<MappedRecord, string?> key,
        string? maker,
        Dictionary<RowKey, RowKey> found,
        CancellationToken cancellationToken)
    {
        var wanted = records
            .Where(record => !found.ContainsKey(record.Claimant))
            .Select(record => (record.Claimant, Key: key(record)))
            .Where(entry => entry.Key is not null)
            .ToList();
        var rows = await matches.FindAsync(database, by, [.. wanted.Select(entry => entry.Key!)], state, cancellationToken);
        var allowed = maker is null ? null : (await state.ReadClaimsAsync(database.Id, [.. rows.Values], cancellationToken))
            .Where(claim => claim.Block == maker)
            .Select(claim => claim.Row)
            .ToHashSet();
        foreach (var (claimant, wantedKey) in wanted)
        {
            if (rows.TryGetValue(wantedKey!, out var row) && allowed?.Contains(row) != false)
            {
                found[claimant] = row;
            }
        }
    }

    private string? KeyOf(Claim claim, ImmutableArray<string> by) =>
        MatchKeys.Of(database, by, new LedgerRow { Database = database.Id, Key = claim.Claimant, Title = "" }, [claim]);
}
