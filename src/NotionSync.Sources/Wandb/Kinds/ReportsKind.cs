using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Reports; their contents, which can be of megabytes, are not read.</summary>
internal sealed class ReportsKind(WandbClient client, WandbProjects projects, WandbLinks links) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("reports", "A report of a project, without its contents.")
    {
        Key = "id",
        Scope = "project",
        Permissions = ["view the project"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        [.. SettingsCheck.Unknown(settings ?? [], "", "projects"), .. SettingsCheck.NoTexts(settings ?? [], "", "projects", "[llm, speech]")];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => projects.ReadEachAsync(
        query.Settings,
        project => WandbWhole.EdgesAsync(client, List(project), cancellationToken).Select(WandbNodes.Of).OfType<JsonObject>().Select(report => Record(report, project)),
        cancellationToken);

    private static WandbList List(WandbProject project) => new(
        WandbDocuments.Reports,
        project.Variables(),
        data => data["project"] is JsonObject parent ? parent["allViews"] as JsonObject ?? [] : null,
        $"reports of {project.Part}");

    private JsonObject Record(JsonObject report, WandbProject project)
    {
        report["entity"] = project.Entity;
        report["project"] = project.Name;
        report["url"] = links.Report(project.Entity, project.Name, SettingsCheck.Text(report["displayName"]) ?? "", SettingsCheck.Text(report["id"]) ?? "");
        return report;
    }
}
