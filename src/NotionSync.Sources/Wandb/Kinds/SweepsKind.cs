using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Sweeps: searches for good settings, of which each try is a run.</summary>
internal sealed class SweepsKind(WandbClient client, WandbProjects projects, WandbLinks links) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("sweeps", "A sweep of a project: a search for good settings, of which each try is a run.")
    {
        Key = "path",
        Scope = "project",
        Permissions = ["view the project"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        [.. SettingsCheck.Unknown(settings ?? [], "", "projects"), .. SettingsCheck.NoTexts(settings ?? [], "", "projects", "[llm, speech]")];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => projects.ReadEachAsync(
        query.Settings,
        project => WandbWhole.EdgesAsync(client, List(project), cancellationToken).Select(WandbNodes.Of).OfType<JsonObject>().Select(sweep => Record(sweep, project)),
        cancellationToken);

    private static WandbList List(WandbProject project) => new(
        WandbDocuments.Sweeps,
        project.Variables(),
        data => data["project"] is JsonObject parent ? parent["sweeps"] as JsonObject ?? [] : null,
        $"sweeps of {project.Part}")
    {
        Count = data => SettingsCheck.Number(data["project"]?["totalSweeps"]),
    };

    private JsonObject Record(JsonObject sweep, WandbProject project)
    {
        var name = SettingsCheck.Text(sweep["name"]) ?? "";
        sweep["entity"] = project.Entity;
        sweep["project"] = project.Name;
        sweep["path"] = $"{project.Path}/{name}";
        sweep["url"] = links.Sweep(project.Entity, project.Name, name);
        return sweep;
    }
}
