using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Mapping.Pages;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>
/// Turns decided rows and links into writes: one call for each row that must change. A function of its input; order does not matter.
/// </summary>
internal sealed class RowPlanner(Catalog catalog, RelationMap relations)
{
    /// <summary>Plans the writes.</summary>
    /// <param name="input">What was decided.</param>
    public RowPlan Plan(RowPlanInput input)
    {
        var place = catalog.Databases
            .OrderByDescending(database => database.IsUrgent)
            .Select((database, index) => (database.Id, index))
            .ToDictionary(entry => entry.Id, entry => entry.index);
        var seeds = catalog.Databases
            .SelectMany(database => database.Rows.Select((row, index) => (Ref: new RowRef(database.Id, row.Key), index)))
            .ToDictionary(entry => entry.Ref, entry => entry.index);
        ImmutableArray<RowDraft> drafts =
        [
            .. input.Drafts
                .Where(draft => draft.Row.IsHere)
                .OrderBy(draft => place[draft.Database.Id])
                .ThenBy(draft => seeds.GetValueOrDefault(draft.Ref, int.MaxValue))
                .ThenBy(draft => draft.Row.Key),
        ];
        var diffs = drafts.ToDictionary(draft => draft.Ref, draft => RowDiff.Of(draft, input.Now));
        var order = drafts.Where(draft => draft.IsNew).Select((draft, index) => (draft.Ref, index)).ToDictionary(entry => entry.Ref, entry => entry.index);
        var written = drafts.Where(draft => draft.IsNew || !diffs[draft.Ref].Values.IsEmpty).Select(draft => draft.Ref);
        var links = new LinkPlanner(relations, order, input.Standing, written);
        var work = links.Plan(input.Make, input.End).ToLookup(item => item.Row);

        // Creates come first: an update's list of links may lead to any of them.
        var writes = ImmutableArray.CreateBuilder<RowWrite>();
        var updates = ImmutableArray.CreateBuilder<RowWrite>();
        var followUps = ImmutableArray.CreateBuilder<RowWrite>();
        foreach (var draft in drafts)
        {
            var items = work[draft.Ref].ToList();
            var diff = diffs[draft.Ref];
            if (draft.IsNew)
            {
                var create = Create(draft, diff, input, items, link => !IsLater(link, draft.Ref, order));
                var followUp = FollowUp(draft, diff, input, items, order);
                writes.Add(create with { Values = create.Values.RemoveRange(followUp?.Values.Keys ?? []), Continues = followUp is not null });
                if (followUp is not null)
                {
                    followUps.Add(followUp);
                }
            }
            else if (!diff.Values.IsEmpty || items.Count > 0 || draft.Row.Trash is RowTrash.Returning)
            {
                var restores = draft.Row.Trash is RowTrash.Returning;
                var update = Update(draft.Settled, diff.Values.IsEmpty && !restores ? ChangeAction.Link : ChangeAction.Update, diff, input, items);
                updates.Add(update with { Page = PageOf(draft), Restores = restores });
            }
        }

        var drafted = drafts.Select(draft => draft.Ref).ToHashSet();
        var noDiff = new RowDiff(ImmutableDictionary<string, PropertyValue>.Empty, null);
        var others = work
            .Where(items => !drafted.Contains(items.Key))
            .OrderBy(items => items.Key)
            .Select(items => Update(input.Others[items.Key], ChangeAction.Link, noDiff, input, [.. items]));
        var trashes = input.Drafts.Select(draft => draft.Row).Where(row => row.Trash is RowTrash.Leaving).OrderBy(row => row.Ref).Select(row => Trash(row, input));
        return new RowPlan([.. writes, .. updates, .. others, .. followUps, .. trashes], [.. Failures(drafts, input, links)]);
    }

    // A link to itself, or to a row that comes later, cannot be said when the row is created.
    private static bool IsLater(LinkId link, RowRef row, Dictionary<RowRef, int> order)
    {
        var other = link.Left == row ? link.Right : link.Left;
        return other == row || (order.TryGetValue(other, out var position) && position > order[row]);
    }

    private static RowWrite Create(RowDraft draft, RowDiff diff, RowPlanInput input, List<LinkWork> items, Func<LinkId, bool> included) => new()
    {
        Row = draft.Settled,
        Action = ChangeAction.Create,
        Values = diff.Values,
        Links = items
            .Where(item => item.Made.Any(included))
            .ToImmutableSortedDictionary(item => item.Side.Property, item => item.Rows(item.Made.Where(included)), StringComparer.Ordinal),
        Made = [.. items.SelectMany(item => item.Made.Where(included))],
        Page = PageOf(draft),
        Cause = input.Causes.GetValueOrDefault(draft.Ref, "us"),
        RecheckAt = diff.RecheckAt,
    };

    private static RowWrite Update(LedgerRow row, ChangeAction action, RowDiff diff, RowPlanInput input, List<LinkWork> items) => new()
    {
        Row = row,
        Action = action,
        Values = diff.Values,
        Links = items.ToImmutableSortedDictionary(item => item.Side.Property, item => item.List, StringComparer.Ordinal),
        Made = [.. items.SelectMany(item => item.Made)],
        Ended = [.. items.SelectMany(item => item.Ended)],
        Cause = input.Causes.GetValueOrDefault(row.Ref, "us"),
        RecheckAt = diff.RecheckAt,
    };

    // What a create cannot say: links to itself and to later rows, and the text of a page that is too long for one call.
    private static RowWrite? FollowUp(RowDraft draft, RowDiff diff, RowPlanInput input, List<LinkWork> items, Dictionary<RowRef, int> order)
    {
        ImmutableArray<LinkWork> late = [.. items.Where(item => item.Made.Any(link => IsLater(link, draft.Ref, order)))];
        var isLong = diff.Values.GetValueOrDefault(CommonProperties.Body) is PropertyValue.Text page && BodyPieces.Split(page.Content).Length > 1;
        return late.IsEmpty && !isLong ? null : new RowWrite
        {
            Row = draft.Settled,
            Action = isLong ? ChangeAction.Update : ChangeAction.Link,
            Values = isLong
                ? diff.Values.Where(entry => entry.Key is CommonProperties.Body or CommonProperties.BodyVersion).ToImmutableDictionary()
                : ImmutableDictionary<string, PropertyValue>.Empty,
            Links = late.ToImmutableSortedDictionary(item => item.Side.Property, item => item.List, StringComparer.Ordinal),
            Made = [.. late.SelectMany(item => item.Made.Where(link => IsLater(link, draft.Ref, order)))],
            Page = PageOf(draft),
            Cause = input.Causes.GetValueOrDefault(draft.Ref, "us"),
        };
    }

    private static RowWrite Trash(LedgerRow row, RowPlanInput input) => new()
    {
        Row = row,
        Action = ChangeAction.Remove,
        Values = ImmutableDictionary<string, PropertyValue>.Empty,
        Cause = input.Causes.GetValueOrDefault(row.Ref, "us"),
    };

    private static (string?, string?) PageOf(RowDraft draft) =>
        draft.Database.Rows.FirstOrDefault(row => row.Key == draft.Row.Key) is { } seed ? (seed.Icon, seed.Body) : (null, null);

    private static IEnumerable<FailedValue> Failures(ImmutableArray<RowDraft> drafts, RowPlanInput input, LinkPlanner links) =>
    [
        .. drafts.SelectMany(draft => draft.Faults.Select(fault =>
            new FailedValue(draft.Ref, input.Causes.GetValueOrDefault(draft.Ref, "us"), fault.Key, fault.Value))),
        .. links.Unwritable.Select(link => new FailedValue(
            link.Left,
            input.Causes.GetValueOrDefault(link.Left, "us"),
            link.Relation,
            $"The link to {link.Right} cannot be written: both rows have {NotionLimits.RelationPages} links of this relation, and Notion takes no more in one write.")),
    ];
}

/// <summary>What was decided about rows and links.</summary>
internal sealed record RowPlanInput
{
    /// <summary>The run's time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Rows whose values were decided.</summary>
    public required IReadOnlyCollection<RowDraft> Drafts { get; init; }

    /// <summary>Links that should be and are not; both rows are in Notion or among the new ones.</summary>
    public IReadOnlyCollection<LinkId> Make { get; init; } = [];

    /// <summary>Links that are and should not be.</summary>
    public IReadOnlyCollection<LinkId> End { get; init; } = [];

    /// <summary>Links in Notion that touch any row of <see cref="Make"/> and <see cref="End"/>.</summary>
    public IReadOnlyCollection<LinkId> Standing { get; init; } = [];

    /// <summary>Ledger rows of links whose row is no draft.</summary>
    public IReadOnlyDictionary<RowRef, LedgerRow> Others { get; init; } = new Dictionary<RowRef, LedgerRow>();

    /// <summary>Whose change a row's is.</summary>
    public IReadOnlyDictionary<RowRef, string> Causes { get; init; } = new Dictionary<RowRef, string>();
}
