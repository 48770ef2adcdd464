using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

/// <summary>How MLflow answers: one experiment, and the list that the kind reads.</summary>
public abstract class MlflowKindContract : PagedKindContract
{
    protected override string Source => "MLflow";

    /// <summary>The call that gives the kind's list.</summary>
    protected abstract string ListCall { get; }

    /// <summary>The member in which it stands.</summary>
    protected abstract string Member { get; }

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => MlflowStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => MlflowStub.Refusal(status, Secret);

    protected override bool IsListRequest(StubRequest request) => MlflowStub.Call(request) == ListCall && (string?)request.Json?["view_type"] != "DELETED_ONLY";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => IsListRequest(request)
        ? MlflowStub.Page(Member, list, request)
        : MlflowStub.Call(request) switch
        {
            "experiments/search" when (string?)request.Json?["view_type"] != "DELETED_ONLY" =>
                StubAnswer.Json(new JsonObject { ["experiments"] = new JsonArray(MlflowStub.Experiment(1)) }),
            "registered-models/search" => StubAnswer.Json(new JsonObject { ["registered_models"] = new JsonArray(MlflowStub.Model("LLM-Core")) }),
            _ => new StubAnswer(200, "{}"),
        };

    protected static JsonObject With(JsonObject item, string word, params string[] path)
    {
        JsonNode at = item;
        foreach (var name in path[..^1])
        {
            at = at[name]!;
        }

        at[path[^1]] = word;
        return item;
    }
}

public sealed class MlflowExperimentsContract : MlflowKindContract
{
    protected override string Kind => "experiments";

    protected override string ListCall => "experiments/search";

    protected override string Member => "experiments";

    protected override JsonObject Item(int number) => MlflowStub.Experiment(number);

    protected override JsonObject SparseItem(int number) => new() { ["experiment_id"] = MlflowStub.RunId(number) };

    protected override JsonObject? ItemOfTomorrow(int number, string word) => With(Item(number), word, "lifecycle_stage");
}

public sealed class MlflowRunsContract : MlflowKindContract
{
    protected override string Kind => "runs";

    protected override JsonObject? Settings => new() { ["metrics"] = new JsonArray("*"), ["overlapMinutes"] = 20 };

    protected override string ListCall => "runs/search";

    protected override string Member => "runs";

    protected override JsonObject Item(int number) => MlflowStub.Run(number);

    protected override JsonObject SparseItem(int number) => MlflowStub.SparseRun(number);

    protected override JsonObject? ItemOfTomorrow(int number, string word) => With(Item(number), word, "info", "status");
}

public sealed class MlflowModelsContract : MlflowKindContract
{
    protected override string Kind => "models";

    protected override string ListCall => "registered-models/search";

    protected override string Member => "registered_models";

    protected override JsonObject Item(int number) => MlflowStub.Model($"LLM-Core {number}");

    protected override JsonObject SparseItem(int number) => new() { ["name"] = $"LLM-Core {number}" };
}

public sealed class MlflowVersionsContract : MlflowKindContract
{
    protected override string Kind => "versions";

    protected override JsonObject? Settings => new() { ["models"] = new JsonArray("LLM-*"), ["history"] = new JsonArray("loss"), ["points"] = 50 };

    protected override string ListCall => "model-versions/search";

    protected override string Member => "model_versions";

    protected override JsonObject Item(int number) => MlflowStub.Version("LLM-Core", number);

    protected override JsonObject SparseItem(int number) => new() { ["name"] = "LLM-Core", ["version"] = MlflowStub.RunId(number) };

    protected override JsonObject? ItemOfTomorrow(int number, string word) => With(Item(number), word, "current_stage");
}

public sealed class MlflowDatasetsContract : MlflowKindContract
{
    protected override string Kind => "datasets";

    protected override string ListCall => "runs/search";

    protected override string Member => "runs";

    // The record is of a dataset, the item a run: what is new in the run does not belong into it.
    protected override bool KeepsUnknownMembers => false;

    protected override JsonObject Item(int number) => MlflowStub.Run(number);

    protected override JsonObject SparseItem(int number)
    {
        var run = MlflowStub.SparseRun(number);
        run["inputs"] = new JsonObject { ["dataset_inputs"] = new JsonArray(new JsonObject { ["dataset"] = new JsonObject { ["name"] = $"sparse {number}" } }) };
        return run;
    }
}

public sealed class MlflowLoggedModelsContract : MlflowKindContract
{
    protected override string Kind => "logged-models";

    protected override string ListCall => "logged-models/search";

    protected override string Member => "models";

    protected override JsonObject Item(int number) => MlflowStub.LoggedModel(number);

    protected override JsonObject SparseItem(int number) => new() { ["info"] = new JsonObject { ["model_id"] = $"m-{number}" } };

    protected override JsonObject? ItemOfTomorrow(int number, string word) => With(Item(number), word, "info", "status");
}

public sealed class MlflowCheckContract : CheckContract
{
    protected override string Source => "MLflow";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => MlflowStub.Configuration(address, secret);

    protected override StubAnswer Refusal(int status, string secret) => MlflowStub.Refusal(status, secret);

    protected override StubAnswer Answer(StubRequest request) => request.Path switch
    {
        "/version" => new StubAnswer(200, "3.11.2.dev0", "text/html; charset=utf-8"),
        "/api/2.0/mlflow/experiments/search" => StubAnswer.Json(new JsonObject { ["experiments"] = new JsonArray(MlflowStub.Experiment(1)) }),
        "/api/3.0/mlflow/server-info" => new StubAnswer(200, """{"store_type":"SqlStore","workspaces_enabled":false}"""),
        _ => new StubAnswer(200, "{}"),
    };
}
