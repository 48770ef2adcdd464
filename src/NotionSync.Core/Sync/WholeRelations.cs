using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>All links of a relation, by titles, for those few rows whose pages are made from them, and when those are to be made anew.</summary>
internal sealed class WholeRelations(Catalog catalog, RelationMap relations, IStateStore state, DraftBook drafts, LinkBook links)
{
    private readonly Dictionary<RowRef, ImmutableArray<RelationSide>> readers = (
        from database in catalog.Databases
        from page in database.Pages
        let sides = page.Value.Value!.WholeRelations.Select(name => relations.Side(name.Database, name.Property)).OfType<RelationSide>().ToImmutableArray()
        where !sides.IsEmpty
        select KeyValuePair.Create(new RowRef(database.Id, page.Key), sides)).ToDictionary();

    private readonly Dictionary<string, Dictionary<RowRef, string>> titles = [];

    /// <summary>Rows that read a relation of which a link changed, or a row at either end.</summary>
    public IEnumerable<RowRef> Readers(IReadOnlyCollection<RowRef> changed, IReadOnlyCollection<LinkId> changedLinks)
    {
        if (readers.Count == 0)
        {
            return [];
        }

        var databases = changed.Select(row => row.Database).ToHashSet();
        var moved = changedLinks.Select(link => link.Relation).ToHashSet();
        return readers
            .Where(reader => reader.Value.Any(side =>
                moved.Contains(side.Relation.Id) || databases.Contains(side.Database) || databases.Contains(side.Other.Database)))
            .Select(reader => reader.Key);
    }

    /// <summary>Looks up what <see cref="Of"/> needs for these rows.</summary>
    public async Task LoadAsync(IEnumerable<RowDraft> rows, CancellationToken cancellationToken)
    {
        foreach (var side in rows.SelectMany(draft => readers.GetValueOrDefault(draft.Ref, [])).Distinct())
        {
            await LoadTitlesAsync(side.Other.Database, cancellationToken);
            await links.LoadAsync((await LoadTitlesAsync(side.Database, cancellationToken)).Keys, cancellationToken);
        }
    }

    /// <summary>
    /// By database and relation the links, each as <c>{from, to}</c> with the titles of its rows, in their order; null when the row
    /// reads none.
    /// </summary>
    public JsonObject? Of(RowDraft draft)
    {
        if (!readers.TryGetValue(draft.Ref, out var sides))
        {
            return null;
        }

        var all = new JsonObject();
        foreach (var side in sides)
        {
            var here = all[side.Database] as JsonObject ?? [];
            var named = from row in titles[side.Database].Keys
                        let title = Title(row)
                        where title is not null
                        from linked in links.Linked(row, side)
                        let other = Title(linked)
                        where other is not null
                        select (From: title, To: other);
            here[side.Property] = new JsonArray(
            [
                .. named
                    .OrderBy(link => link.From, StringComparer.Ordinal)
                    .ThenBy(link => link.To, StringComparer.Ordinal)
                    .Select(JsonNode (link) => new JsonObject { ["from"] = link.From, ["to"] = link.To }),
            ]);
            all[side.Database] = here;
        }

        return all;
    }

    private async Task<Dictionary<RowRef, string>> LoadTitlesAsync(string database, CancellationToken cancellationToken)
    {
        if (!titles.TryGetValue(database, out var found))
        {
            titles[database] = found = [];
            await foreach (var row in state.ReadAllRowsAsync(database, cancellationToken))
            {
                if (row.IsHere)
                {
                    found[row.Ref] = row.Title;
                }
            }
        }

        return found;
    }

    // A row that is planned may be about to get another title, and one in the trash is not there.
    private string? Title(RowRef row) => drafts.Find(row) is { } draft
        ? !draft.Row.IsHere ? null : (draft.Effective.GetValueOrDefault(draft.Database.TitleProperty.Schema.Name) as PropertyValue.Text)?.Content ?? draft.Row.Title
        : titles[row.Database].GetValueOrDefault(row);
}
