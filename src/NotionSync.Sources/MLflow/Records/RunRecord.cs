using System.Text.Json.Nodes;

namespace NotionSync.Sources.MLflow.Records;

/// <summary>
/// A run as a record: the members of its <c>info</c> at the top, <c>metrics</c>, <c>params</c> and <c>tags</c> as objects by name,
/// <c>datasets</c> with what MLflow wrote into texts unpacked, <c>started</c> and <c>ended</c>, <c>parent_run_id</c>, <c>url</c>.
/// </summary>
internal static class RunRecord
{
    private const string Parent = "mlflow.parentRunId";

    /// <summary>A run's id; empty when it has none.</summary>
    public static string Id(JsonObject run) =>
        run["info"] is JsonObject info ? MlflowJson.Word(info["run_id"]) is { Length: > 0 } id ? id : MlflowJson.Word(info["run_uuid"]) : "";

    /// <summary>Whether a run was deleted; MLflow keeps it until it is purged.</summary>
    public static bool IsDeleted(JsonObject run) => MlflowJson.Word(run["info"]?["lifecycle_stage"]) == "deleted";

    /// <summary>Makes the record; the run's nodes go over into it.</summary>
    /// <param name="run">As MLflow sent it, with an id.</param>
    /// <param name="metrics">Which metrics are wanted.</param>
    /// <param name="links">Addresses for people.</param>
    public static JsonObject Of(JsonObject run, Names metrics, MlflowLinks links)
    {
        var id = Id(run);
        var info = run.TakeObject("info");
        var data = run.TakeObject("data");
        var inputs = run.TakeObject("inputs");
        var record = new JsonObject { ["run_id"] = id };
        Move(info, record);
        if (MlflowJson.Instant(record["start_time"]) is { } started)
        {
            record["started"] = started;
        }

        if (MlflowJson.Instant(record["end_time"]) is { } ended)
        {
            record["ended"] = ended;
        }

        var tags = MlflowJson.Texts(data.Take("tags"));
        if (MlflowJson.Word(tags[Parent]) is { Length: > 0 } parent)
        {
            record["parent_run_id"] = parent;
        }

        record["url"] = links.Run(MlflowJson.Word(record["experiment_id"]), id);
        record["metrics"] = metrics.Of(MlflowJson.Pairs(data.Take("metrics"), MlflowJson.Figure));
        record["params"] = MlflowJson.Texts(data.Take("params"));
        record["tags"] = tags;
        record["datasets"] = DatasetInput.All(inputs.Take("dataset_inputs"));
        MoveRest(data, record, "data");
        MoveRest(inputs, record, "inputs");
        Move(run, record);
        return record;
    }

    // What MLflow repeats, or what is ours, is not overwritten.
    private static void Move(JsonObject from, JsonObject to)
    {
        foreach (var name in from.Select(member => member.Key).ToList())
        {
            var node = from.Take(name);
            if (name != "run_uuid" && !to.ContainsKey(name))
            {
                to[name] = node;
            }
        }
    }

    // Members of tomorrow.
    private static void MoveRest(JsonObject rest, JsonObject record, string name)
    {
        if (rest.Count > 0)
        {
            record[name] = rest;
        }
    }
}
