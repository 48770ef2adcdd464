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
}
