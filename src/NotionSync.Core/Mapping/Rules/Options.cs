using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Options have names that Notion takes, once each, in colours that there are.</summary>
internal sealed class Options : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from property in database.Mapped
        where property.Section is { Options.Count: > 0 }
        from diagnostic in Check(database, property)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, PropertyDraft property)
    {
        var options = property.Section!.Options;
        if (options.Count > NotionLimits.SelectOptions)
        {
            yield return database.ErrorAtKey(
                $"{property.Path}/options",
                $"'{property.Name}' has {options.Count} options, more than Notion's {NotionLimits.SelectOptions}.",
                "Make it 'text', or leave rare ones to 'open: true'.");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, option) in options.Index())
        {
            var path = $"{property.Path}/options/{index}";
            if (option.Name.Contains(',', StringComparison.Ordinal))
            {
                yield return database.Error(path, $"The option '{option.Name}' has a comma.", "Notion refuses commas in options; write it otherwise.");
            }

            if (option.Name.Length > 0 && !seen.Add(option.Name))
            {
                yield return database.Error(path, $"The option '{option.Name}' is given twice.", "Upper and lower case are one to Notion; keep one of them.");
            }

            if (option.Color is { } color && !Words.Colors.Contains(color))
            {
                yield return database.Error($"{path}/color", $"Unknown color '{color}'.", NearestName.Suggest(color, Words.Colors));
            }
        }
    }
}
