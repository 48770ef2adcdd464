using System.Collections.Immutable;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Reads CODEOWNERS files.</summary>
/// <remarks>Vendor's rules: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners.</remarks>
internal static class CodeOwners
{
    /// <summary>The patterns that match every file.</summary>
    private static readonly ImmutableArray<string> OfEverything = ["*", "**", "/**", "**/*"];

    /// <summary>Where the file may lie: the first that is there counts. The folder is empty for the root.</summary>
    public static ImmutableArray<(string Folder, string File)> Places { get; } = [(".github", "CODEOWNERS"), ("", "CODEOWNERS"), ("docs", "CODEOWNERS")];

    /// <summary>Who owns the whole repository: the owners of the last pattern that matches every file; it may have none.</summary>
    /// <returns>As written: <c>@org/team</c>, <c>@person</c> or an address.</returns>
    public static IReadOnlyList<string> OfAll(string text) => text
        .Split('\n')
        .Select(Words)
        .LastOrDefault(words => words.Length > 0 && OfEverything.Contains(words[0]))?[1..] ?? [];

    private static string[] Words(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var comment = Array.FindIndex(words, word => word[0] == '#');
        return comment < 0 ? words : words[..comment];
    }
}
