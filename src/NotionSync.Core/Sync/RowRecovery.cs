using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Finds a row whose create was sent in a run that was killed before the answer came.</summary>
internal sealed class RowRecovery(
    Catalog catalog, RelationMap relations, IReadOnlyDictionary<string, KnownDatabase> known, IWorkspace workspace, IStateStore state)
{
    private readonly LinkTaker links = new(workspace, state);

    /// <summary>Looks the row up by its key and takes it into the ledger, to be planned again.</summary>
    /// <returns>Its page; null when it was not created.</returns>
    public async Task<string?> FindAsync(LedgerRow row, CancellationToken cancellationToken)
    {
        var database = known[row.Database];
        var taker = new RowTaker(catalog[row.Database], database, relations);
        var query = new RowQuery(SyncKeyPropertyId: database.Properties[CommonProperties.SyncKey].Id, Key: row.Key);
        await foreach (var page in workspace.QueryRowsAsync(database.DataSourceId!, query, cancellationToken))
        {
            if (taker.Key(page) != row.Key)
            {
                continue;
            }

            var taken = row with { PageId = page.PageId, Sending = false, Dirty = true, Values = taker.Values(page) };
            var (made, _) = await links.CompareAsync([(row.Ref, page, taker)], ofPeople: false, cancellationToken);
            await state.SaveAsync(new StateBatch { Rows = [taken], Links = made }, cancellationToken);
            return page.PageId;
        }

        return null;
    }
}
