using NotionSync.Model;
using NotionSync.Sources;

namespace NotionSync.Hosting.Configuration;

/// <summary>Finds keys that nothing reads: mostly slips of the pen that would go unnoticed.</summary>
internal static class UnknownKeys
{
    /// <summary>A warning for each.</summary>
    /// <param name="configuration">What is set.</param>
    /// <param name="mapped">Names of the sources that mapping files bring along.</param>
    public static IEnumerable<Diagnostic> Find(IConfiguration configuration, params IReadOnlyCollection<string> mapped) => configuration.AsEnumerable()
        .Where(pair => pair.Value is not null && ConfigurationKeys.IsOurSection(pair.Key) && pair.Key.Contains(':', StringComparison.Ordinal))
        .Select(pair => pair.Key)
        .Where(key => !IsKnown(key, mapped))
        .Order(StringComparer.Ordinal)
        .Select(key => new Diagnostic(Severity.Warning, key, $"The key '{key}' is not known, its value is not used.", Suggestion(key, mapped)));

    // A key that fits any source is of use only when there is a source of that name.
    private static bool IsKnown(string key, IReadOnlyCollection<string> mapped) =>
        (ConfigurationKeys.Find(key) is not null || ConfigurationKeys.SecretOfFile(key) is not null)
        && (ConfigurationKeys.SourceOf(key) is not { } source || SourceCatalog.Find(source) is not null || mapped.Contains(source, StringComparer.OrdinalIgnoreCase));

    private static string Suggestion(string key, IReadOnlyCollection<string> mapped)
    {
        List<string> known =
        [
            .. ConfigurationKeys.All.Select(candidate => candidate.Name),
            .. from source in mapped
               from candidate in ConfigurationKeys.OfMappedSources
               select $"Sources:{source}{candidate.Name[$"Sources:{ConfigurationKeys.AnyName}".Length..]}",
        ];
        return NearestName.Find(key, known) is { } name ? $"Did you mean '{name}'?" : $"Known in this section: {string.Join(", ", known.Where(name => SameSection(name, key)))}.";
    }

    private static bool SameSection(string left, string right) =>
        string.Equals(left.Split(':')[0], right.Split(':')[0], StringComparison.OrdinalIgnoreCase);
}
