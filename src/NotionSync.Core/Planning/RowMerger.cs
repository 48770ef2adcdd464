using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Mapping.Pages;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>
/// Decides what a row should hold. For each property the writers are asked in the mapping's order and the first that has a value wins;
/// a seed's value is taken when the row is made, after the sources' and before ours; what nobody knows is left as it stands.
/// </summary>
internal sealed class RowMerger(IValueRules rules, Func<string, string> sourceTitle, DateTimeOffset now)
{
    private const int Passes = 5;

    /// <summary>Decides all values that need no other row, then ours over <paramref name="input"/> and <paramref name="samples"/>.</summary>
    /// <param name="draft">The row; its decided values are replaced.</param>
    /// <param name="input">Links and time for our expressions; null: ours are left as they stand.</param>
    /// <param name="samples">Samples for our expressions, as of the values decided so far.</param>
    public void Decide(RowDraft draft, JsonObject? input, Func<JsonObject> samples)
    {
        var wanted = Common(draft);
        var held = draft.Row.Held;
        var fromSources = ImmutableHashSet.CreateBuilder<string>();
        var faults = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var property in draft.Database.Properties.Where(IsOurs))
        {
            var (value, isSource) = FromClaims(draft, property);
            if (value is not null && HandOver.Stands(property, draft.Row.Values.GetValueOrDefault(property.Schema.Name), value, ref held))
            {
                continue;
            }

            if (draft.IsNew && !isSource && HandOver.MayBeSet(property, value))
            {
                // What the documents say stands as if a person had set it.
                held = held.SetItem(property.Schema.Name, PropertyValue.Empty.Value);
            }

            if (value is not null && Keep(property, value, faults, wanted) && isSource)
            {
                fromSources.Add(property.Schema.Name);
            }
        }

        if (draft.Database.Body is { } body && FromClaims(draft, body) is ({ } page, var isRead))
        {
            wanted[CommonProperties.Body] = page;
            fromSources.UnionWith(isRead ? [CommonProperties.Body] : []);
        }

        if (fromSources.Count > 0 && !draft.Row.Values.ContainsKey(CommonProperties.SyncedAt))
        {
            wanted[CommonProperties.SyncedAt] = RowDiff.SyncedAt(now);
        }

        draft.Held = held;
        draft.Wanted = wanted.ToImmutable();
        draft.FromSources = fromSources.ToImmutable();
        if (input is not null)
        {
            Compute(draft, input, samples, faults);
        }

        draft.Faults = faults.ToImmutable();
    }

    private static bool IsOurs(PropertyMapping property) =>
        property.Schema is not (PropertySchema.Relation or PropertySchema.Rollup or PropertySchema.Formula)
        && !CommonProperties.Has(property.Schema.Name);

    private ImmutableDictionary<string, PropertyValue>.Builder Common(RowDraft draft)
    {
        var values = ImmutableDictionary.CreateBuilder<string, PropertyValue>();
        values[CommonProperties.SourceState] = new PropertyValue.Select(draft.Row.Gone ? CommonProperties.Gone : CommonProperties.Live);

        // Without its key a row could not be known again after the state is lost, so a key that was cleared by hand is put back.
        values[CommonProperties.SyncKey] = new PropertyValue.Text(draft.Row.Key.Value);
        if (draft.IsNew)
        {
            values[CommonProperties.Source] = new PropertyValue.Select(sourceTitle(draft.Row.Key.Source));
        }

        return values;
    }

    private static (PropertyValue? Value, bool IsSource) FromClaims(RowDraft draft, PropertyMapping property)
    {
        var name = property.Schema.Name;
        foreach (var writer in property.Writers)
        {
            var claim = draft.Claims.FirstOrDefault(claim => claim.Writer == writer && claim.Writer != "seed" && claim.Absences == 0 && claim.Values.ContainsKey(name));
            if (claim is not null)
            {
                return (claim.Values[name], writer != "us");
            }
        }

        if (draft.IsNew)
        {
            return (draft.Claims.FirstOrDefault(claim => claim.Writer == "seed")?.Values.GetValueOrDefault(name), false);
        }

        var wasClaimed = property.ClearWhenMissing && draft.Claims.Any(claim => property.Writers.Contains(claim.Writer) && claim.Writer != "seed");
        return (wasClaimed && property.Value is null ? PropertyValue.Empty.Value : null, false);
    }

    private bool Keep(
        PropertyMapping property,
        PropertyValue value,
        ImmutableSortedDictionary<string, string>.Builder faults,
        ImmutableDictionary<string, PropertyValue>.Builder wanted)
    {
        var normal = rules.Normalize(property.Schema, value);
        if (rules.Refusal(property.Schema, normal) is { } refusal)
        {
            faults[property.Schema.Name] = refusal;
            return false;
        }

        wanted[property.Schema.Name] = normal;
        return true;
    }

    // Ours may build on each other in any order, so they are decided until nothing changes any more.
    private void Compute(RowDraft draft, JsonObject input, Func<JsonObject> samples, ImmutableSortedDictionary<string, string>.Builder faults)
    {
        ImmutableArray<PropertyMapping> ours = [.. draft.Database.ComputedOf(draft.Row.Key).Where(property => IsComputed(draft, property))];
        for (var pass = 0; pass < Passes && !ours.IsEmpty; pass++)
        {
            var before = draft.Wanted;
            var members = RowJson.Of(draft.Effective);
            foreach (var (name, node) in input)
            {
                members[name] = node?.DeepClone();
            }

            members["samples"] = samples();
            var prepared = ExpressionInput.From(members);
            var wanted = draft.Wanted.ToBuilder();
            foreach (var property in ours)
            {
                faults.Remove(property.Schema.Name);
                ComputeOne(property, prepared, faults, wanted);
            }

            draft.Wanted = wanted.ToImmutable();
            if (SameValues(before, draft.Wanted))
            {
                return;
            }
        }
    }

    private static bool IsComputed(RowDraft draft, PropertyMapping property)
    {
        // A writer named before us that has a value wins; a seed's value stands when the row is made.
        var name = property.Schema.Name;
        var earlier = property.Writers.TakeWhile(writer => writer != "us");
        return !draft.Claims.Any(claim => claim.Absences == 0
            && claim.Values.ContainsKey(name)
            && (claim.Writer == "seed" ? draft.IsNew : earlier.Contains(claim.Writer)));
    }

    private void ComputeOne(
        PropertyMapping property,
        ExpressionInput input,
        ImmutableSortedDictionary<string, string>.Builder faults,
        ImmutableDictionary<string, PropertyValue>.Builder wanted)
    {
        try
        {
            var (value, fault) = ValueReader.Read(property.Schema, property.Value!.Evaluate(input), property.Open);
            if (fault is not null)
            {
                faults[property.Schema.Name] = fault;
            }
            else if (property.Schema.Name == CommonProperties.Body)
            {
                // An empty text says nothing: what stands on the page is kept.
                if (value is PropertyValue.Text page && NotionMarkdown.From(page.Content) is { Length: > 0 } text)
                {
                    wanted[CommonProperties.Body] = new PropertyValue.Text(text);
                }
            }
            else if (value is not null)
            {
                Keep(property, value, faults, wanted);
            }
            else if (property.ClearWhenMissing)
            {
                wanted[property.Schema.Name] = PropertyValue.Empty.Value;
            }
        }
        catch (ExpressionException failure)
        {
            faults[property.Schema.Name] = failure.Message;
        }
    }

    private static bool SameValues(ImmutableDictionary<string, PropertyValue> one, ImmutableDictionary<string, PropertyValue> other) =>
        one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var value) && value == entry.Value);
}
