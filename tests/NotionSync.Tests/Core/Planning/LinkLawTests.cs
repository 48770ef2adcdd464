using System.Collections.Immutable;
using CsCheck;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;
using NotionSync.Tests.Spine;

namespace NotionSync.Tests.Core.Planning;

/// <summary>Laws of the planner over random graphs of new and existing rows, with Notion's dual relation as a model.</summary>
public sealed class LinkLawTests
{
    private const string Relation = "things.Next";

    private static readonly Catalog Catalog = SmallCatalog.With([]);
    private static readonly RelationMap Relations = new(Catalog);

    private static readonly Gen<(int Rows, int New, int[] Make, int[] End)> Graphs =
        from rows in Gen.Int[1, 8]
        from created in Gen.Int[0, rows]
        from make in Gen.Int[0, (rows * rows) - 1].Array[0, 20]
        from end in Gen.Int[0, (rows * rows) - 1].Array[0, 10]
        select (rows, created, make, end);

    [Fact]
    public void Applied_in_order_the_plan_makes_every_wanted_link_ends_every_unwanted_one_and_creates_each_row_once() => Graphs.Sample(graph =>
    {
        var (standing, make, end) = Links(graph);

        var plan = Plan(graph, standing, make, end, shuffled: false);

        Assert.Equal(standing.Except(end).Union(make).Order(), Apply(plan, standing, graph.New).Order());
        Assert.Equal(graph.New, plan.Writes.Count(write => write.Action is ChangeAction.Create));
        Assert.Equal(make.Order(), plan.Writes.SelectMany(write => write.Made).Order());
    });

    [Fact]
    public void Shuffled_input_gives_the_same_plan() => Graphs.Sample(graph =>
    {
        var (standing, make, end) = Links(graph);

        var one = Plan(graph, standing, make, end, shuffled: false).Writes.Select(Shown);
        var other = Plan(graph, standing, make, end, shuffled: true).Writes.Select(Shown);

        Assert.Equal(one, other);
    });

    private static (HashSet<LinkId> Standing, HashSet<LinkId> Make, HashSet<LinkId> End) Links((int Rows, int New, int[] Make, int[] End) graph)
    {
        LinkId Link(int number) => new(Relation, Row(number / graph.Rows), Row(number % graph.Rows));
        bool IsNew(LinkId link) => Number(link.Left) < graph.New || Number(link.Right) < graph.New;
        var end = graph.End.Select(Link).Where(link => !IsNew(link)).ToHashSet();
        var make = graph.Make.Select(Link).Where(link => !end.Contains(link)).ToHashSet();
        return ([.. end, .. make.Where(link => !IsNew(link) && Number(link.Left) % 2 == 0)], [.. make.Where(link => IsNew(link) || Number(link.Left) % 2 != 0)], end);
    }

    private static RowPlan Plan(
        (int Rows, int New, int[] Make, int[] End) graph, HashSet<LinkId> standing, HashSet<LinkId> make, HashSet<LinkId> end, bool shuffled)
    {
        IEnumerable<T> Mixed<T>(IEnumerable<T> items) => shuffled ? items.Reverse() : items;
        var rows = Enumerable.Range(0, graph.Rows).Select(number => new LedgerRow
        {
            Database = "things",
            Key = Row(number).Key,
            Title = $"T{number}",
            PageId = number < graph.New ? null : $"page-{number}",
        }).ToList();
        return new RowPlanner(Catalog, Relations).Plan(new RowPlanInput
        {
            Now = DateTimeOffset.UnixEpoch,
            Drafts = [.. Mixed(rows.Where(row => row.PageId is null)).Select(row => new RowDraft(Catalog["things"], row, []))],
            Make = [.. Mixed(make)],
            End = [.. Mixed(end)],
            Standing = [.. Mixed(standing)],
            Others = rows.Where(row => row.PageId is not null).ToDictionary(row => row.Ref),
        });
    }

    // Notion: a written list replaces all links of that side of that row; a create must name only rows that exist.
    private static HashSet<LinkId> Apply(RowPlan plan, HashSet<LinkId> standing, int created)
    {
        var links = standing.ToHashSet();
        var existing = Enumerable.Range(created, 100).Select(Row).ToHashSet();
        foreach (var write in plan.Writes)
        {
            foreach (var (property, list) in write.Links)
            {
                var side = Relations.Side("things", property)!.Value;
                Assert.All(list, row => Assert.Contains(row, existing));
                links.RemoveWhere(link => side.Here(link) == write.Row.Ref);
                links.UnionWith(list.Select(row => side.Link(write.Row.Ref, row)));
            }

            existing.Add(write.Row.Ref);
        }

        return links;
    }

    private static string Shown(RowWrite write) =>
        $"{write.Action} {write.Row.Key} {string.Join(';', write.Links.Select(entry => $"{entry.Key}={string.Join(',', entry.Value)}"))}";

    private static RowRef Row(int number) => new("things", new RowKey($"seed/things/t{number:00}"));

    private static int Number(RowRef row) => int.Parse(row.Key.Value[^2..], System.Globalization.CultureInfo.InvariantCulture);
}
