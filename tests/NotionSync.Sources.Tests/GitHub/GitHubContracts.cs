using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>What GitHub's kinds share; items are GitHub's own examples, made distinct by number.</summary>
public abstract class GitHubKindContract : PagedKindContract
{
    protected override string Source => "GitHub";

    protected override TimeSpan TimeLimit => TimeSpan.FromMinutes(5);

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => GitHubStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => GitHubStub.Refusal(status, Secret);

    /// <summary>The path of the list below the repository.</summary>
    protected abstract string ListPath { get; }

    /// <summary>The member that holds the list; null when the body is it.</summary>
    protected virtual string? Member => null;

    protected override bool IsListRequest(StubRequest request) => request.Path == $"/repos/{GitHubStub.Repository}/{ListPath}";

    protected override StubAnswer Answer(StubRequest request, VendorList list) =>
        IsListRequest(request) ? GitHubStub.Page(request, list, Member) : Detail(request) ?? throw new InvalidOperationException($"Nobody expected {request.Path}.");

    /// <summary>The answer to whatever else the kind asks for; null: it asks for nothing else.</summary>
    protected virtual StubAnswer? Detail(StubRequest request) => null;

    /// <summary>An example with a number of its own.</summary>
    protected static JsonObject Numbered(JsonNode example, int number)
    {
        var item = (JsonObject)example.DeepClone();
        item["id"] = 1000 + number;
        return item;
    }
}

public sealed class GitHubReleasesContract : GitHubKindContract
{
    protected override string Kind => "releases";

    protected override string ListPath => "releases";

    protected override JsonObject Item(int number) => Numbered(GitHubStub.Recorded("openapi-releases")[0]!, number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = 1000 + number, ["tag_name"] = "v1", ["name"] = null, ["body"] = null, ["published_at"] = null };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["author"]!["type"] = word;
        return item;
    }
}

public sealed class GitHubWorkflowsContract : GitHubKindContract
{
    protected override string Kind => "workflows";

    protected override string ListPath => "actions/workflows";

    protected override string? Member => "workflows";

    protected override JsonObject Item(int number) => Numbered(GitHubStub.Recorded("openapi-workflows")["workflows"]![0]!, number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = 1000 + number, ["name"] = "CI", ["path"] = ".github/workflows/ci.yml", ["state"] = "active" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["state"] = word;
        return item;
    }
}

public sealed class GitHubRunsContract : GitHubKindContract
{
    protected override string Kind => "runs";

    protected override string ListPath => "actions/runs";

    protected override string? Member => "workflow_runs";

    // A failed one, so that its jobs are asked for too.
    protected override JsonObject Item(int number)
    {
        var item = Numbered(GitHubStub.Recorded("openapi-workflow-runs")["workflow_runs"]![0]!, number);
        (item["status"], item["conclusion"]) = ("completed", "failure");
        return item;
    }

    protected override JsonObject SparseItem(int number) => new() { ["id"] = 1000 + number, ["name"] = null, ["head_branch"] = null, ["status"] = null, ["conclusion"] = null };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["conclusion"] = word;
        return item;
    }

    protected override StubAnswer? Detail(StubRequest request) =>
        request.Path.EndsWith("/jobs", StringComparison.Ordinal) ? StubAnswer.Json(GitHubStub.FailedJobs())
        : request.Path.EndsWith("/annotations", StringComparison.Ordinal) ? StubAnswer.Json(GitHubStub.Annotations())
        : null;
}

public sealed class GitHubDeploymentsContract : GitHubKindContract
{
    protected override string Kind => "deployments";

    protected override string ListPath => "deployments";

    protected override JsonObject Item(int number) => Numbered(GitHubStub.Recorded("openapi-deployments")[0]!, number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = 1000 + number };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["environment"] = word;
        return item;
    }

    protected override StubAnswer? Detail(StubRequest request) =>
        request.Path.EndsWith("/statuses", StringComparison.Ordinal) ? StubAnswer.Json(GitHubStub.Recorded("openapi-deployment-statuses")) : null;
}

public sealed class GitHubIssuesContract : GitHubKindContract
{
    protected override string Kind => "issues";

    protected override string ListPath => "issues";

    protected override JsonObject Item(int number)
    {
        var item = Numbered(GitHubStub.Recorded("openapi-issues")[0]!, number);
        item.Remove("pull_request");
        return item;
    }

    protected override JsonObject SparseItem(int number) => new() { ["id"] = 1000 + number, ["title"] = "It broke", ["user"] = null, ["labels"] = new JsonArray("incident") };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["state_reason"] = word;
        return item;
    }
}

/// <summary>The list is that of an organisation's repositories.</summary>
public sealed class GitHubRepositoriesContract : GitHubKindContract
{
    protected override string Kind => "repositories";

    protected override string ListPath => "";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) =>
        new Dictionary<string, string?>(base.Configuration(address)) { ["Sources:GitHub:Repositories"] = "acme-ai/*" };

    protected override JsonObject Item(int number)
    {
        var item = Numbered(GitHubStub.Recorded("openapi-repo"), number);
        (item["name"], item["full_name"], item["default_branch"]) = ($"repo-{number}", $"acme-ai/repo-{number}", "main");
        return item;
    }

    protected override JsonObject SparseItem(int number) => new() { ["id"] = 1000 + number, ["full_name"] = $"acme-ai/repo-{number}" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["visibility"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path == "/orgs/acme-ai/repos";

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        if (IsListRequest(request))
        {
            return GitHubStub.Page(request, list);
        }

        var words = request.Path.Split('/');
        var repository = list.Items.Single(item => $"{item["full_name"]}" == $"{words[2]}/{words[3]}");
        return string.Join('/', words[4..]) switch
        {
            "" => StubAnswer.Json(repository.DeepClone()),
            "git/trees/main" => StubAnswer.Json(JsonNode.Parse("""{"sha":"0","tree":[{"path":"CODEOWNERS","type":"blob","mode":"100644","sha":"c0"}],"truncated":false}""")!),
            "git/blobs/c0" => StubAnswer.Json(JsonNode.Parse("""{"content":"KiBAYWNtZS1haS9tbG9wcwo=","encoding":"base64"}""")!),
            "releases" => StubAnswer.Json(GitHubStub.Recorded("openapi-releases")),
            "releases/latest" => StubAnswer.Json(GitHubStub.Recorded("openapi-release-latest")),
            "deployments" => StubAnswer.Json(GitHubStub.Recorded("openapi-deployments")),
            "deployments/1/statuses" => StubAnswer.Json(GitHubStub.Recorded("openapi-deployment-statuses")),
            _ => throw new InvalidOperationException($"Nobody expected {request.Path}."),
        };
    }
}

/// <summary>The list is the tree, which has no pages.</summary>
public sealed class GitHubFilesContract : KindContract
{
    protected override string Source => "GitHub";

    protected override string Kind => "files";

    protected override TimeSpan TimeLimit => TimeSpan.FromMinutes(5);

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => GitHubStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => GitHubStub.Refusal(status, Secret);

    protected override JsonObject Item(int number)
    {
        var item = (JsonObject)GitHubStub.Recorded("openapi-git-tree")["tree"]![0]!.DeepClone();
        item["path"] = $"docs/adr/000{number}-choice.md";
        return item;
    }

    protected override JsonObject SparseItem(int number) => new() { ["path"] = $"docs/adr/000{number}-choice.md", ["type"] = "blob", ["sha"] = $"{number}" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["mode"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path == $"/repos/{GitHubStub.Repository}/git/trees/main";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => request.Path[$"/repos/{GitHubStub.Repository}".Length..] switch
    {
        "" => StubAnswer.Json(new JsonObject { ["id"] = 7, ["full_name"] = GitHubStub.Repository, ["default_branch"] = "main", ["html_url"] = $"https://github.com/{GitHubStub.Repository}" }),
        "/git/trees/main" => StubAnswer.Json(new JsonObject { ["sha"] = "0", ["tree"] = list.At(null).Array, ["truncated"] = false }),
        "/commits" => StubAnswer.Json(new JsonArray()),
        _ => StubAnswer.Json(GitHubStub.Recorded("openapi-git-blob")),
    };
}

public sealed class GitHubCheckContract : CheckContract
{
    protected override string Source => "GitHub";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => new Dictionary<string, string?>(GitHubStub.Configuration(address, secret))
    {
        ["Sources:GitHub:Timeout"] = "00:01:00",
    };

    protected override StubAnswer Refusal(int status, string secret) => GitHubStub.Refusal(status, secret);

    protected override StubAnswer Answer(StubRequest request) => StubAnswer.Json(request.Path switch
    {
        "/rate_limit" => GitHubStub.Recorded("openapi-rate-limit"),
        "/repos/acme-ai/llm-core" => GitHubStub.Recorded("openapi-repo"),
        _ => new JsonObject(),
    });
}
