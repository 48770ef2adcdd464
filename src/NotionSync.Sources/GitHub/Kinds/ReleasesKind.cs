using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Releases: GitHub's own object, with <c>repository</c>.</summary>
internal sealed class ReleasesKind(RepositoryReader reader) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("releases", "A release of a repository, with its notes; drafts only where the credential may see them.")
    {
        Key = "id",
        Scope = "repository",
        Incremental = "ETag of each page",
        Permissions = ["Contents: read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        [.. SettingsCheck.Unknown(settings ?? [], "", RepositoryList.Setting), .. RepositoryList.Check(settings)];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => reader.ReadAsync(query, Releases, cancellationToken);

    private static async IAsyncEnumerable<SourceItem> Releases(RepositoryReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in reading.PagesAsync("releases?per_page=100", cancellationToken))
        {
            foreach (var release in page.Items())
            {
                yield return reading.Found(release);
            }
        }
    }
}
