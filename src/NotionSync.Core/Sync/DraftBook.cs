using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Rows that a plan has looked at: drafts of those that may change, and ledger rows of those that are only read.</summary>
internal sealed class DraftBook(Catalog catalog, IStateStore state)
{
    private const int ChunkSize = 500;

    private readonly Dictionary<RowRef, RowDraft> drafts = [];
    private readonly Dictionary<RowRef, LedgerRow> others = [];
    private readonly HashSet<RowRef> absent = [];

    /// <summary>Every draft.</summary>
    public IReadOnlyCollection<RowDraft> Drafts => drafts.Values;

    /// <summary>A database of the catalog; null when it is not mapped.</summary>
    public DatabaseMapping? Database(string id) => catalog.Databases.FirstOrDefault(database => database.Id == id);

    /// <summary>The draft of a row; null when it is none.</summary>
    public RowDraft? Find(RowRef row) => drafts.GetValueOrDefault(row);

    /// <summary>A row as far as it was looked at; null when it does not exist or was not loaded.</summary>
    public LedgerRow? Row(RowRef row) => drafts.TryGetValue(row, out var draft) ? draft.Row : others.GetValueOrDefault(row);

    /// <summary>The values that a row will hold, as far as it was looked at.</summary>
    public ImmutableDictionary<string, PropertyValue>? Values(RowRef row) =>
        drafts.TryGetValue(row, out var draft) ? draft.Effective : others.GetValueOrDefault(row)?.Values;

    /// <summary>Makes drafts of rows that are none yet.</summary>
    /// <returns>The new drafts; rows that are not in the ledger, or whose database is not mapped, are left out.</returns>
    public async Task<IReadOnlyList<RowDraft>> DraftAsync(IEnumerable<RowRef> rows, CancellationToken cancellationToken)
    {
        var made = new List<RowDraft>();
        foreach (var (database, keys) in Missing(rows.Where(row => !drafts.ContainsKey(row))))
        {
            foreach (var chunk in keys.Chunk(ChunkSize))
            {
                var claims = (await state.ReadClaimsOnRowsAsync(database.Id, chunk, cancellationToken)).ToLookup(claim => claim.Row);
                foreach (var row in await state.ReadRowsAsync(database.Id, chunk, cancellationToken))
                {
                    var draft = new RowDraft(database, row, [.. ClaimOrder.Of(database, claims[row.Key])]);
                    drafts[row.Ref] = draft;
                    made.Add(draft);
                }
            }
        }

        return made;
    }

    /// <summary>Reads rows that were not looked at before.</summary>
    public async Task LoadAsync(IEnumerable<RowRef> rows, CancellationToken cancellationToken)
    {
        foreach (var (database, keys) in Missing(rows.Where(row => !drafts.ContainsKey(row) && !others.ContainsKey(row) && !absent.Contains(row))))
        {
            foreach (var chunk in keys.Chunk(ChunkSize))
            {
                absent.UnionWith(chunk.Select(key => new RowRef(database.Id, key)));
                foreach (var row in await state.ReadRowsAsync(database.Id, chunk, cancellationToken))
                {
                    others[row.Ref] = row;
                    absent.Remove(row.Ref);
                }
            }
        }
    }

    private IEnumerable<(DatabaseMapping Database, RowKey[] Keys)> Missing(IEnumerable<RowRef> rows) =>
        from entry in rows.Distinct().GroupBy(row => row.Database)
        let database = catalog.Databases.FirstOrDefault(database => database.Id == entry.Key)
        where database is not null
        select (database, entry.Select(row => row.Key).Order().ToArray());
}
