using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

/// <summary>
/// MLflow with the things that were recorded, which a test may change behind the source's back. Answers as MLflow 3.11 does (lists and
/// members that are empty are left out, tokens hold offsets), by what the request asks for; a request that it does not know fails the test.
/// </summary>
internal sealed partial class RecordedMlflow
{
    private const int UnsetMaxResults = 0;

    private readonly string folder;

    public RecordedMlflow(string folder = "mlflow")
    {
        this.folder = folder;
        Experiments = [.. Items("experiments-search", "experiments")];
        Runs = [.. Items("runs-search-all-models", "runs"), .. Items("runs-search-odd-cases", "runs")];
        Models = [.. Items("registered-models-search", "registered_models")];
        Versions = [.. Items("model-versions-search", "model_versions")];
    }

    public List<JsonObject> Experiments { get; }

    public List<JsonObject> Runs { get; }

    public List<JsonObject> Models { get; }

    public List<JsonObject> Versions { get; }

    /// <summary>Items of a page, whatever the request allows.</summary>
    public int MostOfPage { get; set; } = int.MaxValue;

    /// <summary>The lists in recorded answers.</summary>
    public IEnumerable<JsonObject> Items(string file, string member) =>
        JsonNode.Parse(Text($"{file}.json"))![member]!.AsArray().Select(item => item!.DeepClone().AsObject());

    /// <summary>A recorded body.</summary>
    public string Text(string file) => File.ReadAllText(TestFolder.Recording($"{folder}/{file}"));

    /// <summary>A recorded page of the web, or words without JSON.</summary>
    public StubAnswer Words(int status, string file, string type = "text/html; charset=utf-8") => new(status, Text(file), type);

    /// <summary>The first run of a name.</summary>
    public JsonObject Run(string name) => Runs.First(run => (string?)run["info"]!["run_name"] == name);

    public StubAnswer Answer(StubRequest request) => request.Path switch
    {
        "/version" => Words(200, "version.txt"),
        "/api/3.0/mlflow/server-info" => new StubAnswer(200, Text("server-info.json")),
        "/api/2.0/mlflow/experiments/search" => Page(request, "experiments", Experiments.Where(experiment => IsOfView(experiment, request.Json!["view_type"]))),
        "/api/2.0/mlflow/runs/search" => Page(request, "runs", RunsFor(request)),
        "/api/2.0/mlflow/runs/get" => Single(Runs.FirstOrDefault(run => RunId(run) == request.Argument("run_id"))),
        "/api/2.0/mlflow/registered-models/search" => Page(request, "registered_models", Models.OrderBy(model => (string?)model["name"], StringComparer.Ordinal)),
        "/api/2.0/mlflow/model-versions/search" => Page(request, "model_versions", SortedVersions(request)),
        "/api/2.0/mlflow/logged-models/search" => Page(request, "models", Items("logged-models-search", "models")),
        "/api/2.0/mlflow/metrics/get-history-bulk-interval" => new StubAnswer(200, Text("metrics-get-history-bulk-interval.json")),
        _ => throw new InvalidOperationException($"MLflow was not recorded at {request.Path}."),
    };

    public static string RunId(JsonObject run) => (string)run["info"]!["run_id"]!;

    private IEnumerable<JsonObject> RunsFor(StubRequest request)
    {
        var body = request.Json!;
        var experiments = body["experiment_ids"]!.AsArray().Select(id => (string)id!).ToHashSet();
        var filter = (string?)body["filter"] ?? "";
        var by = ((string)body["order_by"]![0]!).Split('.', ' ')[1];
        return Runs
            .Where(run => experiments.Contains((string)run["info"]!["experiment_id"]!) && IsOfView(run["info"]!, body["run_view_type"]) && Holds(filter, run))
            .OrderBy(run => (long?)run["info"]![by] ?? 0);
    }

    private static bool Holds(string filter, JsonObject run) => filter switch
    {
        "" => true,
        _ when EndFilter().Match(filter) is { Success: true } end => (long?)run["info"]!["end_time"] >= long.Parse(end.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
        _ when StatusFilter().Match(filter) is { Success: true } status => (string?)run["info"]!["status"] == status.Groups[1].Value,
        _ when IdFilter().Match(filter) is { Success: true } ids => ids.Groups[1].Value.Contains($"'{RunId(run)}'", StringComparison.Ordinal),
        _ => throw new InvalidOperationException($"MLflow would refuse the filter: {filter}"),
    };

    private IEnumerable<JsonObject> SortedVersions(StubRequest request) => request.Query["order_by"].SequenceEqual(["name ASC", "version_number ASC"])
        ? Versions.OrderBy(version => (string?)version["name"], StringComparer.Ordinal).ThenBy(version => int.Parse((string)version["version"]!, CultureInfo.InvariantCulture))
        : Versions;

    private static bool IsOfView(JsonNode item, JsonNode? view) => (string?)view switch
    {
        "DELETED_ONLY" => (string?)item["lifecycle_stage"] == "deleted",
        "ALL" => true,
        _ => (string?)item["lifecycle_stage"] != "deleted",
    };

    private StubAnswer Single(JsonObject? run) =>
        run is null ? new StubAnswer(404, Text("runs-get-err-missing.json")) : StubAnswer.Json(new JsonObject { ["run"] = run.DeepClone() });

    private StubAnswer Page(StubRequest request, string member, IEnumerable<JsonObject> all)
    {
        var most = (int?)request.Json?["max_results"] ?? int.Parse(request.Argument("max_results") ?? "0", CultureInfo.InvariantCulture);
        if (most == UnsetMaxResults)
        {
            return new StubAnswer(400, Text("experiments-search-err-no-max-results.json"));
        }

        var token = (string?)request.Json?["page_token"] ?? request.Argument("page_token");
        var start = token is null ? 0 : (int)JsonNode.Parse(Convert.FromBase64String(token))!["offset"]!;
        var items = all.ToList();
        var page = items.Skip(start).Take(Math.Min(most, MostOfPage)).Select(item => item.DeepClone()).ToArray();
        var body = new JsonObject();
        if (page.Length > 0)
        {
            body[member] = new JsonArray(page);
        }

        if (start + page.Length < items.Count)
        {
            body["next_page_token"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"offset": {{start + page.Length}}}"""));
        }

        return StubAnswer.Json(body);
    }

    [GeneratedRegex(@"^attributes\.end_time >= ([0-9]+)$")]
    private static partial Regex EndFilter();

    [GeneratedRegex(@"^attributes\.status = '([A-Z]+)'$")]
    private static partial Regex StatusFilter();

    [GeneratedRegex(@"^attributes\.run_id IN \((('[0-9a-f]{32}'(, )?)+)\)$")]
    private static partial Regex IdFilter();
}
