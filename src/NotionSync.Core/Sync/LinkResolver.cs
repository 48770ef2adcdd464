using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Turns the titles and keys by which claims name linked rows into links.</summary>
internal sealed class LinkResolver(IStateStore state, RelationMap relations)
{
    private readonly Dictionary<(string Database, string Name), RowKey?> known = [];

    /// <summary>Looks up every name in the drafts' claims that was not looked up before.</summary>
    public async Task LoadAsync(IReadOnlyCollection<RowDraft> drafts, CancellationToken cancellationToken)
    {
        var wanted = from draft in drafts
                     from claim in draft.Claims
                     from entry in claim.Links
                     let side = relations.Side(draft.Database.Id, entry.Key)
                     where side is not null
                     from name in entry.Value
                     select (side.Value.Other.Database, name);
        foreach (var names in wanted.Distinct().Where(place => !known.ContainsKey(place)).GroupBy(place => place.Database, place => place.name))
        {
            foreach (var chunk in names.Chunk(500))
            {
                await LookUpAsync(names.Key, chunk, cancellationToken);
            }
        }
    }

    /// <summary>What a claim wants among the links of its row, and whether it names a row that does not exist (yet).</summary>
    public (HashSet<LinkId> Wanted, bool Incomplete) Links(RowDraft draft, Claim claim)
    {
        var wanted = new HashSet<LinkId>();
        var incomplete = false;
        foreach (var (property, names) in claim.Links)
        {
            if (relations.Side(draft.Database.Id, property) is not { } side)
            {
                continue;
            }

            foreach (var name in names)
            {
                if (known.GetValueOrDefault((side.Other.Database, name)) is { } key)
                {
                    wanted.Add(side.Link(draft.Ref, new RowRef(side.Other.Database, key)));
                }
                else
                {
                    incomplete = true;
                }
            }
        }

        return (wanted, incomplete);
    }

    private async Task LookUpAsync(string database, string[] names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            known[(database, name)] = null;
        }

        foreach (var row in (await state.FindRowsByTitleAsync(database, names, cancellationToken)).OrderByDescending(row => row.Key))
        {
            known[(database, row.Title)] = row.Key;
        }

        foreach (var row in await state.ReadRowsAsync(database, [.. names.Select(name => new RowKey(name))], cancellationToken))
        {
            known[(database, row.Key.Value)] = row.Key;
        }
    }
}
