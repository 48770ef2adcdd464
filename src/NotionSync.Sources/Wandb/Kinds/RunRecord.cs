using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>A run as mappings see it: the vendor's own members, with what lies in texts taken out of them.</summary>
internal static class RunRecord
{
    /// <summary>States from which a run may still go on by itself; <c>crashed</c> is one that the server gave up.</summary>
    public static bool IsOpen(string? state) => state is "running" or "pending" or "preempting";

    /// <summary>Makes the record of a node of the list or of a single run.</summary>
    public static JsonObject Of(JsonObject node, WandbProject project, ValueSettings settings, WandbLinks links)
    {
        var run = (JsonObject)WandbNodes.Plain(node)!;
        var name = SettingsCheck.Text(run["name"]) ?? "";
        run["path"] = $"{project.Path}/{name}";
        run["entity"] = project.Entity;
        run["project"] = project.Name;
        run["url"] = links.Run(project.Entity, project.Name, name);
        TakeValues(run, settings);
        Rename(run, "inputArtifacts", "inputs", Artifacts);
        Rename(run, "outputArtifacts", "outputs", Artifacts);
        return run;
    }

    /// <summary>Takes results, settings, load and curves out of their texts, and tells when a run that is over ended.</summary>
    public static void TakeValues(JsonObject run, ValueSettings settings)
    {
        Rename(run, "config", "config", WandbValues.Config);
        Rename(run, "summaryMetrics", "summary", WandbValues.Summary);
        Rename(run, "systemMetrics", "system", WandbValues.Summary);
        Rename(run, "sampledHistory", "history", rows => Curves(rows, settings));
        Rename(run, "historyLineCount", "historyLineCount", WandbValues.Whole);
        if (SettingsCheck.Text(run["state"]) is { } state && !IsOpen(state) && run["heartbeatAt"] is { } ended)
        {
            run["endedAt"] = ended.DeepClone();
        }
    }

    /// <summary>An artifact that is spoken of elsewhere: its name, version, type, and where it lies.</summary>
    public static JsonArray Artifacts(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonObject>().Select(Artifact)];

    private static JsonNode Artifact(JsonObject node)
    {
        var sequence = node["artifactSequence"] as JsonObject;
        var artifact = new JsonObject(node.Where(member => member.Key is not ("artifactType" or "artifactSequence")).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
        {
            ["name"] = sequence?["name"]?.DeepClone(),
            ["type"] = node["artifactType"]?["name"]?.DeepClone(),
            ["version"] = node["versionIndex"] is { } index ? $"v{index}" : null,
        };
        var (entity, project) = VersionRecord.Place(sequence);
        artifact["project"] = project;
        artifact["path"] = entity is null || project is null ? null : $"{entity}/{project}/{artifact["name"]}:{artifact["version"]}";
        return artifact;
    }

    // One list of rows for each spec, in their order; a row has the step and the figure.
    private static JsonObject Curves(JsonNode? lists, ValueSettings settings)
    {
        var curves = new JsonObject();
        foreach (var (metric, rows) in settings.Curves.Zip((lists as JsonArray ?? []).Select(WandbValues.Inner)))
        {
            var points = (rows as JsonArray ?? []).Select(WandbValues.Inner).OfType<JsonObject>()
                .Where(row => row[metric] is not null)
                .Select(row => new JsonObject { ["step"] = row["_step"]?.DeepClone(), ["value"] = WandbValues.Figure(row[metric]) });
            curves[metric] = new JsonArray([.. points]);
        }

        return curves;
    }

    private static void Rename(JsonObject run, string from, string to, Func<JsonNode?, JsonNode?> take)
    {
        if (run.Remove(from, out var value) && take(value) is { } taken)
        {
            run[to] = taken;
        }
    }
}
