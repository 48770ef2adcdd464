using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Keeps the links that follow a filter: each changed row is held against the rows of the other side.</summary>
internal sealed class LinkRuleRunner(Catalog catalog, RelationMap relations, IStateStore state, DraftBook drafts, LinkBook links, DateTimeOffset now)
{
    private readonly Dictionary<string, List<RowRef>> rowsOf = [];
    private readonly LinkTitles titles = new(relations, drafts, links);

    /// <summary>Holds changed rows against every rule that speaks of their database.</summary>
    /// <returns>Links that are wanted anew or no longer.</returns>
    public async Task<IReadOnlyList<LinkId>> RunAsync(IReadOnlyCollection<RowRef> changed, CancellationToken cancellationToken)
    {
        var moved = new List<LinkId>();
        foreach (var database in catalog.Databases)
        {
            foreach (var (index, rule) in database.LinkRules.Index())
            {
                var maker = $"rule:{database.Id}#{index}";
                var side = relations.Side(database.Id, rule.Property)!.Value;
                var here = changed.Where(row => row.Database == side.Database).ToList();
                var there = changed.Where(row => row.Database == side.Other.Database).ToList();
                if (rule.Where.DependsOnTime || rule.Rows?.DependsOnTime == true)
                {
                    there = await AllAsync(side.Other.Database, cancellationToken);
                }

                if (here.Count > 0)
                {
                    await HoldAsync(rule, maker, side, here, await AllAsync(side.Other.Database, cancellationToken), moved, cancellationToken);
                }

                if (there.Count > 0)
                {
                    await HoldAsync(rule, maker, side, [.. (await AllAsync(side.Database, cancellationToken)).Except(here)], there, moved, cancellationToken);
                }
            }
        }

        return moved;
    }

    private async Task HoldAsync(
        LinkRule rule, string maker, RelationSide side, List<RowRef> here, List<RowRef> there, List<LinkId> moved, CancellationToken cancellationToken)
    {
        await drafts.LoadAsync([.. here, .. there], cancellationToken);
        await links.LoadAsync([.. here, .. there], cancellationToken);
        foreach (var self in here.Where(IsPresent))
        {
            var selfNode = RowJson.Of(drafts.Values(self)!);
            var applies = rule.Rows is null || Holds(rule.Rows, selfNode);
            foreach (var other in there)
            {
                var isWanted = applies && IsPresent(other) && Holds(rule.Where, Input(other, selfNode));
                var link = side.Link(self, other);
                if (links.Set(new WantedLink(link, maker), isWanted))
                {
                    moved.Add(link);
                }
            }
        }
    }

    private JsonObject Input(RowRef other, JsonObject self)
    {
        var input = RowJson.Of(drafts.Values(other)!);
        input["links"] = titles.Of(other);
        input["self"] = self.DeepClone();
        input["now"] = RowJson.Instant(now);
        return input;
    }

    private static bool Holds(IExpression expression, JsonObject input) =>
        expression.Evaluate(ExpressionInput.From(input)) is JsonValue value && value.TryGetValue<bool>(out var holds) && holds;

    private bool IsPresent(RowRef row) => drafts.Row(row) is { IsHere: true };

    private async Task<List<RowRef>> AllAsync(string database, CancellationToken cancellationToken)
    {
        if (!rowsOf.TryGetValue(database, out var rows))
        {
            rowsOf[database] = rows = [];
            await foreach (var row in state.ReadAllRowsAsync(database, cancellationToken))
            {
                rows.Add(row.Ref);
            }
        }

        return rows;
    }
}
