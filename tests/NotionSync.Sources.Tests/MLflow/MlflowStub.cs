using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

/// <summary>What the contracts of MLflow's kinds share: bodies are shaped as MLflow 3.11 sent them.</summary>
internal static class MlflowStub
{
    public static Dictionary<string, string?> Configuration(Uri address, string secret) => new()
    {
        ["Sources:MLflow:BaseUrl"] = address.AbsoluteUri,
        ["Sources:MLflow:Token"] = secret,
    };

    public static StubAnswer Refusal(int status, string secret) => new(
        status,
        new JsonObject
        {
            ["error_code"] = status == 404 ? "RESOURCE_DOES_NOT_EXIST" : "INTERNAL_ERROR",
            ["message"] = $"refused, credential {secret}",
            ["sqlstate"] = "KAM00",
        }.ToJsonString());

    /// <summary>The last part of a call's path, e.g. <c>runs/search</c>.</summary>
    public static string Call(StubRequest request) => request.Path.Replace("/api/2.0/mlflow/", "", StringComparison.Ordinal);

    /// <summary>The page of a list that a request asks for; like MLflow's, the last one has no token and an empty list is left out.</summary>
    public static StubAnswer Page(string member, VendorList list, StubRequest request)
    {
        var page = list.At(request.Argument("page_token") ?? (string?)request.Json?["page_token"]);
        var body = new JsonObject();
        if (page.Items.Count > 0)
        {
            body[member] = page.Array;
        }

        if (page.Next is not null)
        {
            body["next_page_token"] = page.Next;
        }

        return StubAnswer.Json(body);
    }

    public static JsonObject Experiment(int number) => new()
    {
        ["experiment_id"] = Text(number),
        ["name"] = $"LLM-Core-training-{number}",
        ["artifact_location"] = $"mlflow-artifacts:/{number}",
        ["lifecycle_stage"] = "active",
        ["last_update_time"] = 1795411378482 + number,
        ["creation_time"] = 1795411378482,
        ["tags"] = Pairs(("team", "ML Team")),
    };

    public static JsonObject Run(int number) => new()
    {
        ["info"] = new JsonObject
        {
            ["run_uuid"] = RunId(number),
            ["experiment_id"] = "1",
            ["run_name"] = $"train-{number}",
            ["user_id"] = "mlops",
            ["status"] = "FINISHED",
            ["start_time"] = 1757463000000 + number,
            ["end_time"] = 1757480400000 + number,
            ["artifact_uri"] = $"mlflow-artifacts:/1/{RunId(number)}/artifacts",
            ["lifecycle_stage"] = "active",
            ["run_id"] = RunId(number),
        },
        ["data"] = new JsonObject
        {
            ["metrics"] = new JsonArray(new JsonObject { ["key"] = "bleu", ["value"] = 86.4, ["timestamp"] = 1757465940000, ["step"] = 49 }),
            ["params"] = Pairs(("epochs", "3")),
            ["tags"] = Pairs(("mlflow.parentRunId", "9497c6c552bb4e5ea54887e0b9a9d5f1")),
        },
        ["inputs"] = new JsonObject { ["dataset_inputs"] = new JsonArray(Dataset($"MixCorpus v{number}", "mixc0005")) },
        ["outputs"] = new JsonObject(),
    };

    public static JsonObject SparseRun(int number) => new() { ["info"] = new JsonObject { ["run_id"] = RunId(number), ["experiment_id"] = "1" } };

    public static JsonObject Dataset(string name, string digest) => new()
    {
        ["tags"] = Pairs(("mlflow.data.context", "training")),
        ["dataset"] = new JsonObject
        {
            ["name"] = name,
            ["digest"] = digest,
            ["source_type"] = "s3",
            ["source"] = "{\"uri\": \"s3://datasets/mixcorpus/v5\"}",
            ["schema"] = "{\"mlflow_colspec\": [{\"type\": \"string\", \"name\": \"text\", \"required\": true}]}",
            ["profile"] = "{\"num_rows\": 1000, \"num_elements\": 1000}",
        },
    };

    public static JsonObject Model(string name) => new()
    {
        ["name"] = name,
        ["creation_timestamp"] = 1795411380679,
        ["last_updated_timestamp"] = 1795411381020,
        ["description"] = "Transformer 13B (PEFT + LoRA)",
        ["tags"] = Pairs(("team", "ML Team")),
        ["aliases"] = new JsonArray(new JsonObject { ["alias"] = "champion", ["version"] = "2" }),
    };

    public static JsonObject Version(string name, int number) => new()
    {
        ["name"] = name,
        ["version"] = Text(number),
        ["creation_timestamp"] = 1795411380842,
        ["last_updated_timestamp"] = 1795411381020,
        ["current_stage"] = "None",
        ["description"] = name,
        ["source"] = $"s3://models/llm-core/{number}",
        ["run_id"] = RunId(number),
        ["status"] = "READY",
        ["tags"] = Pairs(("semver", $"v2.{number}")),
        ["run_link"] = "",
    };

    public static JsonObject LoggedModel(int number) => new()
    {
        ["info"] = new JsonObject
        {
            ["model_id"] = $"m-{RunId(number)}",
            ["experiment_id"] = "1",
            ["name"] = "llm-core",
            ["creation_timestamp_ms"] = 1795411379888,
            ["last_updated_timestamp_ms"] = 1795411380009,
            ["status"] = "LOGGED_MODEL_READY",
            ["source_run_id"] = RunId(number),
            ["tags"] = Pairs(("mlflow.modelVersions", "[{\"name\": \"LLM-Core\", \"version\": 2}]")),
        },
        ["data"] = new JsonObject
        {
            ["params"] = Pairs(("epochs", "3")),
            ["metrics"] = new JsonArray(new JsonObject { ["key"] = "eval_bleu", ["value"] = 86.4, ["timestamp"] = 1757484000000, ["dataset_name"] = "MixCorpus v5 eval" }),
        },
    };

    public static JsonArray Pairs(params (string Key, string Value)[] pairs) =>
        [.. pairs.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value })];

    public static string RunId(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
