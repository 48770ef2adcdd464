using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>GitHub with the demo's organisation, and with the rules of its answers: tags and 304, pages, searches, limits.</summary>
internal sealed class GitHubReplay(TimeProvider time) : IReplay
{
    private readonly GitHubAccount account = new(time);

    /// <inheritdoc/>
    public string Source => "GitHub";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) =>
        new Dictionary<string, string> { ["BaseUrl"] = address.AbsoluteUri, ["Token"] = "demo", ["Repositories"] = $"{account.Owner}/*" };

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rate_limit", context => AnswerAsync(context, account.RateLimit));
        routes.MapGet($"/orgs/{account.Owner}/repos", context => ListAsync(context, account.Repositories.Select(account.Repository)));
        var one = routes.MapGroup($"/repos/{account.Owner}/{{name}}");
        Get(one, "", (_, repository) => account.Repository(repository));
        Get(one, "/git/trees/{sha}", (context, repository) => new GitHubFiles(repository).Tree(Route(context, "sha"), context.Request.Query.ContainsKey("recursive"), Address(context)));
        Get(one, "/git/blobs/{sha}", (context, repository) => new GitHubFiles(repository).Blob(Route(context, "sha"), Address(context)));
        Get(one, "/releases/latest", (_, repository) => Releases(repository).FirstOrDefault(release => !release["prerelease"]!.GetValue<bool>()));
        Get(one, "/deployments/{id}", (context, repository) => Deployments(repository).FirstOrDefault(deployment => Id(deployment) == Route(context, "id")));
        GetList(one, "/releases", (_, repository) => Releases(repository));
        GetList(one, "/deployments", (context, repository) => Deployments(repository).Where(deployment => context.Request.Query["environment"] is not [{ } only] || $"{deployment["environment"]}" == only));
        GetList(one, "/deployments/{id}/statuses", (context, repository) => Within(repository, "deployments", Route(context, "id"), "statuses").Select(status => account.Laid("status", repository, status)));
        GetList(one, "/actions/workflows", (_, repository) => account.Things(repository, "workflows", "workflow", workflow => $"blob/main/{workflow["path"]}"), "workflows");
        GetList(one, "/actions/runs", Runs, "workflow_runs");
        GetList(one, "/actions/runs/{id}/jobs", (context, repository) => Within(repository, "runs", Route(context, "id"), "jobs").Select(job => Job(repository, Route(context, "id"), job)), "jobs");
        GetList(one, "/check-runs/{id}/annotations", (context, repository) => Jobs(repository).Where(job => Id(job) == Route(context, "id"))
            .SelectMany(job => job["annotations"]!.AsArray().OfType<JsonObject>()).Select(note => account.Laid("annotation", repository, note)));
        GetList(one, "/commits/HEAD/check-runs", (_, _) => [], "check_runs");
        GetList(one, "/commits", Commits);
        GetList(one, "/issues", Issues);
    }

    /// <summary>Changes a repository behind everybody's back.</summary>
    internal void Change(string repository, Action<JsonObject> change) => change(account.Find(repository)!);

    private IEnumerable<JsonObject> Releases(JsonObject repository) => account.Things(repository, "releases", "release", release => $"releases/tag/{release["tag_name"]}");

    private IEnumerable<JsonObject> Deployments(JsonObject repository) => account.Things(repository, "deployments", "deployment", page: null);

    private static IEnumerable<JsonObject> Jobs(JsonObject repository) =>
        repository["runs"]!.AsArray().SelectMany(run => run!["jobs"]?.AsArray().OfType<JsonObject>() ?? []);

    private JsonObject Job(JsonObject repository, string run, JsonObject job)
    {
        var full = account.Laid("job", repository, job, "annotations");
        full["created_at"] = job["started_at"]!.DeepClone();
        full["run_id"] = long.Parse(run, System.Globalization.CultureInfo.InvariantCulture);
        full["html_url"] = $"{account.Home(repository)}/actions/runs/{run}/job/{Id(job)}";
        return full;
    }

    private IEnumerable<JsonObject> Runs(HttpContext context, JsonObject repository)
    {
        var ends = context.Request.Query["created"].FirstOrDefault()?.Replace(">=", "", StringComparison.Ordinal).Split("..");
        return account.Things(repository, "runs", "run", run => $"actions/runs/{Id(run)}")
            .OrderByDescending(run => $"{run["created_at"]}", StringComparer.Ordinal)
            .Where(run => ends is null || (Compare(run, ends[0]) >= 0 && (ends.Length == 1 || Compare(run, ends[1]) <= 0)))
            .Select(run =>
            {
                run["repository"] = new JsonObject(account.Repository(repository).Where(member => member.Key is not "permissions").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
                return run;
            });
    }

    private IEnumerable<JsonObject> Commits(HttpContext context, JsonObject repository) =>
        from file in repository["files"]!.AsArray().OfType<JsonObject>()
        where context.Request.Query["path"].FirstOrDefault() is not { } path || path == $"{file["path"]}"
        let said = file["commit"]!
        let sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{repository["name"]}{said}")))[..40]
        select Commit(repository, said, sha);

    private JsonObject Commit(JsonObject repository, JsonNode said, string sha)
    {
        var full = account.Laid("commit", repository, []);
        (full["sha"], full["html_url"]) = (sha, $"{account.Home(repository)}/commit/{sha}");
        full["author"]!["login"] = said["author"]!.DeepClone();
        (full["commit"]!["message"], full["commit"]!["author"]!["date"], full["commit"]!["committer"]!["date"]) = (said["message"]!.DeepClone(), said["date"]!.DeepClone(), said["date"]!.DeepClone());
        return full;
    }

    private IEnumerable<JsonObject> Issues(HttpContext context, JsonObject repository) => repository["issues"]!.AsArray().OfType<JsonObject>()
        .Where(issue => context.Request.Query["labels"] is not [{ } label] || issue["labels"]!.AsArray().Any(name => $"{name}" == label))
        .OrderByDescending(issue => $"{issue["updated_at"]}", StringComparer.Ordinal)
        .Select(issue => account.Issue(repository, issue));

    private static IEnumerable<JsonObject> Within(JsonObject repository, string list, string id, string member) =>
        repository[list]!.AsArray().OfType<JsonObject>().Where(one => Id(one) == id).SelectMany(one => one[member]?.AsArray().OfType<JsonObject>() ?? []);

    private void Get(RouteGroupBuilder group, string path, Func<HttpContext, JsonObject, JsonNode?> find) => group.MapGet(path, context =>
        Visible(context) is { } repository && find(context, repository) is { } found ? AnswerAsync(context, found) : RefuseAsync(context));

    private void GetList(RouteGroupBuilder group, string path, Func<HttpContext, JsonObject, IEnumerable<JsonObject>> find, string? member = null) => group.MapGet(path, context =>
        Visible(context) is { } repository ? ListAsync(context, find(context, repository), member) : RefuseAsync(context));

    // 'hidden' is for those who change the account: the repository is listed, and then refused.
    private JsonObject? Visible(HttpContext context) => account.Find(Route(context, "name")) is { } repository && !repository.ContainsKey("hidden") ? repository : null;

    private static Task ListAsync(HttpContext context, IEnumerable<JsonObject> items, string? member = null)
    {
        var query = context.Request.Query;
        var (size, number) = (Number(query["per_page"], 30), Number(query["page"], 1));
        var all = items.ToList();
        var page = new JsonArray([.. all.Skip((number - 1) * size).Take(size)]);
        if (all.Count > number * size)
        {
            var others = QueryString.Create(query.Where(pair => pair.Key != "page").SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value))));
            context.Response.Headers.Link = $"<{Root(context)}{context.Request.Path}{others}&page={number + 1}>; rel=\"next\"";
        }

        return AnswerAsync(context, member is null ? page : new JsonObject { ["total_count"] = all.Count, [member] = page });
    }

    private static Task AnswerAsync(HttpContext context, JsonNode body)
    {
        var text = body.ToJsonString();
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\"";
        var headers = context.Response.Headers;
        headers.ETag = tag;
        (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) = ("5000", "4987");
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            headers.Remove("Link");
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = MediaTypeNames.Application.Json;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        return context.Response.WriteAsync("""{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}""", context.RequestAborted);
    }

    private static int Compare(JsonObject run, string instant) => string.CompareOrdinal($"{run["created_at"]}", instant);

    private static string Address(HttpContext context) => $"{Root(context)}{context.Request.Path.Value![..context.Request.Path.Value!.IndexOf("/git/", StringComparison.Ordinal)]}";

    private static string Root(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    private static string Route(HttpContext context, string name) => context.GetRouteValue(name) as string ?? "";

    private static string Id(JsonObject item) => item["id"]!.ToJsonString();

    private static int Number(string? text, int normal) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : normal;
}
