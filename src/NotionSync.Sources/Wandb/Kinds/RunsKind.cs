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
        foreach (var project in await projects.ListAsync(query.Settings, cancellationToken))
        {
            var since = RunMark.From(before?[project.Path]);
            var runs = new ProjectRuns(client, beats, links, project, settings, since);
            var isRefused = false;
            await foreach (var item in ScopedRead.ReadAsync(project.Path, project.Part, runs.ReadAsync(cancellationToken), since is null, cancellationToken))
            {
                isRefused |= item is SourceItem.Failed;
                yield return item;
            }

            // A project that failed is read from the same place again.
            if ((isRefused ? before?[project.Path]?.DeepClone() : runs.Mark.ToJson()) is { } mark)
            {
                next[project.Path] = mark;
            }
        }

        yield return new SourceItem.Next(next.ToJsonString());
    }
}
