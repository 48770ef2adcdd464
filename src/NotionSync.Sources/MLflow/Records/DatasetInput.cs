using System.Text.Json.Nodes;

namespace NotionSync.Sources.MLflow.Records;

/// <summary>A dataset that a run read: name, digest, and what MLflow wrote into texts (source, schema, profile) unpacked.</summary>
internal static class DatasetInput
{
    private const string Context = "mlflow.data.context";

    /// <summary>The dataset inputs of a run, by name, digest and context; those without a name are left out.</summary>
    public static JsonArray All(JsonNode? inputs) =>
    [
        .. (inputs as JsonArray ?? []).OfType<JsonObject>()
            .Select(Of)
            .OfType<JsonObject>()
            .OrderBy(dataset => MlflowJson.Word(dataset["name"]), StringComparer.Ordinal)
            .ThenBy(dataset => MlflowJson.Word(dataset["digest"]), StringComparer.Ordinal)
            .ThenBy(dataset => MlflowJson.Word(dataset["context"]), StringComparer.Ordinal),
    ];

    private static JsonObject? Of(JsonObject input)
    {
        var dataset = input.TakeObject("dataset");
        if (MlflowJson.Word(dataset["name"]).Length == 0)
        {
            return null;
        }

        foreach (var packed in (string[])["source", "schema", "profile"])
        {
            if (dataset.ContainsKey(packed))
            {
                dataset[packed] = MlflowJson.Unpacked(dataset.Take(packed));
            }
        }

        var tags = MlflowJson.Texts(input.Take("tags"));
        if (MlflowJson.Word(tags[Context]) is { Length: > 0 } context)
        {
            dataset["context"] = context;
        }

        dataset["tags"] = tags;
        return dataset;
    }
}
