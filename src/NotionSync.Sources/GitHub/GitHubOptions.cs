using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub;

/// <summary>Section <c>Sources:GitHub</c>. Without <see cref="VendorOptions.Token"/> and <see cref="AppId"/> the source is off.</summary>
public sealed class GitHubOptions : VendorOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:GitHub";

    /// <summary>Client id or number of a GitHub App; not together with a token.</summary>
    public string? AppId { get; set; }

    /// <summary>The App's installation; null where the App has just one.</summary>
    public string? InstallationId { get; set; }

    /// <summary>The App's private key as PEM; line breaks may be written as <c>\n</c>.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>
    /// What is read, parted by commas: <c>owner/name</c>, all of an owner as <c>owner/*</c>, and exceptions as <c>!owner/name</c>. Null
    /// with an App: all that it is installed on.
    /// </summary>
    public string? Repositories { get; set; }

    /// <summary>Whether the source is to be read.</summary>
    public bool IsOn => Enabled && (Token is { Length: > 0 } || IsApp);

    /// <summary>Whether it signs in as an App.</summary>
    internal bool IsApp => Token is null or "" && AppId is { Length: > 0 };

    /// <summary>The private key with real line breaks.</summary>
    internal string Pem => (PrivateKey ?? "").Replace("\\n", "\n", StringComparison.Ordinal);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Secrets() => LongestFirst(Token, PrivateKey, Pem);
}
