using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>How Weights &amp; Biases answers, by its schema; there are no recordings of a live server.</summary>
internal static class WandbStub
{
    public const string Entity = "acme";
    public const string Project = "llm";

    public static Dictionary<string, string?> Configuration(Uri address, string secret) => new()
    {
        ["Sources:Wandb:BaseUrl"] = address.AbsoluteUri,
        ["Sources:Wandb:ApiKey"] = secret,
        ["Sources:Wandb:Entity"] = Entity,
        ["Sources:Wandb:Projects"] = Project,
    };

    public static StubAnswer Refusal(int status, string secret) => new(status, Errors($"refused, credential {secret}").Body);

    public static StubAnswer Errors(string message) => StubAnswer.Json(new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = message }), ["data"] = null });

    public static string Operation(StubRequest request) => request.Json?["operationName"]?.GetValue<string>() ?? "";

    public static JsonObject Variables(StubRequest request) => (JsonObject)request.Json!["variables"]!;

    public static string? After(StubRequest request) => Variables(request)["after"]?.GetValue<string>();

    public static StubAnswer Data(string member, JsonNode? value) => StubAnswer.Json(new JsonObject { ["data"] = new JsonObject { [member] = value } });

    public static StubAnswer OfProject(params IEnumerable<KeyValuePair<string, JsonNode?>> members) => Data("project", new JsonObject(members));

    public static JsonObject Connection(VendorPage page, Func<JsonObject, JsonObject>? edge = null) => new()
    {
        ["pageInfo"] = new JsonObject { ["hasNextPage"] = page.Next is not null, ["endCursor"] = page.Next },
        ["edges"] = new JsonArray([.. page.Items.Select(item => edge?.Invoke(item) ?? new JsonObject { ["node"] = item })]),
    };

    public static JsonObject Connection(params IEnumerable<JsonObject> nodes) => Connection(new VendorPage([.. nodes], null, 0));

    public static JsonObject Artifact(int number) => new()
    {
        ["id"] = $"QXJ0aWZhY3Q6{number}",
        ["digest"] = $"5f8cf3bfd1b7f3ca7b0ba0f3{number:x8}",
        ["description"] = null,
        ["versionIndex"] = number,
        ["state"] = "COMMITTED",
        ["size"] = "4000000000000",
        ["fileCount"] = 812,
        ["metadata"] = """{"rows":1200000000,"score":NaN}""",
        ["createdAt"] = "2025-08-02T06:30:00",
        ["updatedAt"] = null,
        ["aliases"] = new JsonArray(new JsonObject { ["alias"] = "latest" }),
        ["tags"] = new JsonArray(new JsonObject { ["name"] = "clean" }),
        ["artifactType"] = new JsonObject { ["name"] = "dataset" },
        ["artifactSequence"] = new JsonObject { ["name"] = "MixCorpus", ["project"] = OwnProject() },
        ["createdBy"] = new JsonObject
        {
            ["__typename"] = "Run",
            ["name"] = "prep7x1q",
            ["displayName"] = "clean-corpus-7",
            ["state"] = "finished",
            ["createdAt"] = "2025-08-01T20:00:00",
            ["heartbeatAt"] = "2025-08-02T06:31:00",
            ["project"] = OwnProject(),
            ["summaryMetrics"] = """{"rows":1200000000}""",
        },
    };

    public static JsonObject Member(int number) => new()
    {
        ["id"] = $"TWVtYmVyc2hpcDo{number}",
        ["versionIndex"] = number,
        ["createdAt"] = "2025-09-11T10:00:00",
        ["aliases"] = new JsonArray(new JsonObject { ["alias"] = "production" }),
        ["artifact"] = Artifact(number),
        ["artifactCollection"] = new JsonObject
        {
            ["__typename"] = "ArtifactPortfolio",
            ["id"] = "QXJ0aWZhY3RQb3J0Zm9saW86MQ==",
            ["name"] = "LLM-Core",
            ["createdAt"] = "2025-05-02T07:00:00",
            ["defaultArtifactType"] = new JsonObject { ["name"] = "model" },
            ["project"] = new JsonObject { ["name"] = "wandb-registry-model", ["entity"] = new JsonObject { ["name"] = "acme-ai_abc123" } },
        },
    };

    private static JsonObject OwnProject() => new() { ["name"] = Project, ["entity"] = new JsonObject { ["name"] = Entity } };
}
