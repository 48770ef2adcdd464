using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>An unchanged cycle costs no quota, also after a restart; a changed one asks for what changed.</summary>
public sealed class ConditionalReadTests
{
    public static TheoryData<string> Kinds => ["deployments", "files", "issues", "releases", "repositories", "runs", "workflows"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cycle_without_a_change_is_answered_304_alone_and_gives_nothing(string kind)
    {
        await using var github = await AcmeAsync();
        var first = await github.ReadAsync(kind);
        Assert.Empty(first.Complaints);
        Assert.NotEmpty(first.Records);
        Assert.NotEmpty(first.Scopes);
        github.TakeRequests();

        var second = await github.ReadAsync(kind, first.Cursor);
        var third = await github.ReadAsync(kind, second.Cursor);

        Assert.All([second, third], read =>
        {
            Assert.Empty(read.Records);
            Assert.Empty(read.Scopes);
            Assert.Empty(read.Complaints);
        });
        var requests = github.TakeRequests();
        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.StartsWith("304 ", request, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reading_the_same_again_gives_the_same_bytes(string kind)
    {
        await using var github = await AcmeAsync();

        var (first, second) = (await github.ReadAsync(kind), await github.ReadAsync(kind));

        Assert.Equal(first.Records.Select(record => record.Data.ToJsonString()), second.Records.Select(record => record.Data.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cursor_of_another_version_is_as_good_as_none(string kind)
    {
        await using var github = await AcmeAsync();

        var read = await github.ReadAsync(kind, """{"version":0,"marks":{},"notes":{}}""");

        Assert.NotEmpty(read.Records);
        Assert.NotEmpty(read.Scopes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task List_of_an_owner_that_is_unchanged_still_names_its_repositories(string kind)
    {
        await using var github = await AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = "acme-ai/*";
        github.PutList("/orgs/acme-ai/repos", [new JsonObject { ["id"] = 1, ["full_name"] = FakeGitHub.Repository }]);
        var first = await github.ReadAsync(kind);
        Assert.NotEmpty(first.Records);
        github.TakeRequests();

        var second = await github.ReadAsync(kind, first.Cursor);

        Assert.Empty(second.Records);
        var requests = github.TakeRequests();
        Assert.All(requests, request => Assert.StartsWith("304 ", request, StringComparison.Ordinal));
        Assert.True(requests.Count > 1, "The repository was asked for too.");
    }

    [Fact]
    public async Task Page_that_changed_gives_its_records_and_calls_nothing_gone()
    {
        await using var github = await AcmeAsync();
        github.PageSize = 2;
        JsonArray releases = [Release(1), Release(2), Release(3)];
        github.PutList(FakeGitHub.In("releases"), releases);
        var first = await github.ReadAsync("releases");
        releases[2]!["name"] = "edited";
        github.TakeRequests();

        var second = await github.ReadAsync("releases", first.Cursor);

        Assert.Equal(3, first.Records.Count);
        Assert.Equal("edited", (string?)Assert.Single(second.Records).Data["name"]);
        Assert.Empty(second.Scopes);
        Assert.Equal(["304 /releases?per_page=100", "200 /releases?per_page=100&page=2"], github.TakeRequests());
    }

    [Fact]
    public async Task Release_that_was_edited_changes_the_record_of_its_repository()
    {
        await using var github = await AcmeAsync();
        var first = await github.ReadAsync("repositories");
        github.Put(FakeGitHub.In("releases/latest"), new JsonObject { ["id"] = 1, ["tag_name"] = "v2.1.1" });

        var second = await github.ReadAsync("repositories", first.Cursor);

        Assert.Equal("v1.0.0", (string?)Assert.Single(first.Records).Data["release"]!["tag_name"]);
        Assert.Equal("v2.1.1", (string?)Assert.Single(second.Records).Data["release"]!["tag_name"]);
        Assert.NotNull(second.Records[0].Data["deployment"]);
    }

    [Fact]
    public async Task Repository_that_fails_is_read_whole_once_it_answers_and_costs_the_others_nothing()
    {
        await using var github = await AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = $"{FakeGitHub.Repository}, acme-ai/lost";
        var first = await github.ReadAsync("releases");
        github.TakeRequests();

        var second = await github.ReadAsync("releases", first.Cursor);
        var asked = github.TakeRequests();
        github.PutList("/repos/acme-ai/lost/releases", [Release(7)]);
        var found = await github.ReadAsync("releases", second.Cursor);

        Assert.NotEmpty(first.Records);
        Assert.Equal([FakeGitHub.Repository], first.Scopes);
        Assert.All([first, second], read => Assert.Contains("acme-ai/lost", Assert.Single(read.Complaints), StringComparison.Ordinal));
        Assert.Equal(["304 /releases?per_page=100", "404 /repos/acme-ai/lost/releases?per_page=100"], asked);
        Assert.Equal("v7", (string?)Assert.Single(found.Records).Data["name"]);
        Assert.Equal(["acme-ai/lost"], found.Scopes);
    }

    [Fact]
    public async Task Changed_answer_of_a_repository_that_failed_counts_as_unread()
    {
        await using var github = await AcmeAsync();
        github.PageSize = 1;
        JsonArray releases = [Release(1), Release(2)];
        github.PutList(FakeGitHub.In("releases"), releases);
        var first = await github.ReadAsync("releases");
        releases[0]!["name"] = "edited";
        github.Server.Fault = (request, _) => request.Argument("page") is "2" ? new StubAnswer(404, """{"message":"Not Found"}""") : null;
        var broken = await github.ReadAsync("releases", first.Cursor);
        github.Server.Fault = (_, _) => null;

        var mended = await github.ReadAsync("releases", broken.Cursor);

        Assert.NotEmpty(broken.Complaints);
        Assert.Equal("edited", (string?)Assert.Single(mended.Records).Data["name"]);
    }

    [Fact]
    public async Task Answer_304_to_a_question_without_a_tag_is_a_fault()
    {
        await using var github = await AcmeAsync();
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(304, ""));

        var read = await github.ReadAsync("releases");

        Assert.Contains("304", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    private static JsonObject Release(int id) => new() { ["id"] = id, ["name"] = $"v{id}" };

    internal static async Task<FakeGitHub> AcmeAsync(string prefix = "")
    {
        var github = await FakeGitHub.StartAsync(prefix);
        var run = GitHubStub.Recorded("openapi-workflow-runs")["workflow_runs"]![0]!;
        (run["id"], run["status"], run["conclusion"], run["run_attempt"], run["created_at"], run["updated_at"]) = (30433642, "completed", "failure", 1, "2026-11-20T08:00:00Z", "2026-11-20T08:10:00Z");
        github.Put(FakeGitHub.In(""), """{"id":1296269,"name":"llm-core","full_name":"acme-ai/llm-core","default_branch":"main","html_url":"https://github.com/acme-ai/llm-core"}""");
        github.Put(FakeGitHub.In("git/trees/main"), """
            {"sha":"7ee0","tree":[{"path":"CODEOWNERS","mode":"100644","type":"blob","sha":"c0de"},{"path":"docs/adr/0001-use-notion.md","mode":"100644","type":"blob","sha":"ad01","size":19}],"truncated":false}
            """);
        github.Put(FakeGitHub.In("git/blobs/c0de"), """{"content":"KiBAYWNtZS1haS9tbG9wcwo=\n","encoding":"base64"}""");
        github.Put(FakeGitHub.In("git/blobs/ad01"), GitHubStub.Recorded("openapi-git-blob"));
        github.PutList(FakeGitHub.In("commits"), [JsonNode.Parse("""{"sha":"c1","html_url":"https://github.com/acme-ai/llm-core/commit/c1","commit":{"message":"Decide","committer":{"date":"2026-11-01T10:00:00Z"}},"author":{"login":"monalisa"}}""")]);
        github.PutList(FakeGitHub.In("releases"), (JsonArray)GitHubStub.Recorded("openapi-releases"));
        github.Put(FakeGitHub.In("releases/latest"), GitHubStub.Recorded("openapi-release-latest"));
        github.PutList(FakeGitHub.In("deployments"), (JsonArray)GitHubStub.Recorded("openapi-deployments"));
        github.PutList(FakeGitHub.In("deployments/1/statuses"), (JsonArray)GitHubStub.Recorded("openapi-deployment-statuses"));
        github.PutList(FakeGitHub.In("actions/workflows"), (JsonArray)GitHubStub.Recorded("openapi-workflows")["workflows"]!.DeepClone(), "workflows");
        github.PutList(FakeGitHub.In("actions/runs"), [run.DeepClone()], "workflow_runs");
        github.Put(FakeGitHub.In("actions/runs/30433642/jobs"), GitHubStub.FailedJobs());
        github.Put(FakeGitHub.In("check-runs/399444496/annotations"), GitHubStub.Annotations());
        var issue = (JsonObject)GitHubStub.Recorded("openapi-issues")[0]!;
        issue.Remove("pull_request");
        github.PutList(FakeGitHub.In("issues"), [issue.DeepClone()]);
        return github;
    }
}
