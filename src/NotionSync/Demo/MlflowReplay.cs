using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.Demo;

/// <summary>An MLflow server as it was recorded, with the rules of its searches: experiments, filters, order, pages.</summary>
internal sealed partial class MlflowReplay(TimeProvider time) : IReplay
{
    private const string Api = "/api/2.0/mlflow";

    /// <summary>What it holds; changes are made behind everybody's back.</summary>
    internal MlflowThings Things { get; } = new(time);

    /// <inheritdoc/>
    public string Source => "MLflow";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) => new Dictionary<string, string>
    {
        ["BaseUrl"] = address.AbsoluteUri,
        ["WebUrl"] = "https://mlflow.example.com",
    };

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/version", context => context.Response.WriteAsync(Things.Version, context.RequestAborted));
        routes.MapGet("/api/3.0/mlflow/server-info", context => AnswerAsync(context, StatusCodes.Status200OK, Things.ServerInfo.DeepClone()));
        routes.MapPost($"{Api}/experiments/search", context => PostedAsync(context, "experiments", body => Things.Experiments.Where(experiment => IsOfView(experiment, body["view_type"]))));
        routes.MapPost($"{Api}/runs/search", context => PostedAsync(context, "runs", Runs));
        routes.MapPost($"{Api}/logged-models/search", context => PostedAsync(context, "models", body => Things.LoggedModels.Where(model => Ids(body).Contains((string)model["info"]!["experiment_id"]!))));
        routes.MapGet($"{Api}/runs/get", RunAsync);
        routes.MapGet($"{Api}/registered-models/search", context => AskedAsync(context, "registered_models", Things.Models.OrderBy(model => (string?)model["name"], StringComparer.Ordinal)));
        routes.MapGet($"{Api}/model-versions/search", context => AskedAsync(context, "model_versions", Things.Versions
            .OrderBy(version => (string?)version["name"], StringComparer.Ordinal)
            .ThenBy(version => int.Parse((string)version["version"]!, CultureInfo.InvariantCulture))));
        routes.MapGet($"{Api}/metrics/get-history-bulk-interval", HistoryAsync);
    }

    private IEnumerable<JsonObject> Runs(JsonObject body)
    {
        var (experiments, filter) = (Ids(body), (string?)body["filter"] ?? "");
        var by = ((string?)body["order_by"]?[0] ?? "").Contains("end_time", StringComparison.Ordinal) ? "end_time" : "start_time";
        return Things.RunsOfToday
            .Where(run => experiments.Contains((string)run["info"]!["experiment_id"]!) && IsOfView(run["info"]!, body["run_view_type"]) && Holds(filter, run["info"]!))
            .OrderBy(run => (long?)run["info"]![by] ?? 0);
    }

    private static bool Holds(string filter, JsonNode run) => filter switch
    {
        "" => true,
        _ when EndFilter().Match(filter) is { Success: true } end => (long?)run["end_time"] >= long.Parse(end.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
        _ when StatusFilter().Match(filter) is { Success: true } status => (string?)run["status"] == status.Groups[1].Value,
        _ when filter.StartsWith("attributes.run_id IN (", StringComparison.Ordinal) => filter.Contains($"'{run["run_id"]}'", StringComparison.Ordinal),
        _ => throw new BadHttpRequestException($"There is no recording of this filter: {filter}."),
    };

    private Task RunAsync(HttpContext context) => Things.RunsOfToday.FirstOrDefault(run => (string?)run["info"]!["run_id"] == context.Request.Query["run_id"]) is { } run
        ? AnswerAsync(context, StatusCodes.Status200OK, new JsonObject { ["run"] = run.DeepClone() })
        : AnswerAsync(context, StatusCodes.Status404NotFound, new JsonObject
        {
            ["error_code"] = "RESOURCE_DOES_NOT_EXIST",
            ["message"] = $"Run with id={context.Request.Query["run_id"]} not found",
        });

    private Task HistoryAsync(HttpContext context)
    {
        var points = Things.Points.Where(point => (string?)point["key"] == context.Request.Query["metric_key"] && context.Request.Query["run_ids"].Contains((string?)point["run_id"]));
        return AnswerAsync(context, StatusCodes.Status200OK, new JsonObject { ["metrics"] = new JsonArray([.. points.Select(point => point.DeepClone())]) });
    }

    private static HashSet<string> Ids(JsonObject body) => [.. body["experiment_ids"]?.AsArray().Select(id => (string)id!) ?? []];

    private static bool IsOfView(JsonNode item, JsonNode? view) => (string?)item["lifecycle_stage"] == "deleted" == ((string?)view == "DELETED_ONLY");

    private static async Task PostedAsync(HttpContext context, string member, Func<JsonObject, IEnumerable<JsonObject>> find)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? [];
        await PageAsync(context, member, find(body), (int?)body["max_results"], (string?)body["page_token"]);
    }

    private static Task AskedAsync(HttpContext context, string member, IEnumerable<JsonObject> all) => PageAsync(
        context,
        member,
        all,
        int.TryParse(context.Request.Query["max_results"], CultureInfo.InvariantCulture, out var most) ? most : null,
        context.Request.Query["page_token"].FirstOrDefault());

    // As MLflow does: no size is refused, tokens hold an offset, an empty list and the last token are left out.
    private static Task PageAsync(HttpContext context, string member, IEnumerable<JsonObject> all, int? most, string? token)
    {
        if (most is not > 0)
        {
            return AnswerAsync(context, StatusCodes.Status400BadRequest, new JsonObject
            {
                ["error_code"] = "INVALID_PARAMETER_VALUE",
                ["message"] = "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer",
            });
        }

        var start = token is null ? 0 : (int)JsonNode.Parse(Convert.FromBase64String(token))!["offset"]!;
        var items = all.ToList();
        var body = new JsonObject();
        if (items.Skip(start).Take(most.Value).Select(item => item.DeepClone()).ToArray() is { Length: > 0 } page)
        {
            body[member] = new JsonArray(page);
        }

        if (start + most < items.Count)
        {
            body["next_page_token"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"offset": {{start + most}}}"""));
        }

        return AnswerAsync(context, StatusCodes.Status200OK, body);
    }

    private static Task AnswerAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    [GeneratedRegex(@"^attributes\.end_time >= ([0-9]+)$")]
    private static partial Regex EndFilter();

    [GeneratedRegex(@"^attributes\.status = '([A-Z]+)'$")]
    private static partial Regex StatusFilter();
}
