using System.Collections.Immutable;

namespace NotionSync.Sources.GitHub;

/// <summary>Which repositories are read.</summary>
/// <param name="Named">As <c>owner/name</c>.</param>
/// <param name="Owners">All of whose repositories are read.</param>
/// <param name="Except">Those that are not, as <c>owner/name</c> or <c>owner/*</c>.</param>
internal sealed record RepositoryPatterns(ImmutableArray<string> Named, ImmutableArray<string> Owners, ImmutableArray<string> Except)
{
    /// <summary>Whether nothing is named: then an App reads all that it is installed on.</summary>
    public bool IsEmpty => Named.IsEmpty && Owners.IsEmpty;

    /// <summary>Reads a list of patterns.</summary>
    public static RepositoryPatterns Of(IEnumerable<string> patterns)
    {
        var all = patterns.Distinct(StringComparer.OrdinalIgnoreCase).ToLookup(pattern => pattern[0] == '!');
        var wanted = all[false].ToLookup(pattern => pattern.EndsWith("/*", StringComparison.Ordinal));
        return new([.. wanted[false]], [.. wanted[true].Select(pattern => pattern[..^2])], [.. all[true].Select(pattern => pattern[1..])]);
    }

    /// <summary>The patterns in a text that parts them by commas or blanks; none in null.</summary>
    public static ImmutableArray<string> Split(string? text) => [.. (text ?? "").Split([',', ' ', '\n', '\r', '\t', ';'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether a repository is an exception.</summary>
    public bool Leaves(string repository) => Except.Any(exception =>
        string.Equals(exception, repository, StringComparison.OrdinalIgnoreCase)
        || (exception.EndsWith("/*", StringComparison.Ordinal) && repository.StartsWith(exception[..^1], StringComparison.OrdinalIgnoreCase)));
}
