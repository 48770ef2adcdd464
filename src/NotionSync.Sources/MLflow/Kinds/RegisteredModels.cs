using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>
/// Reads the registry's models as records: <c>aliases</c> as an object from alias to version, <c>tags</c> as an object, <c>created</c>,
/// <c>updated</c>, <c>url</c>. MLflow's <c>latest_versions</c> are the latest of each stage, not the latest, and are left out.
/// </summary>
internal static class RegisteredModels
{
    /// <summary>Every model, each once; prompts too, where the server hands them out.</summary>
    public static async IAsyncEnumerable<JsonObject> AllAsync(MlflowClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var model in client.ModelsAsync(cancellationToken))
        {
            var name = MlflowJson.Word(model["name"]);
            TaggedRecord.Refine(model, "creation_timestamp", "last_updated_timestamp");
            if (name.Length > 0 && seen.Add(name))
            {
                model.Remove("latest_versions");
                model["aliases"] = Aliases(model.Take("aliases"));
                model["url"] = client.Links.Model(name);
                yield return model;
            }
        }
    }

    private static JsonObject Aliases(JsonNode? aliases)
    {
        var versions = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var alias in (aliases as JsonArray ?? []).OfType<JsonObject>())
        {
            if (MlflowJson.Word(alias["alias"]) is { Length: > 0 } name)
            {
                versions[name] = MlflowJson.Word(alias["version"]);
            }
        }

        return new JsonObject(versions);
    }
}
