using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Finds what people changed in the links of rows that were read.</summary>
internal sealed class LinkTaker(IWorkspace workspace, IStateStore state)
{
    private readonly PageKeys pages = new(state);

    /// <summary>Compares the links that pages show with those of the ledger.</summary>
    /// <param name="rows">Rows with what Notion shows of them.</param>
    /// <param name="ofPeople">Whether links that are new to us count as people's.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    public async Task<(List<Link> Made, List<LinkId> Ended)> CompareAsync(
        IReadOnlyCollection<(RowRef Row, WorkspaceRow Page, RowTaker Taker)> rows, bool ofPeople, CancellationToken cancellationToken)
    {
        var standing = (await state.ReadLinksAsync([.. rows.Select(row => row.Row)], cancellationToken)).Select(link => link.Id).ToHashSet();
        var made = new List<Link>();
        var ended = new List<LinkId>();
        foreach (var (row, page, taker) in rows)
        {
            foreach (var (side, propertyId, shown) in taker.Relations(page))
            {
                var before = standing.Where(link => link.Relation == side.Relation.Id && side.Here(link) == row).ToHashSet();
                var ids = await AllPagesAsync(page, propertyId, shown, cancellationToken);
                var refs = await pages.RefsAsync(side.Other.Database, ids, cancellationToken);
                var now = ids.Select(id => side.Link(row, refs[id])).ToHashSet();
                made.AddRange(now.Except(before).Select(link => new Link(link, ofPeople)));
                ended.AddRange(before.Except(now));
                standing.UnionWith(now);
                standing.ExceptWith(before.Except(now));
            }
        }

        return (made, ended);
    }

    // Notion shows 25 links of a row; the rest has to be asked for.
    private async Task<ImmutableArray<string>> AllPagesAsync(
        WorkspaceRow page, string propertyId, PropertyValue.Relation shown, CancellationToken cancellationToken) =>
        shown.Truncated ? await workspace.ReadRelationAsync(page.PageId, propertyId, cancellationToken) : shown.PageIds;
}
