using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Sources;
using NotionSync.Sources.JsonApi;

namespace NotionSync.Hosting.Configuration;

/// <summary>The one list of configuration keys: what may be set, and which of it is secret.</summary>
public static class ConfigurationKeys
{
    /// <summary>The part of a key that stands for any name.</summary>
    public const string AnyName = "<Name>";

    /// <summary>Added to a secret's key, it names a file that holds the secret.</summary>
    public const string FileSuffix = "File";

    /// <summary>Keys outside of <c>Sources</c>.</summary>
    public static ImmutableArray<ConfigurationKey> General { get; } =
    [
        new("Notion:Token", IsSecret: true),
        new("Notion:ParentPage"),
        new("Notion:BaseUrl"),
        new("Notion:Plan"),
        new("Notion:RequestsPerMinute"),
        new("Notion:IntakeMinutes"),
        new($"Links:{AnyName}"),
        new("Mappings:Path"),
        new("State:Provider"),
        new("State:ConnectionString", IsSecret: true),
        new("Health:Urls"),
    ];

    /// <summary>Keys of the sources that this version reads.</summary>
    public static ImmutableArray<ConfigurationKey> OfSources { get; } =
        [.. SourceCatalog.All.SelectMany(entry => entry.AllKeys.Select(key => new ConfigurationKey($"Sources:{entry.Name}:{key.Name}", key.IsSecret)))];

    /// <summary>All that are known without the mapping files.</summary>
    public static ImmutableArray<ConfigurationKey> All { get; } = [.. General, .. OfSources];

    /// <summary>Keys of a source that mapping files bring along, whatever its name.</summary>
    public static ImmutableArray<ConfigurationKey> OfMappedSources { get; } =
        [.. JsonApiServices.Entry(new MappedSource(AnyName, [])).AllKeys.Select(key => new ConfigurationKey($"Sources:{AnyName}:{key.Name}", key.IsSecret))];

    /// <summary>The key that a written one means, letter case not counted; null when there is none.</summary>
    public static ConfigurationKey? Find(string written) => All.FirstOrDefault(key => key.Matches(written))
        ?? (SourceOf(written) is { } source && SourceCatalog.Find(source) is null ? OfMappedSources.FirstOrDefault(key => key.Matches(written)) : null);

    /// <summary>The source whose key this is, e.g. <c>LangFuse</c> of <c>Sources:LangFuse:Token</c>; null when it is no source's.</summary>
    public static string? SourceOf(string written) =>
        written.Split(':') is [var section, var source, _, ..] && string.Equals(section, "Sources", StringComparison.OrdinalIgnoreCase) ? source : null;

    /// <summary>The secret whose file a written key names, e.g. <c>Notion:Token</c> for <c>Notion:TokenFile</c>; null when it names none.</summary>
    public static string? SecretOfFile(string written)
    {
        if (!written.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var secret = written[..^FileSuffix.Length];
        return Find(secret) is { IsSecret: true } ? secret : null;
    }

    /// <summary>Whether a key of this section is ours, so that one we do not know is a slip.</summary>
    public static bool IsOurSection(string written) =>
        All.Any(key => string.Equals(key.Section, written.Split(':', 2)[0], StringComparison.OrdinalIgnoreCase));
}

/// <summary>A key that may be set.</summary>
/// <param name="Name">As documented; its last part may be <see cref="ConfigurationKeys.AnyName"/>.</param>
/// <param name="IsSecret">Never printed, and may come from a file.</param>
public sealed record ConfigurationKey(string Name, bool IsSecret = false)
{
    /// <summary>Its first part.</summary>
    public string Section => Name.Split(':', 2)[0];

    /// <summary>Whether a written key is this one.</summary>
    public bool Matches(string written)
    {
        var pattern = Name.Split(':');
        var parts = written.Split(':');
        return pattern.Length == parts.Length
            && pattern.Zip(parts).All(pair => pair.First == ConfigurationKeys.AnyName || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
