using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Runs, with their settings and results.</summary>
internal sealed class RunsKind(WandbClient client, WandbProjects projects, WandbBeats beats, WandbLinks links) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("runs", "A run of a project: settings, results, and where wanted curves, lineage and the load of its machine.")
    {
        Key = "path",
        Scope = "project",
        Incremental = "createdAt, and runs that had not ended",
        Permissions = ["view the project"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => RunSettings.Check(settings ?? []);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = RunSettings.From(query.Settings);
        var before = query.Cursor is { } cursor ? JsonNode.Parse(cursor) as JsonObject : null;
        var next = new JsonObject();
        var isWhole = true;
        foreach (var project in await projects.ListAsync(query.Settings, cancellationToken))
        {
            var since = RunMark.From(before?[project.Path]);
            var runs = new ProjectRuns(client, beats, links, project, settings, since);
            await foreach (var item in ScopedRead.ReadAsync(project.Path, project.Part, runs.ReadAsync(cancellationToken), since is null, cancellationToken))
            {
                isWhole &= item is not SourceItem.Failed;
                yield return item;
            }

            next[project.Path] = runs.Mark.ToJson();
        }

        if (isWhole)
        {
            yield return new SourceItem.Next(next.ToJsonString());
        }
    }
}
