using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>
/// A value that people may set in a source's property, and have set: it stands whatever the source said by then, until the source begins to
/// say what ends it, or an option that comes later.
/// </summary>
internal static class HandOver
{
    /// <summary>Whether people may set the value; a hand-over begins when they do.</summary>
    public static bool MayBeSet(PropertyMapping? property, PropertyValue? value) =>
        property?.People is { } people && value is PropertyValue.Select && people.MaySet.Any(option => value == new PropertyValue.Select(option));

    /// <summary>Decides whether the person's value stands against the source's.</summary>
    /// <param name="property">Which.</param>
    /// <param name="current">What Notion holds.</param>
    /// <param name="source">What the source says now, normalised.</param>
    /// <param name="held">What sources said when they were last looked at, by property; the new state is left here.</param>
    public static bool Stands(PropertyMapping property, PropertyValue? current, PropertyValue source, ref ImmutableDictionary<string, PropertyValue> held)
    {
        var name = property.Schema.Name;
        if (!held.TryGetValue(name, out var last))
        {
            return false;
        }

        // What it said when the person wrote is known from the first look on; only what it says anew ends the hand-over.
        var isNews = last is not PropertyValue.Empty && source != last;
        var fires = property.People?.Until.Any(option => source == new PropertyValue.Select(option)) == true;
        if (!MayBeSet(property, current) || (isNews && (fires || Place(property, source) > Place(property, current))))
        {
            held = held.Remove(name);
            return false;
        }

        held = source is PropertyValue.Empty ? held : held.SetItem(name, source);
        return true;
    }

    // Options are written in the order in which things go on.
    private static int Place(PropertyMapping property, PropertyValue? value) =>
        property.Schema is PropertySchema.Select select && value is PropertyValue.Select { Option: var name } ? select.Options.ToList().FindIndex(option => option.Name == name) : -1;
}
