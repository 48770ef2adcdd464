using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Workflows of GitHub Actions: GitHub's own object, with <c>repository</c>.</summary>
internal sealed class WorkflowsKind(RepositoryReader reader) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("workflows", "A workflow of GitHub Actions.")
    {
        Key = "id",
        Scope = "repository",
        Incremental = "ETag of each page",
        Permissions = ["Actions: read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        [.. SettingsCheck.Unknown(settings ?? [], "", RepositoryList.Setting), .. RepositoryList.Check(settings)];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => reader.ReadAsync(query, Workflows, cancellationToken);

    private static async IAsyncEnumerable<SourceItem> Workflows(RepositoryReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in reading.PagesAsync("actions/workflows?per_page=100", cancellationToken))
        {
            foreach (var workflow in page.Items("workflows"))
            {
                yield return reading.Found(workflow);
            }
        }
    }
}
