using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>Completes what went into a run and what came out of it, where that is more than came along with the run.</summary>
internal static class WandbLineage
{
    private static readonly (string Member, WandbDocument Document)[] Lists =
        [("inputArtifacts", WandbDocuments.RunInputs), ("outputArtifacts", WandbDocuments.RunOutputs)];

    /// <summary>Reads the further pages into the node of a run.</summary>
    /// <param name="client">Asks for them.</param>
    /// <param name="run">A run as the server gave it; anything else is left alone.</param>
    /// <param name="project">Where the run lies; null when that is hidden.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="Http.VendorException">There is more, and it cannot be read.</exception>
    public static async Task CompleteAsync(WandbClient client, JsonNode? run, WandbProject? project, CancellationToken cancellationToken)
    {
        foreach (var (member, document) in Lists)
        {
            if (run?[member] is not JsonObject connection || !WandbNodes.HasMore(connection))
            {
                continue;
            }

            var name = SettingsCheck.Text(run["name"]) ?? "";
            var what = $"{(member == "inputArtifacts" ? "inputs" : "outputs")} of run '{name}'";
            var list = new WandbList(
                document,
                (project ?? throw client.Absent(what)).Variables([new("name", name)]),
                data => data["project"]?["run"]?[member] as JsonObject,
                what)
            {
                After = client.Next(connection, what),
            };
            var edges = (JsonArray)connection["edges"]!;
            await foreach (var edge in client.EdgesAsync(list, cancellationToken))
            {
                edges.Add(edge.DeepClone());
            }
        }
    }

    /// <summary>The same for the run that made an artifact.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public static Task CompleteMakerAsync(WandbClient client, JsonNode? artifact, CancellationToken cancellationToken)
    {
        var maker = artifact?["createdBy"];
        var (entity, project) = Kinds.VersionRecord.Place(maker);
        return CompleteAsync(client, maker, entity is null || project is null ? null : new WandbProject(entity, project), cancellationToken);
    }
}
