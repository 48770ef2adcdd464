using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Computes what is ours in rows, from the ledger and from what the plan has decided so far, and finds the rows that follow.</summary>
internal sealed class RowComputation(
    RelationMap relations, IStateStore state, DraftBook drafts, LinkBook links, WholeRelations whole, RowMerger merger, DateTimeOffset now)
{
    private readonly Dictionary<RowRef, List<Sample>> samples = [];
    private readonly Dictionary<string, FrozenSet<string>> readRelations = [];
    private readonly LinkTitles titles = new(relations, drafts, links);

    /// <summary>Decides what needs no other row.</summary>
    public void DecideAlone(IEnumerable<RowDraft> made)
    {
        foreach (var draft in made)
        {
            merger.Decide(draft, input: null, () => []);
        }
    }

    /// <summary>Computes rows anew.</summary>
    /// <returns>Those whose values are not the ones they had.</returns>
    public async Task<IReadOnlyList<RowRef>> ComputeAsync(IReadOnlyList<RowDraft> rows, CancellationToken cancellationToken)
    {
        var computed = rows.Where(draft => draft.Database.ComputedOf(draft.Row.Key).Any()).ToList();
        await LoadInputsAsync(computed, cancellationToken);
        var changed = new List<RowRef>();
        foreach (var draft in computed)
        {
            var before = draft.Effective;
            merger.Decide(draft, Input(draft), () => Samples(draft));
            if (draft.Effective.Any(entry => !before.TryGetValue(entry.Key, out var value) || value != entry.Value))
            {
                changed.Add(draft.Ref);
            }
        }

        return changed;
    }

    /// <summary>Rows that are computed from changed rows or have a changed link.</summary>
    public async Task<IReadOnlyCollection<RowRef>> DependentsAsync(
        IReadOnlyCollection<RowRef> changed, IReadOnlyCollection<LinkId> changedLinks, CancellationToken cancellationToken)
    {
        var dependents = whole.Readers(changed, changedLinks).ToHashSet();
        foreach (var row in changed)
        {
            foreach (var side in relations.SidesOf(row.Database).Where(side => Reads(side.Other)))
            {
                dependents.UnionWith(links.Linked(row, side));
            }
        }

        foreach (var link in changedLinks)
        {
            if (relations.Find(link.Relation) is { } relation)
            {
                dependents.UnionWith(new[] { new RelationSide(relation, true), new RelationSide(relation, false) }.Where(Reads).Select(side => side.Here(link)));
            }
        }

        // Some rows are computed from what their linked rows are linked with: a changed link concerns those at its far end too.
        RowRef[] ends = [.. changedLinks.SelectMany(link => new[] { link.Left, link.Right }).Distinct().Where(row => FurtherReaders(row).Any())];
        await links.LoadAsync(ends, cancellationToken);
        foreach (var row in ends)
        {
            dependents.UnionWith(FurtherReaders(row).SelectMany(side => links.Linked(row, side)));
        }

        return dependents;
    }

    private IEnumerable<RelationSide> FurtherReaders(RowRef row) =>
        relations.SidesOf(row.Database).Where(side => Reads(side.Other) && ReadsFurther(side.Other.Database));

    private bool ReadsFurther(string database) => drafts.Database(database)?.Computed.Any(property => property.Value!.ReadsFurtherLinks) == true;

    private bool Reads(RelationSide side) => RelationsReadIn(side.Database).Contains(side.Property);

    private FrozenSet<string> RelationsReadIn(string database)
    {
        if (!readRelations.TryGetValue(database, out var names))
        {
            readRelations[database] = names = drafts.Database(database)?.Computed
                .SelectMany(property => property.Value!.Relations)
                .ToFrozenSet() ?? [];
        }

        return names;
    }

    private async Task LoadInputsAsync(List<RowDraft> computed, CancellationToken cancellationToken)
    {
        var linked = from draft in computed
                     from property in RelationsReadIn(draft.Database.Id)
                     let side = relations.Side(draft.Database.Id, property)
                     where side is not null
                     from row in links.Linked(draft.Ref, side.Value)
                     select (Reader: draft.Database.Id, Row: row);
        await drafts.LoadAsync(linked.Select(entry => entry.Row), cancellationToken);
        await titles.LoadAsync([.. linked.Where(entry => ReadsFurther(entry.Reader)).Select(entry => entry.Row).Distinct()], cancellationToken);

        await whole.LoadAsync(computed, cancellationToken);
        var sampled = computed.Where(draft => !samples.ContainsKey(draft.Ref) && draft.Database.Properties.Any(property => property.Samples > 0)).ToList();
        foreach (var chunk in sampled.Chunk(500))
        {
            var most = chunk.Max(draft => draft.Database.Properties.Max(property => property.Samples));
            var found = (await state.ReadSamplesAsync([.. chunk.Select(draft => draft.Ref)], most, cancellationToken)).ToLookup(sample => sample.Row);
            foreach (var draft in chunk)
            {
                samples[draft.Ref] = [.. found[draft.Ref]];
            }
        }
    }

    private JsonObject Input(RowDraft draft)
    {
        var linked = new JsonObject();
        foreach (var property in RelationsReadIn(draft.Database.Id))
        {
            if (relations.Side(draft.Database.Id, property) is { } side)
            {
                linked[property] = new JsonArray(
                [
                    .. links.Linked(draft.Ref, side)
                        .Where(row => drafts.Row(row) is { IsHere: true })
                        .Order()
                        .Where(row => drafts.Values(row) is not null)
                        .Select(JsonNode (row) => Linked(row, ReadsFurther(draft.Database.Id))),
                ]);
            }
        }

        var input = new JsonObject { ["links"] = linked, ["now"] = RowJson.Instant(now) };
        if (whole.Of(draft) is { } all)
        {
            input["relations"] = all;
        }

        return input;
    }

    private JsonObject Linked(RowRef row, bool withTitles)
    {
        var members = RowJson.Of(drafts.Values(row)!);
        if (withTitles)
        {
            members["links"] = titles.Of(row);
        }

        return members;
    }

    // The value that is about to be written is the newest sample, so that a trend and its value are written together.
    private JsonObject Samples(RowDraft draft)
    {
        var bySample = new JsonObject();
        foreach (var property in draft.Database.Properties.Where(property => property.Samples > 0))
        {
            var name = property.Schema.Name;
            var past = samples.GetValueOrDefault(draft.Ref, []).Where(sample => sample.Property == name).ToList();
            if (draft.Effective.GetValueOrDefault(name) is PropertyValue.Number number && (past is [] || past[^1].Value != number.Amount))
            {
                past.Add(new Sample(draft.Ref, name, now, number.Amount));
            }

            bySample[name] = new JsonArray(
                [.. past.TakeLast(property.Samples).Select(sample => (JsonNode)new JsonObject { ["at"] = RowJson.Instant(sample.At), ["value"] = sample.Value })]);
        }

        return bySample;
    }
}
