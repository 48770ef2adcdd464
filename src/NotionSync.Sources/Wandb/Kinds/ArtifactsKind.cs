using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Versions of the artifacts of one type: datasets, models.</summary>
internal sealed class ArtifactsKind(WandbClient client, WandbProjects projects, WandbLinks links) : IKind
{
    // Each brings up to fifty versions along.
    private const int CollectionsAtOnce = 10;
    private const int VersionsAlong = 50;

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("artifacts", "A version of an artifact of one type, with its aliases and the run that made it.")
    {
        Key = "id",
        Scope = "project",
        Permissions = ["view the project"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", ["type", "projects", .. ValueSettings.Members]),
        .. SettingsCheck.Text(settings?["type"]) is { Length: > 0 } ? Array.Empty<SettingFault>()
            : [new SettingFault("/type", settings?["type"] is null ? "'type' is missing." : "'type' is not a text.", "Name the artifacts' type as W&B shows it, e.g. type: dataset.")],
        .. SettingsCheck.NoTexts(settings ?? [], "", "projects", "[llm, speech]"),
        .. ValueSettings.Check(settings ?? []),
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        projects.ReadEachAsync(query.Settings, project => RecordsAsync(project, query.Settings!, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<JsonObject> RecordsAsync(WandbProject project, JsonObject settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var values = ValueSettings.From(settings);
        await foreach (var edge in WandbWhole.EdgesAsync(client, Collections(project, settings, values), cancellationToken))
        {
            // What is linked into a collection from elsewhere is a version there already.
            if (edge["node"] is not JsonObject collection || SettingsCheck.Text(collection["__typename"]) is "ArtifactPortfolio")
            {
                continue;
            }

            await foreach (var version in VersionsAsync(project, collection, values, cancellationToken))
            {
                if (version["node"] is JsonObject node && VersionRecord.IsCommitted(node))
                {
                    await WandbLineage.CompleteMakerAsync(client, node, cancellationToken);
                    yield return Record(version, node, collection, values);
                }
            }
        }
    }

    private async IAsyncEnumerable<JsonObject> VersionsAsync(
        WandbProject project, JsonObject collection, ValueSettings values, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (collection["artifacts"] is not JsonObject first)
        {
            yield break;
        }

        if (!WandbNodes.HasMore(first))
        {
            foreach (var edge in (first["edges"] as JsonArray ?? []).OfType<JsonObject>())
            {
                yield return edge;
            }

            yield break;
        }

        // From the beginning, since the pages shift between the two lists too.
        var name = SettingsCheck.Text(collection["name"]) ?? "";
        await foreach (var edge in WandbWhole.EdgesAsync(client, Versions(project, name, values), cancellationToken))
        {
            yield return edge;
        }
    }

    private JsonObject Record(JsonObject edge, JsonObject node, JsonObject collection, ValueSettings values)
    {
        if (edge["version"] is { } number)
        {
            node["version"] = number.DeepClone();
        }

        var version = VersionRecord.Of(node, values, links);
        var about = (JsonObject)WandbNodes.Plain(collection)!;
        about.Remove("artifacts");
        version["collection"] = about;
        return version;
    }

    private static WandbList Collections(WandbProject project, JsonObject settings, ValueSettings values) => new(
        WandbDocuments.Collections,
        project.Variables([new("type", SettingsCheck.Text(settings["type"])), .. values.Variables()]),
        data => data["project"] is JsonObject parent ? parent["artifactType"]?["artifactCollections"] as JsonObject ?? [] : null,
        $"collections of {project.Part}")
    {
        Size = CollectionsAtOnce,
        Inner = VersionsAlong,
    };

    private static WandbList Versions(WandbProject project, string collection, ValueSettings values) => new(
        WandbDocuments.Versions,
        project.Variables([new("collection", collection), .. values.Variables()]),
        data => data["project"]?["artifactCollection"]?["artifacts"] as JsonObject,
        $"versions of '{collection}' of {project.Part}");
}
