using System.Globalization;
using System.Text.RegularExpressions;
using NotionSync.Sources.GitHub.App;

namespace NotionSync.Sources.GitHub;

/// <summary>Finds what is wrong in GitHub's own keys.</summary>
internal static partial class GitHubOptionsFaults
{
    /// <summary>Sentences that begin with the key.</summary>
    public static IEnumerable<string> Of(GitHubOptions options) => [.. Credential(options), .. Repositories(options)];

    /// <summary>Whether a text names repositories: <c>owner/name</c> or <c>owner/*</c>, as an exception with <c>!</c> before it.</summary>
    public static bool IsPattern(string text) => Pattern().IsMatch(text);

    private static IEnumerable<string> Credential(GitHubOptions options)
    {
        if (options is { Token.Length: > 0, AppId.Length: > 0 })
        {
            yield return $"{GitHubOptions.Section}:Token and {GitHubOptions.Section}:AppId are both set. Leave out one of them.";
        }

        if (options.Username is { Length: > 0 })
        {
            yield return $"{GitHubOptions.Section}:Username is set, but GitHub takes no passwords. Set {GitHubOptions.Section}:Token, or AppId and PrivateKey.";
        }

        if (options.IsApp && !AppJwt.IsKey(options.Pem))
        {
            yield return $"{GitHubOptions.Section}:PrivateKey is no private key in PEM form. Set the content of the file that GitHub gave for the App, or {GitHubOptions.Section}:PrivateKeyFile to its place.";
        }

        if (options.InstallationId is { Length: > 0 } id && !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            yield return $"{GitHubOptions.Section}:InstallationId must be a number, was '{id}'. It stands at the end of the address of the App's installation.";
        }
    }

    private static IEnumerable<string> Repositories(GitHubOptions options) => RepositoryPatterns.Split(options.Repositories)
        .Where(pattern => !IsPattern(pattern))
        .Select(pattern => $"{GitHubOptions.Section}:Repositories holds '{pattern}'. Write owner/name, owner/* for all of an owner, or !owner/name for an exception, parted by commas.");

    [GeneratedRegex(@"^!?[A-Za-z0-9_-]+/([A-Za-z0-9._-]+|\*)$")]
    private static partial Regex Pattern();
}
