using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Mapping.Pages;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>How a row's decided values differ from those that Notion holds.</summary>
/// <param name="Values">What is to be written, by property; empty when the row can stay as it is.</param>
/// <param name="RecheckAt">When to look again although nothing changed; null: only on a change.</param>
internal sealed record RowDiff(ImmutableDictionary<string, PropertyValue> Values, DateTimeOffset? RecheckAt)
{
    /// <summary>
    /// Compares. A number that moved by no more than its tolerance is written along with other changes, or when its silence is over,
    /// and never makes a write by itself before.
    /// </summary>
    public static RowDiff Of(RowDraft draft, DateTimeOffset now)
    {
        var changed = ImmutableDictionary.CreateBuilder<string, PropertyValue>();
        var noise = ImmutableDictionary.CreateBuilder<string, PropertyValue>();
        DateTimeOffset? recheckAt = null;
        foreach (var (name, value) in draft.Wanted)
        {
            if (value is PropertyValue.Text page && name == CommonProperties.Body)
            {
                AddBody(draft, page, changed);
                continue;
            }

            var current = draft.Row.Values.GetValueOrDefault(name) ?? PropertyValue.Empty.Value;
            if (Same(current, value))
            {
                continue;
            }

            var property = draft.Database.Find(name)!;
            if (draft.IsNew || !IsNoise(property, current, value))
            {
                changed[name] = value;
            }
            else if (property.Silence is { } silence && draft.Row.WrittenAt is { } writtenAt)
            {
                noise[name] = value;
                recheckAt = Earlier(recheckAt, writtenAt + silence);
            }
            else
            {
                noise[name] = value;
            }
        }

        if (changed.Count == 0 && (recheckAt is null || recheckAt > now))
        {
            return new RowDiff(ImmutableDictionary<string, PropertyValue>.Empty, recheckAt);
        }

        changed.AddRange(noise);
        if (changed.Keys.Any(draft.FromSources.Contains))
        {
            changed[CommonProperties.SyncedAt] = SyncedAt(now);
        }

        return new RowDiff(changed.ToImmutable(), null);
    }

    // A page's text is known by its version, which stands in a property beside it.
    private static void AddBody(RowDraft draft, PropertyValue.Text page, ImmutableDictionary<string, PropertyValue>.Builder changed)
    {
        if (!BodyVersion.IsOf((draft.Row.Values.GetValueOrDefault(CommonProperties.BodyVersion) as PropertyValue.Text)?.Content, page.Content))
        {
            changed[CommonProperties.Body] = page;
            changed[CommonProperties.BodyVersion] = new PropertyValue.Text(BodyVersion.Of(page.Content));
        }
    }

    /// <summary>Whether two values look the same in Notion; a checkbox that was never ticked is empty.</summary>
    public static bool Same(PropertyValue one, PropertyValue other) => one == other
        || (one, other) is (PropertyValue.Empty, PropertyValue.Checkbox { Ticked: false }) or (PropertyValue.Checkbox { Ticked: false }, PropertyValue.Empty);

    private static bool IsNoise(PropertyMapping property, PropertyValue current, PropertyValue value) =>
        property.Tolerance is { } tolerance
        && current is PropertyValue.Number before
        && value is PropertyValue.Number after
        && Math.Abs(after.Amount - before.Amount) <= tolerance;

    /// <summary>The value of <i>Synced at</i> for a change at this time; Notion keeps minutes.</summary>
    public static PropertyValue SyncedAt(DateTimeOffset now) =>
        PropertyValue.Date.At(new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero));

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } known && known < other ? known : other;
}
