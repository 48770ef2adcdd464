using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitLab;

/// <summary>Pipelines: what ran for which commit, and how it stands. GitLab's own object, with <c>project</c> and <c>url</c>.</summary>
internal sealed class PipelinesKind(GitLabClient client, IOptions<GitLabOptions> options) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("pipelines", "A pipeline of a project, with its state, branch, commit and page.")
    {
        Key = "id",
        Scope = "project",
        Incremental = "updated_at",
        Permissions = ["read_api"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        [.. SettingsCheck.Unknown(settings ?? [], "", "projects"), .. SettingsCheck.NoTexts(settings ?? [], "", "projects", "[acme/trainer]")];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var oldest = UtcText.Of(query.At.AddDays(-options.Value.HistoryDays));
        return ScopedRead.ReadEachAsync(
            SettingsCheck.Texts(query.Settings?["projects"]) is { Count: > 0 } named ? named : options.Value.Paths,
            "project",
            query.Cursor,
            (project, since) => client.PipelinesAsync(project, since ?? oldest, cancellationToken).Select(pipeline => Record(project, pipeline)),
            mark: UtcText.Of(query.At.AddMinutes(-10)), // what GitLab stamped meanwhile is read again rather than missed
            cancellationToken);
    }

    private static JsonObject Record(string project, JsonObject pipeline)
    {
        var record = pipeline.DeepClone().AsObject();
        (record["project"], record["url"]) = (project, record["web_url"]?.DeepClone());
        return record;
    }
}
