using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>A version of an artifact as mappings see it: the vendor's own members, with its place and the run that made it.</summary>
internal static class VersionRecord
{
    /// <summary>Whether a version is there: others are being uploaded or were deleted.</summary>
    public static bool IsCommitted(JsonNode? artifact) => SettingsCheck.Text(artifact?["state"]) is "COMMITTED";

    /// <summary>Makes the record of an artifact's node.</summary>
    public static JsonObject Of(JsonObject node, ValueSettings settings, WandbLinks links)
    {
        var version = (JsonObject)WandbNodes.Plain(node)!;
        version.Remove("artifactSequence", out var sequence);
        version.Remove("artifactType", out var type);
        version.Remove("createdBy", out var maker);

        var (entity, project) = Place(sequence);
        version["name"] = SettingsCheck.Text(sequence?["name"]);
        version["type"] = SettingsCheck.Text(type?["name"]);
        version["entity"] = entity;
        version["project"] = project;
        version["version"] ??= version["versionIndex"] is { } index ? $"v{index}" : null;
        version["size"] = WandbValues.Whole(version["size"]);
        version["fileCount"] = WandbValues.Whole(version["fileCount"]);
        version["metadata"] = WandbValues.Inner(version["metadata"]);
        version["run"] = maker is JsonObject made && SettingsCheck.Text(made["__typename"]) is "Run" ? Run(made, settings, links) : null;
        version["user"] = SettingsCheck.Text(maker?["username"]);
        if (entity is not null && project is not null && version["name"] is { } name && version["version"] is { } number)
        {
            version["path"] = $"{entity}/{project}/{name}:{number}";
            version["url"] = links.Artifact(entity, project, $"{version["type"]}", $"{name}", $"{number}");
        }

        return version;
    }

    /// <summary>Whose something is, and in which project, by a member that has one.</summary>
    public static (string? Entity, string? Project) Place(JsonNode? owner) =>
        (SettingsCheck.Text(owner?["project"]?["entity"]?["name"]), SettingsCheck.Text(owner?["project"]?["name"]));

    // A run of another project may be hidden: then it is known by its name alone.
    private static JsonObject Run(JsonObject node, ValueSettings settings, WandbLinks links)
    {
        var (entity, project) = Place(node);
        var run = (JsonObject)node.DeepClone();
        run.Remove("__typename");
        run["project"] = project;
        run["entity"] = entity;
        if (entity is not null && project is not null && SettingsCheck.Text(run["name"]) is { } name)
        {
            run["path"] = $"{entity}/{project}/{name}";
            run["url"] = links.Run(entity, project, name);
        }

        if (run.Remove("inputArtifacts", out var inputs))
        {
            run["inputs"] = RunRecord.Artifacts(inputs);
        }

        RunRecord.TakeValues(run, settings);
        return run;
    }
}
