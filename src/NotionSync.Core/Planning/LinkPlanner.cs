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
        var pending = make.Concat(end).SelectMany(link => Sides(link).Select(side => (side.Here(link), side.Property))).CountBy(place => place).ToDictionary();
        foreach (var link in end.Order())
        {
            if (Choose(link, pending) is { } side)
            {
                At(side.Here(link), side).Ended.Add(link);
            }
        }

        foreach (var link in make.Order())
        {
            if (Choose(link, pending) is not { } side)
            {
                Unwritable.Add(link);
                continue;
            }

            At(side.Here(link), side).Made.Add(link);
        }

        return work.Values;
    }

    private RelationSide? Choose(LinkId link, Dictionary<(RowRef Row, string Property), int> pending)
    {
        var sides = Sides(link).Where(side => HasRoom(side.Here(link), side)).Take(IsSelf(link) ? 1 : 2).ToList();
        return sides is []
            ? null
            : sides
                .OrderByDescending(side => order.GetValueOrDefault(side.Here(link), -1))
                .ThenByDescending(side => rowsWithWork.Contains(side.Here(link)))
                .ThenByDescending(side => pending[(side.Here(link), side.Property)])
                .ThenBy(side => side.IsLeft ? 0 : 1)
                .First();
    }

    private bool HasRoom(RowRef row, RelationSide side) =>
        (work.TryGetValue((row, side.Property), out var there) ? there.Count : standing[(row, side.Property)].Count()) < NotionLimits.RelationPages;

    private LinkWork At(RowRef row, RelationSide side)
    {
        if (!work.TryGetValue((row, side.Property), out var there))
        {
            work[(row, side.Property)] = there = new LinkWork(row, side, [.. standing[(row, side.Property)]]);
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
internal sealed class LinkWork(RowRef row, RelationSide side, ImmutableArray<LinkId> standing)
{
    /// <summary>The row that is written.</summary>
    public RowRef Row { get; } = row;

    /// <summary>The side that is written.</summary>
    public RelationSide Side { get; } = side;

    /// <summary>Links to make.</summary>
    public List<LinkId> Made { get; } = [];

    /// <summary>Links to end.</summary>
    public List<LinkId> Ended { get; } = [];

    /// <summary>Length of the list as it will be.</summary>
    public int Count => standing.Length + Made.Count - Ended.Count;

    /// <summary>The list with only some of the links that are made.</summary>
    public ImmutableArray<RowRef> ListWith(IEnumerable<LinkId> made) => [.. standing.Except(Ended).Concat(made).Select(link => Side.There(link)).Distinct().Order()];
}
