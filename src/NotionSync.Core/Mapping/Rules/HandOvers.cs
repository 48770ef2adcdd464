using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>What people may set in a source's property is among its options, and so is what ends it.</summary>
internal sealed class HandOvers : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from property in database.Mapped
        where property is { Kind: PropertyKind.Select, Section.People: not null }
        from diagnostic in Check(database, property, property.Section!.People!)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, PropertyDraft property, PeopleSection people)
    {
        var path = $"{property.Path}/people";
        if (people.MaySet.Count == 0)
        {
            yield return database.ErrorAtKey(path, "People may set nothing.", "Name the options in 'may_set', or remove the key 'people'.");
        }

        if (property.Section!.Writer.All(writer => WriterNames.IsOurOwn(writer.ToLowerInvariant())))
        {
            yield return database.ErrorAtKey(path, $"No source writes '{property.Name}', so people take over from none.", "Remove the key 'people'; 'writer: people' leaves a property to them.");
        }

        foreach (var (key, options) in new[] { ("may_set", people.MaySet), ("until", people.Until) })
        {
            foreach (var option in options.Where(option => !property.IsOpen && !property.Options.Contains(option)))
            {
                yield return database.Error($"{path}/{key}", $"'{property.Name}' has no option '{option}'.", NearestName.Suggest(option, property.Options));
            }
        }

        foreach (var option in people.MaySet.Intersect(people.Until))
        {
            yield return database.Error($"{path}/until", $"'{option}' is what people may set.", "What ends it is another value, which the source brings.");
        }
    }
}
