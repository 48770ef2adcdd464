using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Rebuilds the ledger from Notion for databases whose rows are not known: after the state was lost, or when databases were found.</summary>
internal sealed class RowAdoption(Catalog catalog, RelationMap relations, IWorkspace workspace, IStateStore state, TimeProvider time)
{
    /// <summary>Reads every row, trashed ones too, of each database that was not read before.</summary>
    /// <returns>What a person should know, such as copies of a row.</returns>
    public async Task<IReadOnlyList<Diagnostic>> AdoptAsync(
        IReadOnlyCollection<KnownDatabase> databases, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var remarks = new List<Diagnostic>();
        var linked = new List<(RowRef Row, WorkspaceRow Page, RowTaker Taker)>();
        var wanted = databases.Where(database => !database.RowsAdopted).ToList();
        foreach (var known in wanted)
        {
            progress.Report(new EngineStep("Adopting rows", known.Id, 0, 0));
            await AdoptAsync(known, linked, remarks, cancellationToken);
        }

        // Links lead to rows of any database, so they are read when all rows are known.
        var links = new LinkTaker(workspace, state);
        foreach (var chunk in linked.Chunk(200))
        {
            var (made, _) = await links.CompareAsync(chunk, ofPeople: true, cancellationToken);
            await state.SaveAsync(new StateBatch { Links = made }, cancellationToken);
        }

        await state.SaveAsync(new StateBatch { Databases = [.. wanted.Select(known => known with { RowsAdopted = true })] }, cancellationToken);
        return remarks;
    }

    private async Task AdoptAsync(
        KnownDatabase known, List<(RowRef Row, WorkspaceRow Page, RowTaker Taker)> linked, List<Diagnostic> remarks, CancellationToken cancellationToken)
    {
        var mapping = catalog[known.Id];
        var taker = new RowTaker(mapping, known, relations);
        var found = new Dictionary<RowKey, LedgerRow>();
        var createdAt = new Dictionary<RowKey, DateTimeOffset>();
        var startedAt = time.GetUtcNow();
        foreach (var inTrash in new[] { false, true })
        {
            await foreach (var page in workspace.QueryRowsAsync(known.DataSourceId!, new RowQuery(InTrash: inTrash), cancellationToken))
            {
                if (taker.Key(page) is not { } key)
                {
                    continue;
                }

                // Of two pages with one key the older is the row, the other a person's copy; a live one goes before a trashed one.
                if (found.TryGetValue(key, out var other) && (inTrash || createdAt[key] <= page.CreatedAt))
                {
                    if (!inTrash)
                    {
                        remarks.Add(Copy(mapping, page, taker, key));
                    }

                    continue;
                }

                if (other is not null)
                {
                    remarks.Add(Copy(mapping, page, taker, key));
                    linked.RemoveAll(entry => entry.Row == other.Ref);
                }

                var row = Row(mapping, known, taker, page, key, inTrash);
                found[key] = row;
                createdAt[key] = page.CreatedAt;
                if (!inTrash)
                {
                    linked.Add((row.Ref, OnlyLinks(page), taker));
                }
            }
        }

        foreach (var chunk in found.Values.Chunk(500))
        {
            await state.SaveAsync(new StateBatch { Rows = chunk }, cancellationToken);
        }

        await state.SaveAsync(
            new StateBatch { Notes = new Dictionary<string, string?> { [Intake.NoteOf(known.Id)] = startedAt.ToString("O") } }, cancellationToken);
    }

    private static LedgerRow Row(DatabaseMapping mapping, KnownDatabase known, RowTaker taker, WorkspaceRow page, RowKey key, bool inTrash)
    {
        var values = taker.Values(page);
        return new LedgerRow
        {
            Database = known.Id,
            Key = key,
            Title = taker.Title(page),
            PageId = page.PageId,
            Trash = inTrash ? RowTrash.ByPeople : RowTrash.None,
            Gone = values.GetValueOrDefault(CommonProperties.SourceState) == new PropertyValue.Select(CommonProperties.Gone),
            Values = values,

            // Who wrote it is not known any more: what people may set is taken to be theirs.
            Held = mapping.Properties
                .Where(property => HandOver.MayBeSet(property, values.GetValueOrDefault(property.Schema.Name)))
                .ToImmutableDictionary(property => property.Schema.Name, _ => (PropertyValue)PropertyValue.Empty.Value),
        };
    }

    private static WorkspaceRow OnlyLinks(WorkspaceRow page) => page with
    {
        ValuesByPropertyId = page.ValuesByPropertyId.RemoveRange(
            page.ValuesByPropertyId.Where(entry => entry.Value is not PropertyValue.Relation).Select(entry => entry.Key)),
    };

    private static Diagnostic Copy(DatabaseMapping mapping, WorkspaceRow page, RowTaker taker, RowKey key) => new(
        Severity.Warning,
        $"{mapping.Title} · {taker.Title(page)}",
        $"carries the sync key '{key}' of another row.",
        "The older page is kept true; clear the key of this copy to make it yours.");
}
