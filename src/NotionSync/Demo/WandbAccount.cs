using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Sources.Wandb;

namespace NotionSync.Demo;

/// <summary>The recorded account, its parts put together as W&amp;B shows them: a version with the run that made it, a run with what it used.</summary>
internal sealed partial class WandbAccount
{
    private readonly JsonObject account;

    /// <summary>Takes the recording, its moving days counted back from a day.</summary>
    public WandbAccount(DateOnly today) => account = (JsonObject)Moved(Recording.Load("wandb/account.json"), today)!;

    /// <summary>The one entity.</summary>
    public string Entity => account["entity"]!.GetValue<string>();

    /// <summary>The entity's organization.</summary>
    public JsonNode Organization => account["organization"]!.DeepClone();

    /// <summary>Its projects.</summary>
    public IEnumerable<JsonObject> Projects => Objects(account["projects"]);

    /// <summary>A list below a project: <c>sweeps</c> or <c>reports</c>.</summary>
    public IEnumerable<JsonObject> Of(string list, string project) => Objects(account[list]![project]);

    /// <summary>A project's runs as they are stored, the oldest first; a test may change them.</summary>
    public IEnumerable<JsonObject> Runs(string project) => Objects(account["runs"]![project]).OrderBy(run => Text(run["createdAt"]), StringComparer.Ordinal);

    /// <summary>Versions of one type in a project as they are stored, by collection.</summary>
    public IEnumerable<IGrouping<string, JsonObject>> Collections(string project, string type) => Objects(account["versions"])
        .Where(version => Text(version["artifactSequence"]!["project"]!["name"]) == project && Text(version["artifactType"]!["name"]) == type)
        .GroupBy(version => Text(version["artifactSequence"]!["name"]));

    /// <summary>Members of the registries as they are stored.</summary>
    public IEnumerable<JsonObject> Members => Objects(account["members"]);

    /// <summary>A run as it is shown to who asks with these variables.</summary>
    public JsonObject ShowRun(JsonObject stored, JsonObject variables)
    {
        var run = Copy(stored, "history", "inputs", "outputs");
        run["config"] = Cut(stored["config"], variables["config"]);
        run["summaryMetrics"] = Cut(stored["summaryMetrics"], variables["summary"]);
        run["sampledHistory"] = new JsonArray([.. Texts(variables["specs"]).Select(spec => Course(stored["history"]!, JsonNode.Parse(spec)!["keys"]![1]!.GetValue<string>()))]);
        run["inputArtifacts"] = Connection(Objects(stored["inputs"]).Select(input =>
            new JsonObject { ["usedAs"] = input["usedAs"]!.DeepClone(), ["node"] = Linked(Text(input["artifact"])) }));
        run["outputArtifacts"] = Connection(Texts(stored["outputs"]).Select(output => new JsonObject { ["node"] = Linked(output) }));
        return run;
    }

    /// <summary>A version as it is shown.</summary>
    public JsonObject ShowVersion(JsonObject stored, JsonObject variables)
    {
        var version = Copy(stored, "by", "usedBy");
        version["createdBy"] = Text(stored["by"]) is { Length: > 0 } by ? Placed(by, run => ShowRun(run, variables), "Run") : null;
        version["usedBy"] = Connection(Texts(stored["usedBy"]).Select(user => new JsonObject { ["node"] = Placed(user, run => Copy(run, "history", "inputs", "outputs", "config", "summaryMetrics", "systemMetrics"), null) }));
        return version;
    }

    /// <summary>A member of a registry as it is shown.</summary>
    public JsonObject ShowMember(JsonObject stored, JsonObject variables)
    {
        var member = Copy(stored, "artifact");
        member["artifact"] = ShowVersion(Version(Text(stored["artifact"])), variables);
        return member;
    }

    /// <summary>A list by edges.</summary>
    public static JsonObject Connection(IEnumerable<JsonNode> edges, string? next = null) => new()
    {
        ["pageInfo"] = new JsonObject { ["hasNextPage"] = next is not null, ["endCursor"] = next },
        ["edges"] = new JsonArray([.. edges]),
    };

    /// <summary>The text of a node; empty when it is none.</summary>
    public static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private JsonObject Version(string place) => Objects(account["versions"]).Single(version =>
        $"{Text(version["artifactSequence"]!["name"])}:{version["versionIndex"]}" == place);

    private JsonObject Linked(string place) => Copy(Version(place), "by", "usedBy", "metadata", "aliases", "tags");

    private JsonObject Placed(string path, Func<JsonObject, JsonObject> show, string? type)
    {
        var (project, name) = (path.Split('/')[0], path.Split('/')[1]);
        var run = show(Runs(project).Single(one => Text(one["name"]) == name));
        run["__typename"] = type;
        run["project"] = new JsonObject { ["name"] = project, ["entity"] = new JsonObject { ["name"] = Entity } };
        return run;
    }

    // W&B keeps the wanted keys of the outermost level; words that are no JSON are texts by then.
    private static string? Cut(JsonNode? text, JsonNode? keys) => keys is not JsonArray wanted ? Text(text)
        : LooseJson.TryParse(Text(text), out var parsed) && parsed is JsonObject all
            ? new JsonObject(all.Where(member => wanted.Any(key => Text(key) == member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString()
            : null;

    private static JsonArray Course(JsonNode history, string metric) =>
        new([.. (history[metric] as JsonArray ?? []).Select(point => new JsonObject { ["_step"] = point![0]!.DeepClone(), [metric] = point[1]!.DeepClone() })]);

    private static JsonObject Copy(JsonObject stored, params IReadOnlyCollection<string> without) =>
        new(stored.Where(member => !without.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(Text);

    private static JsonNode? Moved(JsonNode? node, DateOnly today) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Moved(member.Value, today)))),
        JsonArray items => new JsonArray([.. items.Select(item => Moved(item, today))]),
        _ when DaysAgo().Match(Text(node)) is { Success: true } moved =>
            $"{today.AddDays(-int.Parse(moved.Groups[1].Value, CultureInfo.InvariantCulture)):yyyy-MM-dd}T{moved.Groups[2].Value}",
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"^T-([0-9]+)T(\d\d:\d\d:\d\d)$")]
    private static partial Regex DaysAgo();
}
