using System.Text.Json.Nodes;

namespace NotionSync.Sources.MLflow.Records;

/// <summary>What records of experiments, models and versions have in common.</summary>
internal static class TaggedRecord
{
    private const string PromptTag = "mlflow.prompt.is_prompt";

    /// <summary>Tags as an object by name, and times as texts beside the numbers.</summary>
    public static void Refine(JsonObject item, string created, string updated)
    {
        item["tags"] = MlflowJson.Texts(item.Take("tags"));
        if (MlflowJson.Instant(item[created]) is { } creation)
        {
            item["created"] = creation;
        }

        if (MlflowJson.Instant(item[updated]) is { } update)
        {
            item["updated"] = update;
        }
    }

    /// <summary>Whether a model or version, refined, is a prompt, which MLflow keeps in the same registry.</summary>
    public static bool IsPrompt(JsonObject item) => string.Equals(MlflowJson.Word(item["tags"]?[PromptTag]), "true", StringComparison.OrdinalIgnoreCase);
}
