using NotionSync.Model;

namespace NotionSync.Hosting.Configuration;

/// <summary>Finds keys that nothing reads: mostly slips of the pen that would go unnoticed.</summary>
internal static class UnknownKeys
{
    /// <summary>A warning for each.</summary>
    public static IEnumerable<Diagnostic> Find(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(pair => pair.Value is not null && ConfigurationKeys.IsOurSection(pair.Key) && pair.Key.Contains(':', StringComparison.Ordinal))
        .Select(pair => pair.Key)
        .Where(key => ConfigurationKeys.Find(key) is null && ConfigurationKeys.SecretOfFile(key) is null)
        .Order(StringComparer.Ordinal)
        .Select(key => new Diagnostic(Severity.Warning, key, $"The key '{key}' is not known, its value is not used.", Suggestion(key)));

    private static string Suggestion(string key)
    {
        var known = ConfigurationKeys.All.Select(candidate => candidate.Name).ToList();
        return NearestName.Find(key, known) is { } name ? $"Did you mean '{name}'?" : $"Known in this section: {string.Join(", ", known.Where(name => SameSection(name, key)))}.";
    }

    private static bool SameSection(string left, string right) =>
        string.Equals(left.Split(':')[0], right.Split(':')[0], StringComparison.OrdinalIgnoreCase);
}
