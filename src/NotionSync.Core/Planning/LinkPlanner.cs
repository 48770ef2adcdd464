using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>
/// Decides from which row each link is written. A dual relation can be written from either side, so of two new rows the later one
/// writes the link and nothing is written twice. A list over Notion's limit is written from the other side.
/// </summary>
internal sealed class LinkPlanner
{
    private readonly RelationMap relations;
    private readonly IReadOnlyDictionary<RowRef, int> order;
    private readonly ILookup<(RowRef Row, string Property), LinkId> standing;
    private readonly Dictionary<(RowRef Row, string Property), LinkWork> work = [];
    private readonly Dictionary<(RowRef Row, string Property), HashSet<LinkId>> made = [];
    private readonly Dictionary<(RowRef Row, string Property), HashSet<LinkId>> ended = [];
    private readonly HashSet<RowRef> rowsWithWork;

    /// <param name="relations">All relations.</param>
    /// <param name="order">Position of each row that will be created, in the plan's order.</param>
    /// <param name="standing">Links in Notion that touch any row of the changed links.</param>
    /// <param name="writtenAnyway">Rows that are written whatever their links.</param>
    public LinkPlanner(
        RelationMap relations, IReadOnlyDictionary<RowRef, int> order, IReadOnlyCollection<LinkId> standing, IEnumerable<RowRef> writtenAnyway)
    {
        this.relations = relations;
        this.order = order;
        this.standing = standing
            .SelectMany(link => Sides(link).Select(side => (Place: (side.Here(link), side.Property), Link: link)))
            .ToLookup(entry => entry.Place, entry => entry.Link);
        rowsWithWork = [.. writtenAnyway];
    }

    /// <summary>Links for which neither row has room.</summary>
    public List<LinkId> Unwritable { get; } = [];

    /// <summary>Plans links to make and to end.</summary>
    /// <returns>Per row and property the whole list to write, and what it makes and ends.</returns>
    public IReadOnlyCollection<LinkWork> Plan(IReadOnlyCollection<LinkId> make, IReadOnlyCollection<LinkId> end)
    {
        Note(make, made);
        Note(end, ended);
        foreach (var link in end.Order())
        {
            if (Choose(link) is { } side)
            {
                At(side.Here(link), side).Ended.Add(link);
            }
        }

        foreach (var link in make.Order())
        {
            if (Choose(link) is not { } side)
            {
                Unwritable.Add(link);
                continue;
            }

            At(side.Here(link), side).Made.Add(link);
        }

        return work.Values;
    }

    private void Note(IEnumerable<LinkId> links, Dictionary<(RowRef Row, string Property), HashSet<LinkId>> places)
    {
        foreach (var link in links)
        {
            foreach (var side in Sides(link))
            {
                var place = (side.Here(link), side.Property);
                if (!places.TryGetValue(place, out var there))
                {
                    places[place] = there = [];
                }

                there.Add(link);
            }
        }
    }

    private RelationSide? Choose(LinkId link)
    {
        var sides = Sides(link).Where(side => HasRoom(link, side)).Take(IsSelf(link) ? 1 : 2).ToList();
        return sides is []
            ? null
            : sides
                .OrderByDescending(side => order.GetValueOrDefault(side.Here(link), -1))
                .ThenByDescending(side => rowsWithWork.Contains(side.Here(link)))
                .ThenByDescending(side => Changes((side.Here(link), side.Property)))
                .ThenBy(side => side.IsLeft ? 0 : 1)
                .First();
    }

    // A create can carry a part of a list, which the other rows add to; an update replaces the list and must hold all of it.
    private bool HasRoom(LinkId link, RelationSide side)
    {
        var place = (side.Here(link), side.Property);
        var isInCreate = order.TryGetValue(side.Here(link), out var mine) && !(order.TryGetValue(side.There(link), out var other) && other >= mine);
        return isInCreate
            ? !work.TryGetValue(place, out var there) || there.Made.Count < NotionLimits.RelationPages
            : Final(place).Count <= NotionLimits.RelationPages;
    }

    private int Changes((RowRef, string) place) => made.GetValueOrDefault(place, []).Count + ended.GetValueOrDefault(place, []).Count;

    // Links of the whole plan, whichever row writes them: a list that is written must not undo what another row has just written.
    private List<LinkId> Final((RowRef, string) place) =>
        [.. standing[place].Except(ended.GetValueOrDefault(place, [])).Concat(made.GetValueOrDefault(place, []))];

    private LinkWork At(RowRef row, RelationSide side)
    {
        if (!work.TryGetValue((row, side.Property), out var there))
        {
            work[(row, side.Property)] = there = new LinkWork(row, side, [.. Final((row, side.Property))]);
            rowsWithWork.Add(row);
        }

        return there;
    }

    private IEnumerable<RelationSide> Sides(LinkId link) => relations.Find(link.Relation) is { } relation
        ? [new RelationSide(relation, true), new RelationSide(relation, false)]
        : [];

    private static bool IsSelf(LinkId link) => link.Left == link.Right;
}

/// <summary>Links of one property of one row.</summary>
internal sealed class LinkWork(RowRef row, RelationSide side, ImmutableArray<LinkId> final)
{
    /// <summary>The row that is written.</summary>
    public RowRef Row { get; } = row;

    /// <summary>The side that is written.</summary>
    public RelationSide Side { get; } = side;

    /// <summary>Links to make.</summary>
    public List<LinkId> Made { get; } = [];

    /// <summary>Links to end.</summary>
    public List<LinkId> Ended { get; } = [];

    /// <summary>The whole list as it will be when the plan is applied.</summary>
    public ImmutableArray<RowRef> List => Rows(final);

    /// <summary>The other rows of some links.</summary>
    public ImmutableArray<RowRef> Rows(IEnumerable<LinkId> links) => [.. links.Select(link => Side.There(link)).Distinct().Order()];
}
