using System.Collections.Immutable;
using System.Globalization;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Takes what people edited into the ledger: figures of theirs that we compute from, links, and changes of values that are not theirs,
/// which the next plan repairs. One query per database.
/// </summary>
internal sealed class Intake(
    Catalog catalog, RelationMap relations, IReadOnlyDictionary<string, KnownDatabase> known, IWorkspace workspace, IStateStore state, TimeProvider time)
{
    // Notion cuts edit times to the minute, and its clock may be a little off ours.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RepairAtMostEvery = TimeSpan.FromHours(1);

    private readonly List<Diagnostic> remarks = [];

    /// <summary>The note that holds when a database was last read.</summary>
    public static string NoteOf(string database) => $"intake:{database}";

    /// <summary>Reads every database once.</summary>
    /// <returns>How many values edited by hand will be put back, and what a person should know.</returns>
    public async Task<IntakeResult> RunAsync(IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var drift = 0;
        var done = 0;
        foreach (var database in catalog.Databases.Where(database => known.GetValueOrDefault(database.Id)?.DataSourceId is not null))
        {
            var startedAt = time.GetUtcNow();
            var since = await state.ReadNoteAsync(NoteOf(database.Id), cancellationToken) is { } note
                ? DateTimeOffset.Parse(note, CultureInfo.InvariantCulture) - Overlap
                : (DateTimeOffset?)null;
            var taker = new RowTaker(database, known[database.Id], relations);
            var query = new RowQuery(EditedSince: since);
            await foreach (var pages in workspace.QueryRowsAsync(known[database.Id].DataSourceId!, query, cancellationToken).Chunk(100))
            {
                drift += await TakeAsync(database, taker, pages, cancellationToken);
            }

            await state.SaveAsync(new StateBatch { Notes = new Dictionary<string, string?> { [NoteOf(database.Id)] = startedAt.ToString("O") } }, cancellationToken);
            progress.Report(new EngineStep("Intake", database.Id, ++done, known.Count));
        }

        return new IntakeResult(drift, [.. remarks]);
    }

    private async Task<int> TakeAsync(DatabaseMapping database, RowTaker taker, WorkspaceRow[] pages, CancellationToken cancellationToken)
    {
        var byPage = (await state.FindRowsByPageAsync([.. pages.Select(page => page.PageId)], cancellationToken)).ToDictionary(row => row.PageId!);
        var ours = pages.Where(page => byPage.ContainsKey(page.PageId)).ToList();
        await ReleaseCopiesAsync(database, taker, pages.Where(page => !byPage.ContainsKey(page.PageId)), cancellationToken);

        var (made, ended) = await new LinkTaker(workspace, state).CompareAsync(
            [.. ours.Select(page => (byPage[page.PageId].Ref, page, taker))], ofPeople: true, cancellationToken);
        await KeepLinksOfTrashedAsync(ended, [.. ours.Select(page => byPage[page.PageId].Ref)], cancellationToken);
        var touched = made.Select(link => link.Id).Concat(ended).SelectMany(link => new[] { link.Left, link.Right }).ToHashSet();
        var drift = 0;
        var changed = new List<LedgerRow>();
        foreach (var page in ours)
        {
            var before = byPage[page.PageId];
            var after = Take(database, before, page, taker, out var repaired);
            drift += repaired;
            if (!ReferenceEquals(after, before) || touched.Contains(before.Ref))
            {
                changed.Add(touched.Contains(before.Ref) ? after with { Dirty = true } : after);
            }
        }

        await state.SaveAsync(
            new StateBatch
            {
                Rows = changed,
                Dirty = [.. touched.Except(changed.Select(row => row.Ref))],
                Links = made,
                RemovedLinks = ended,
                UnwantedLinks = await SeedsAmongAsync(ended, cancellationToken),
            },
            cancellationToken);
        return drift;
    }

    private LedgerRow Take(DatabaseMapping database, LedgerRow before, WorkspaceRow page, RowTaker taker, out int repaired)
    {
        var now = time.GetUtcNow();
        var values = taker.Values(page);
        repaired = 0;
        var names = values.Keys.Union(before.Values.Keys)
            .Where(name => !RowDiff.Same(values.GetValueOrDefault(name) ?? PropertyValue.Empty.Value, before.Values.GetValueOrDefault(name) ?? PropertyValue.Empty.Value))
            .ToList();

        // A row that was in the trash and is seen again was taken out by a person.
        var isBack = before.Trash is RowTrash.ByPeople or RowTrash.ByUs or RowTrash.Returning;
        if (names is [] && !isBack)
        {
            return before;
        }

        var after = before with { Values = values, Title = taker.Title(page), Trash = TrashOfSeen(before.Trash) };
        var isDirty = before.Dirty || isBack;
        foreach (var name in names)
        {
            var property = database.Find(name);
            after = after with { Held = HeldAfter(after.Held, property, name, values.GetValueOrDefault(name)) };
            if (!IsManaged(property) || after.Held.ContainsKey(name))
            {
                isDirty = true;
            }
            else if (before.Repaired.TryGetValue(name, out var repairedAt) && now - repairedAt < RepairAtMostEvery)
            {
                var again = repairedAt + RepairAtMostEvery;
                after = after with { RecheckAt = after.RecheckAt is { } planned && planned < again ? planned : again };
            }
            else
            {
                repaired++;
                isDirty = true;
                after = after with { Repaired = after.Repaired.SetItem(name, now) };
            }
        }

        return after with { Dirty = isDirty };
    }

    // What people may set, and set, stands; anything else that they enter ends that.
    private static ImmutableDictionary<string, PropertyValue> HeldAfter(
        ImmutableDictionary<string, PropertyValue> held, PropertyMapping? property, string name, PropertyValue? value) =>
        !HandOver.MayBeSet(property, value) ? held.Remove(name)
        : held.ContainsKey(name) ? held
        : held.Add(name, PropertyValue.Empty.Value);

    private static RowTrash TrashOfSeen(RowTrash before) => before switch
    {
        RowTrash.ByUs => RowTrash.KeptByPeople,
        RowTrash.ByPeople or RowTrash.Returning => RowTrash.None,
        _ => before,
    };

    // Where people are among the writers, what they enter is no drift.
    private static bool IsManaged(PropertyMapping? property) =>
        property is not null && !property.Writers.Contains("people") && property.Writers.Any(writer => writer is not ("seed" or "notion"));

    // A copy that a person made of a row loses its key and becomes theirs.
    private async Task ReleaseCopiesAsync(DatabaseMapping database, RowTaker taker, IEnumerable<WorkspaceRow> strangers, CancellationToken cancellationToken)
    {
        var property = known[database.Id].Properties[CommonProperties.SyncKey];
        foreach (var page in strangers)
        {
            if (taker.Key(page) is { } key && await state.ReadRowsAsync(database.Id, [key], cancellationToken) is [{ PageId: not null }, ..])
            {
                var empty = new WrittenValue(database.Find(CommonProperties.SyncKey)!.Schema, PropertyValue.Empty.Value);
                try
                {
                    await workspace.UpdateRowAsync(page.PageId, new Dictionary<string, WrittenValue> { [property.Id] = empty }, cancellationToken);
                }
                catch (WorkspaceException refusal) when (!refusal.EndsTheRun)
                {
                    remarks.Add(new Diagnostic(
                        Severity.Warning, $"{database.Title} · {taker.Title(page)}", $"is a copy of '{key}' and keeps its sync key: {refusal.Message}", "Clear the key by hand."));
                }
            }
        }
    }

    // Notion hides links to a trashed page and shows them again when it is restored. Asked only where a link vanished.
    private async Task KeepLinksOfTrashedAsync(List<LinkId> ended, HashSet<RowRef> read, CancellationToken cancellationToken)
    {
        foreach (var row in ended.SelectMany(link => new[] { link.Left, link.Right }).Distinct().Where(row => !read.Contains(row)).ToList())
        {
            if (await state.ReadRowsAsync(row.Database, [row.Key], cancellationToken) is not [{ PageId: not null } known, ..]
                || !(known.InTrash || await IsTrashedAsync(known, cancellationToken)))
            {
                continue;
            }

            ended.RemoveAll(link => link.Left == row || link.Right == row);
            await state.SaveAsync(new StateBatch { Rows = [known with { Trash = known.InTrash ? known.Trash : RowTrash.ByPeople, Dirty = false }] }, cancellationToken);
        }
    }

    private async Task<bool> IsTrashedAsync(LedgerRow row, CancellationToken cancellationToken)
    {
        var database = known[row.Database];
        var query = new RowQuery(InTrash: true, SyncKeyPropertyId: database.Properties[CommonProperties.SyncKey].Id, Key: row.Key);
        return await workspace.QueryRowsAsync(database.DataSourceId!, query, cancellationToken).AnyAsync(page => page.PageId == row.PageId, cancellationToken);
    }

    // What a person took away of the seed's links is not asked for again.
    private async Task<IReadOnlyList<WantedLink>> SeedsAmongAsync(List<LinkId> ended, CancellationToken cancellationToken)
    {
        if (ended is [])
        {
            return [];
        }

        var wanted = await state.ReadWantedLinksAsync([.. ended.Select(link => link.Left).Distinct()], cancellationToken);
        return [.. wanted.Where(link => link.Maker.StartsWith("seed/", StringComparison.Ordinal) && ended.Contains(link.Id))];
    }
}

/// <summary>What an intake found.</summary>
/// <param name="Drift">Values edited by hand that are put back by the next plan.</param>
/// <param name="Remarks">What a person should know.</param>
internal sealed record IntakeResult(int Drift, ImmutableArray<Diagnostic> Remarks);
