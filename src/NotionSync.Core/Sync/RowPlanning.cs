using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Plans the rows that may have to change: reads them from the ledger, lets claims and links settle, computes what is ours, and goes
/// on to the rows that are computed from those, until nothing moves any more. Asks Notion nothing.
/// </summary>
internal sealed class RowPlanning(
    Catalog catalog,
    RelationMap relations,
    IStateStore state,
    IValueRules rules,
    Func<string, string> sourceTitle,
    HeldRows? held = null,
    HomePage? home = null)
{
    // Each round follows one step of "computed from"; the deepest chain of the twelve databases has four.
    private const int Rounds = 12;

    private static readonly TimeSpan TimeDependentRecheck = TimeSpan.FromHours(1);

    /// <summary>Has rows planned anew whose rules changed. Before <see cref="DueAsync"/>.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => new MappingChanges(catalog, state).MarkAsync(cancellationToken);

    /// <summary>
    /// Rows that may have to change, in the order in which databases are written, streamed: rows that were settled meanwhile are not among them.
    /// </summary>
    public async IAsyncEnumerable<RowRef> DueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var database in catalog.Databases.OrderByDescending(database => database.IsUrgent))
        {
            await foreach (var row in state.ReadDueRowsAsync(database.Id, now, cancellationToken))
            {
                if (!IsHeld(row))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Plans rows that are due, and those that follow from them.</summary>
    /// <param name="due">All that are due, or some: what the others need of these is planned with the others.</param>
    /// <param name="now">The run's time.</param>
    /// <param name="causes">Whose change a row's is, where it is known.</param>
    /// <param name="cancellationToken">Stops between rounds.</param>
    public async Task<RowPlan> PlanAsync(
        IReadOnlyCollection<RowRef> due, DateTimeOffset now, Causes causes, CancellationToken cancellationToken)
    {
        if (due.Count == 0)
        {
            return RowPlan.Empty;
        }

        var conflicts = await new WaitingRecords(catalog, state).GiveAsync(due, cancellationToken);
        var drafts = new DraftBook(catalog, state);
        var links = new LinkBook(state, relations);
        var whole = new WholeRelations(catalog, relations, state, drafts, links);
        var computing = new RowComputation(relations, state, drafts, links, whole, new RowMerger(rules, sourceTitle, now), now);
        var resolver = new LinkResolver(state, relations);
        var filters = new LinkRuleRunner(catalog, relations, state, drafts, links, now);
        var incomplete = new HashSet<RowRef>();

        var moved = due;
        for (var round = 0; round < Rounds && moved.Count > 0; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var made = await drafts.DraftAsync(moved, cancellationToken);
            await links.LoadAsync(moved, cancellationToken);
            var changedLinks = await SettleClaimsAsync(made, resolver, links, incomplete, cancellationToken);

            // New rows are decided without the others first, so that those find each other's values in the next step.
            computing.DecideAlone(made);
            var changed = await computing.ComputeAsync([.. moved.Select(drafts.Find).OfType<RowDraft>()], cancellationToken);
            changedLinks.AddRange(await filters.RunAsync([.. changed.Union(made.Select(draft => draft.Ref))], cancellationToken));
            moved = await computing.DependentsAsync([.. changed, .. round == 0 ? due : []], changedLinks, cancellationToken);
        }

        var plan = await WithDrawingsAsync(await BuildAsync(drafts, links, now, causes, cancellationToken), cancellationToken);

        // Rows that follow from others are due until they are written too, or a stop in between would leave them wrong.
        await state.SaveAsync(links.Changes with { Dirty = [.. plan.Writes.Select(write => write.Row.Ref).Distinct()] }, cancellationToken);
        await SettleUnwrittenAsync(drafts, plan, incomplete, now, cancellationToken);
        return plan with
        {
            Failed = [.. plan.Failed, .. conflicts],
            Writes = [.. plan.Writes.Select(write => drafts.Find(write.Row.Ref) is { } draft ? write with { RecheckAt = RecheckAt(draft, incomplete, now) } : write)],
        };
    }

    private bool IsHeld(RowRef row) => held?.IsHeld(row) == true;

    private static async Task<List<LinkId>> SettleClaimsAsync(
        IReadOnlyList<RowDraft> made, LinkResolver resolver, LinkBook links, HashSet<RowRef> incomplete, CancellationToken cancellationToken)
    {
        var changed = new List<LinkId>();
        await resolver.LoadAsync(made, cancellationToken);
        foreach (var draft in made)
        {
            // A seed speaks only while its row is made; afterwards the links are people's.
            foreach (var claim in draft.Claims.Where(claim => claim.Absences == 0 && (claim.Writer != "seed" || draft.IsNew)))
            {
                var (wanted, isIncomplete) = resolver.Links(draft, claim);
                changed.AddRange(links.Want(claim.Claimant.Value, draft.Ref, wanted, onlyAdd: isIncomplete));
                if (isIncomplete)
                {
                    incomplete.Add(draft.Ref);
                }
            }
        }

        return changed;
    }

    private async Task<RowPlan> WithDrawingsAsync(RowPlan plan, CancellationToken cancellationToken) => home is null || plan.Writes.All(write => write.Body is null)
        ? plan
        : Drawings.Attach(plan, home, KnownHome.Read(await state.ReadNoteAsync(KnownHome.Note(home.Database), cancellationToken)));

    private async Task<RowPlan> BuildAsync(
        DraftBook drafts,
        LinkBook links,
        DateTimeOffset now,
        Causes causes,
        CancellationToken cancellationToken)
    {
        LinkId[] make = [.. links.ToMake];
        LinkId[] end = [.. links.ToEnd];
        RowRef[] touched = [.. make.Concat(end).SelectMany(link => new[] { link.Left, link.Right }).Distinct()];
        await drafts.LoadAsync(touched, cancellationToken);
        await links.LoadAsync(touched, cancellationToken);

        bool IsReachable(RowRef row) => drafts.Row(row) is { IsHere: true } there && (there.PageId is not null || (drafts.Find(row) is not null && !IsHeld(row)));
        var planner = new RowPlanner(catalog, relations);
        var plan = planner.Plan(new RowPlanInput
        {
            Now = now,
            Drafts = [.. drafts.Drafts.Where(draft => !IsHeld(draft.Ref))],
            Make = [.. make.Where(link => IsReachable(link.Left) && IsReachable(link.Right))],
            End = [.. end.Where(link => IsReachable(link.Left) && IsReachable(link.Right))],
            Standing = links.Standing,
            Others = touched.Select(drafts.Row).OfType<LedgerRow>().ToDictionary(row => row.Ref),
            Causes = causes.Of([.. drafts.Drafts.Select(draft => draft.Ref), .. touched]),
        });

        // A row that is held back is due all the same, and its links are then made with it.
        return plan with { Writes = [.. plan.Writes.Where(write => !IsHeld(write.Row.Ref))] };
    }

    // Rows that need no write are done with; those that are written are settled when Notion confirmed.
    private async Task SettleUnwrittenAsync(
        DraftBook drafts, RowPlan plan, HashSet<RowRef> incomplete, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var written = plan.Writes.Select(write => write.Row.Ref).ToHashSet();
        var settled = drafts.Drafts
            .Where(draft => !written.Contains(draft.Ref) && !IsHeld(draft.Ref))
            .Select(draft => draft.Settled with { Dirty = false, RecheckAt = RecheckAt(draft, incomplete, now) })
            .Where(row => row != drafts.Row(row.Ref));
        foreach (var chunk in settled.Chunk(1000))
        {
            await state.SaveAsync(new StateBatch { Rows = chunk }, cancellationToken);
        }
    }

    private static DateTimeOffset? RecheckAt(RowDraft draft, HashSet<RowRef> incomplete, DateTimeOffset now)
    {
        if (!draft.Row.IsHere)
        {
            return null;
        }

        var later = RowDiff.Of(draft, now).RecheckAt;
        var again = incomplete.Contains(draft.Ref) || draft.Database.ComputedOf(draft.Row.Key).Any(property => property.Value!.DependsOnTime)
            ? now + TimeDependentRecheck
            : (DateTimeOffset?)null;
        return (later, again) switch
        {
            (null, _) => again,
            (_, null) => later,
            _ => later < again ? later : again,
        };
    }
}
