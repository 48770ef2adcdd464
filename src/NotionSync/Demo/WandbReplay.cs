using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using static NotionSync.Demo.WandbAccount;

namespace NotionSync.Demo;

/// <summary>Weights &amp; Biases as its schema has it, over an account made by hand.</summary>
internal sealed class WandbReplay(TimeProvider time) : IReplay
{
    /// <summary>The account; a test may change it.</summary>
    public WandbAccount Account { get; } = new(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    /// <inheritdoc/>
    public string Source => "Wandb";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) => new Dictionary<string, string>
    {
        ["BaseUrl"] = address.AbsoluteUri,
        ["AppUrl"] = "https://wandb.example.com",
        ["ApiKey"] = "demo",
        ["Entity"] = Account.Entity,
    };

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/graphql", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var variables = body["variables"] as JsonObject ?? [];
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(Answer(Text(body["operationName"]), variables).ToJsonString(), context.RequestAborted);
    }

    private JsonObject Answer(string operation, JsonObject variables) => operation switch
    {
        "Viewer" => Data(
            new("viewer", new JsonObject { ["id"] = "VXNlcjox", ["username"] = "notionsync", ["admin"] = false }),
            new("entity", new JsonObject { ["name"] = Account.Entity, ["isTeam"] = true, ["organization"] = Account.Organization }),
            new("serverInfo", null)),
        "Organization" => Data(new KeyValuePair<string, JsonNode?>("entity", new JsonObject { ["organization"] = Account.Organization })),
        "Projects" => Data(new KeyValuePair<string, JsonNode?>("models", Page(Account.Projects, variables))),
        "Registered" => Data(new KeyValuePair<string, JsonNode?>("organization", new JsonObject
        {
            ["orgEntity"] = new JsonObject { ["artifactMemberships"] = Page(Account.Members, variables, member => Account.ShowMember(member, variables)) },
        })),
        _ => Data(new KeyValuePair<string, JsonNode?>("project", OfProject(operation, Text(variables["project"]), variables))),
    };

    private JsonObject? OfProject(string operation, string project, JsonObject variables)
    {
        if (Text(variables["entity"]) != Account.Entity || !Account.Projects.Any(one => Text(one["name"]) == project))
        {
            return null;
        }

        var runs = Fitting(project, variables["filters"]).ToList();
        return operation switch
        {
            "Project" => new JsonObject { ["id"] = project, ["runs"] = new JsonObject { ["totalCount"] = runs.Count } },
            "Runs" => new JsonObject { ["runCount"] = runs.Count, ["runs"] = Page(runs, variables, run => Account.ShowRun(run, variables)) },
            "Run" => new JsonObject { ["run"] = Account.Runs(project).FirstOrDefault(run => Text(run["name"]) == Text(variables["name"])) is { } run ? Account.ShowRun(run, variables) : null },
            "Count" => new JsonObject { ["all"] = Account.Runs(project).Count(), ["fit"] = runs.Count },
            "Compared" => new JsonObject { ["latest"] = Newest(project, "latest", variables), ["baseline"] = Newest(project, "baseline", variables) },
            "Sweeps" => new JsonObject { ["sweeps"] = Page(Account.Of("sweeps", project), variables) },
            "Reports" => new JsonObject { ["allViews"] = Page(Account.Of("reports", project), variables) },
            "Collections" => new JsonObject { ["artifactType"] = new JsonObject { ["artifactCollections"] = Collections(project, variables) } },
            _ => throw new NotSupportedException($"The replay knows no operation '{operation}'."),
        };
    }

    private IEnumerable<JsonObject> Fitting(string project, JsonNode? filter) => Account.Runs(project).Where(run => WandbFilter.Fits(WandbFilter.Read(filter), run));

    private JsonObject Newest(string project, string filter, JsonObject variables) =>
        Connection(Fitting(project, variables[filter]).TakeLast(1).Select(run => new JsonObject { ["node"] = Account.ShowRun(run, variables) }));

    private JsonObject Collections(string project, JsonObject variables) => Connection(Account.Collections(project, Text(variables["type"])).Select(collection => new JsonObject
    {
        ["node"] = new JsonObject
        {
            ["__typename"] = "ArtifactSequence",
            ["id"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"ArtifactCollection:{collection.Key}")),
            ["name"] = collection.Key,
            ["createdAt"] = "2025-04-10T09:00:00",
            ["tags"] = Connection([]),
            ["artifacts"] = Connection(collection.Select(version => new JsonObject { ["version"] = $"v{version["versionIndex"]}", ["node"] = Account.ShowVersion(version, variables) })),
        },
    }));

    // Cursors are offsets in disguise, as W&B's are.
    private static JsonObject Page(IEnumerable<JsonObject> items, JsonObject variables, Func<JsonObject, JsonObject>? show = null)
    {
        var all = items.ToList();
        var from = Text(variables["after"]) is { Length: > 0 } cursor
            ? int.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(cursor)).Split(':')[1], CultureInfo.InvariantCulture) + 1
            : 0;
        var page = all.Skip(from).Take(variables["first"]?.GetValue<int>() ?? 50).ToList();
        var last = from + page.Count - 1;
        return Connection(
            page.Select(item => new JsonObject { ["node"] = show?.Invoke(item) ?? item.DeepClone() }),
            last + 1 < all.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"arrayconnection:{last}")) : null);
    }

    private static JsonObject Data(params IEnumerable<KeyValuePair<string, JsonNode?>> members) => new() { ["data"] = new JsonObject(members) };
}
