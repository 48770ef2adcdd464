using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.MLflow;

/// <summary>
/// The calls of MLflow's REST API that are read, 2.x and 3.x. Lists come page by page; a list or member that is empty is left out of its
/// answers. <c>max_results</c> is always sent: some routes refuse or never end without it.
/// </summary>
internal sealed class MlflowClient(IOptions<MlflowOptions> options, IHttpClientFactory http, TimeProvider time)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Name = "MLflow";

    /// <summary>Runs are heavy: each carries all its metrics, parameters and tags.</summary>
    public const int RunsPage = 200;

    /// <summary>Experiments, or ids of runs, in one request.</summary>
    public const int Batch = 50;

    private const string Api = "api/2.0/mlflow";
    private const int ListPage = 1000;
    private const int LoggedModelsPage = 50;
    private const int HistoryPage = 25_000;

    private readonly Lazy<(Vendor Vendor, JsonExchange Exchange)> door = new(() =>
        MlflowVendor.Of(options.Value) is var vendor ? (vendor, new JsonExchange(vendor, http, time)) : default);

    /// <summary>Addresses for people.</summary>
    public MlflowLinks Links => new(options.Value.WebUrl is { Length: > 0 } web ? web : door.Value.Vendor.Address);

    /// <summary>Whether the server may leave out of its lists what is there: it knows who asks, and shows what that one may read.</summary>
    public bool MayHide => options.Value is { Token.Length: > 0 } or { Username.Length: > 0 };

    /// <summary>Experiments, oldest first; deleted ones only or none of them.</summary>
    public IAsyncEnumerable<JsonObject> ExperimentsAsync(bool deleted, CancellationToken cancellationToken) => PostPagesAsync(
        "experiments/search",
        new JsonObject { ["max_results"] = ListPage, ["view_type"] = deleted ? "DELETED_ONLY" : "ACTIVE_ONLY", ["order_by"] = new JsonArray("creation_time ASC") },
        "experiments",
        "experiments",
        cancellationToken);

    /// <summary>Runs that are not deleted.</summary>
    /// <param name="experiments">Ids; those that do not exist, or may not be seen, have no runs.</param>
    /// <param name="filter">In MLflow's words; null for all.</param>
    /// <param name="orderBy">By what only grows at the end, since the pages are offsets.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public IAsyncEnumerable<JsonObject> RunsAsync(IReadOnlyList<string> experiments, string? filter, string orderBy, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["experiment_ids"] = new JsonArray([.. experiments.Select(id => JsonValue.Create(id))]),
            ["run_view_type"] = "ACTIVE_ONLY",
            ["max_results"] = RunsPage,
            ["order_by"] = new JsonArray(orderBy),
        };
        if (filter is not null)
        {
            body["filter"] = filter;
        }

        return PostPagesAsync("runs/search", body, "runs", experiments.Count == 1 ? $"runs of experiment {experiments[0]}" : "runs", cancellationToken);
    }

    /// <summary>A run by its id, a deleted one too; null when there is none.</summary>
    public async Task<JsonObject?> RunAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync("runs/get", [("run_id", id)], cancellationToken)).Object["run"] as JsonObject;
        }
        catch (VendorException missing) when (missing is { Status: 404, Body: not null })
        {
            return null;
        }
    }

    /// <summary>Registered models, by name; prompts are among them where the server hands them out.</summary>
    public IAsyncEnumerable<JsonObject> ModelsAsync(CancellationToken cancellationToken) =>
        GetPagesAsync("registered-models/search", [("max_results", Text(ListPage)), ("order_by", "name ASC")], "registered_models", "registered models", cancellationToken);

    /// <summary>Whether a registered model does not exist. One that may not be read does: the server refuses it instead of saying that it is missing.</summary>
    /// <exception cref="VendorException">It was refused for another reason than these two.</exception>
    public async Task<bool> LacksModelAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await GetAsync("registered-models/get", [("name", name)], cancellationToken);
            return false;
        }
        catch (VendorException refusal) when (refusal is { Status: 403 } or { Status: 404, Code: "RESOURCE_DOES_NOT_EXIST" })
        {
            return refusal.Status == 404;
        }
    }

    /// <summary>Versions of all registered models, by name and number; without aliases, which only the models know.</summary>
    public IAsyncEnumerable<JsonObject> VersionsAsync(CancellationToken cancellationToken) => GetPagesAsync(
        "model-versions/search",
        [("max_results", Text(ListPage)), ("order_by", "name ASC"), ("order_by", "version_number ASC")],
        "model_versions",
        "model versions",
        cancellationToken);

    /// <summary>Logged models (3.x), oldest first, each with all its metrics.</summary>
    public IAsyncEnumerable<JsonObject> LoggedModelsAsync(IReadOnlyList<string> experiments, CancellationToken cancellationToken) => PostPagesAsync(
        "logged-models/search",
        new JsonObject
        {
            ["experiment_ids"] = new JsonArray([.. experiments.Select(id => JsonValue.Create(id))]),
            ["max_results"] = LoggedModelsPage,
            ["order_by"] = new JsonArray(new JsonObject { ["field_name"] = "creation_timestamp", ["ascending"] = true }),
        },
        "models",
        "logged models",
        cancellationToken);

    /// <summary>Points of one metric of several runs (at most <see cref="Batch"/>), thinned out by the server; first and last are kept.</summary>
    /// <param name="runs">Ids.</param>
    /// <param name="metric">Its key.</param>
    /// <param name="most">Points per run, about.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Points with <c>run_id</c>; null when the server has no such call.</returns>
    public async Task<IReadOnlyList<JsonObject>?> SampledHistoryAsync(IReadOnlyList<string> runs, string metric, int most, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await GetAsync(
                "metrics/get-history-bulk-interval", [.. runs.Select(run => ("run_ids", run)), ("metric_key", metric), ("max_results", Text(most))], cancellationToken);
            return [.. answer.Items("metrics")];
        }
        catch (VendorException refusal) when (MlflowVendor.LacksRoute(refusal))
        {
            return null;
        }
    }

    /// <summary>Every point of one metric of one run.</summary>
    public IAsyncEnumerable<JsonObject> HistoryAsync(string run, string metric, CancellationToken cancellationToken) => GetPagesAsync(
        "metrics/get-history",
        [("run_id", run), ("metric_key", metric), ("max_results", Text(HistoryPage))],
        "metrics",
        $"metric '{metric}' of run {run}",
        cancellationToken);

    /// <summary>The server's version, e.g. <c>3.11.2</c>; an empty text when it does not tell.</summary>
    public async Task<(string Version, DateTimeOffset? ServerTime)> VersionAsync(CancellationToken cancellationToken)
    {
        var (text, serverTime) = await door.Value.Exchange.GetTextAsync("version", cancellationToken);
        return (text.Trim() is { Length: > 0 and < 40 } version && char.IsAsciiDigit(version[0]) ? version : "", serverTime);
    }

    /// <summary>Whether the server runs with workspaces; null when it does not know of them.</summary>
    public async Task<bool?> HasWorkspacesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await door.Value.Exchange.GetAsync("api/3.0/mlflow/server-info", cancellationToken);
            return answer.Object["workspaces_enabled"] is JsonValue value && value.TryGetValue<bool>(out var enabled) ? enabled : null;
        }
        catch (VendorException refusal) when (MlflowVendor.LacksRoute(refusal))
        {
            return null;
        }
    }

    private Task<JsonAnswer> GetAsync(string call, IEnumerable<(string Name, string Value)> query, CancellationToken cancellationToken) => door.Value.Exchange.GetAsync(
        $"{Api}/{call}?{string.Join('&', query.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"))}", cancellationToken);

    private IAsyncEnumerable<JsonObject> GetPagesAsync(
        string call, (string Name, string Value)[] query, string member, string what, CancellationToken cancellationToken) => PagesAsync(
        member,
        what,
        (token, stop) => GetAsync(call, token is null ? query : query.Append(("page_token", token)), stop),
        cancellationToken);

    private IAsyncEnumerable<JsonObject> PostPagesAsync(string call, JsonObject body, string member, string what, CancellationToken cancellationToken) => PagesAsync(
        member,
        what,
        (token, stop) =>
        {
            var page = body.DeepClone().AsObject();
            if (token is not null)
            {
                page["page_token"] = token;
            }

            return door.Value.Exchange.PostAsync($"{Api}/{call}", page, stop);
        },
        cancellationToken);

    // A page may be empty and others follow: what the credential may not see is taken out after the page was cut.
    private async IAsyncEnumerable<JsonObject> PagesAsync(
        string member, string what, Func<string?, CancellationToken, Task<JsonAnswer>> ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in door.Value.Exchange.PagesAsync(what, ask, page => SettingsCheck.Text(page.Object["next_page_token"]), cancellationToken))
        {
            foreach (var item in page.Items(member))
            {
                yield return item;
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
