using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>
/// Markdown files of some paths: the entry of GitHub's tree, with <c>key</c>, <c>name</c>, <c>stem</c>, <c>folder</c>, <c>html_url</c>,
/// <c>title</c>, <c>front_matter</c>, <c>doc_status</c>, <c>content</c>, the last <c>commit</c> that touched it, and <c>repository</c>.
/// </summary>
internal sealed class FilesKind(RepositoryReader reader) : IKind
{
    private const string Paths = "paths";
    private const string Branch = "branch";

    private static readonly ImmutableArray<string> DefaultPaths =
        ["docs/adr", "docs/architecture", "docs/contracts", "docs/models", "docs/playbooks", "docs/runbooks", "docs/wiki"];

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("files", "A markdown file below one of the configured paths.")
    {
        Key = "key",
        Scope = "repository",
        Incremental = "sha of each file, and the ETag of the tree",
        Permissions = ["Contents: read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", RepositoryList.Setting, Paths, Branch),
        .. RepositoryList.Check(settings),
        .. PathFaults(settings?[Paths]),
        .. settings?[Branch] is { } branch && SettingsCheck.Text(branch) is not { Length: > 0 }
            ? [new SettingFault($"/{Branch}", $"'{branch}' is no name of a branch.", "Write e.g. main, or leave it out for the default branch.")]
            : Array.Empty<SettingFault>(),
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        ImmutableArray<string> paths = query.Settings?[Paths] is JsonArray ? [.. query.Settings.Texts(Paths).Select(path => path.Trim('/'))] : DefaultPaths;
        var branch = SettingsCheck.Text(query.Settings?[Branch]);
        return reader.ReadAsync(query, (reading, token) => new FileReading(reading, paths, branch).ReadAsync(token), cancellationToken);
    }

    private static IEnumerable<SettingFault> PathFaults(JsonNode? paths) => paths switch
    {
        null => [],
        JsonArray { Count: > 0 } list => list.Index().Where(path => SettingsCheck.Text(path.Item) is not { } text || text.Contains('*', StringComparison.Ordinal)).Select(path =>
            new SettingFault($"/{Paths}/{path.Index}", $"'{path.Item}' is no path of a folder or file.", "Write e.g. docs/adr; all markdown files below it are read.")),
        _ => [new SettingFault($"/{Paths}", "It is no list of paths.", $"Write {Paths}: [docs/adr, docs/runbooks], or leave it out for the usual ones.")],
    };
}
