using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.GitHub;

public sealed class IssuesTests
{
    [Fact]
    public async Task Pull_requests_are_no_incidents()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        // As GitHub's own example has it: an issue that carries the member 'pull_request'.
        var example = GitHubStub.Recorded("openapi-issues")[0]!;
        Assert.NotNull(example["pull_request"]);
        github.PutList(FakeGitHub.In("issues"), [example.DeepClone(), Issue(2, "2026-11-20T08:00:00Z")]);

        var read = await github.ReadAsync("issues");

        Assert.Equal(2, (int?)Assert.Single(read.Records).Data["id"]);
    }

    [Fact]
    public async Task Pages_of_the_real_API_are_followed_though_their_addresses_name_the_repository_by_id()
    {
        await using var github = await FakeGitHub.StartAsync();
        var steps = JsonNode.Parse(File.ReadAllText(TestFolder.Recording("github/fixtures-paginate-issues.json")))!["steps"]!.AsArray();
        // The recording lacks its headers: each answer links the address that was asked next.
        foreach (var (step, next) in steps.Zip(steps.Skip(1).Append(null)))
        {
            var path = $"{step!["request"]!["path"]}".Replace("/repos/octokit-fixture-org/paginate-issues/issues?per_page=3", FakeGitHub.In("issues"), StringComparison.Ordinal);
            var link = next is null ? null : $"<{github.Server.Address.AbsoluteUri.TrimEnd('/')}{next["request"]!["path"]}>; rel=\"next\"";
            github.Put(path, request => FakeGitHub.Tagged(request, step["response"]!["body"]!, link));
        }

        var read = await github.ReadAsync("issues");

        Assert.Empty(read.Complaints);
        Assert.Equal(Enumerable.Range(1000, 13), read.Records.Select(record => (int)record.Data["id"]!));
        Assert.Equal([FakeGitHub.Repository], read.Scopes);
        Assert.Equal(["200", "200", "200", "200", "200"], github.TakeRequests().Select(request => request[..3]));
    }

    [Fact]
    public async Task Only_what_was_updated_since_is_read_again()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PageSize = 2;
        github.PutList(FakeGitHub.In("issues"), [Issue(3, "2026-11-20T08:00:00Z"), Issue(2, "2026-11-10T08:00:00Z"), Issue(1, "2026-11-01T08:00:00Z")]);
        var first = await github.ReadAsync("issues");
        github.PutList(FakeGitHub.In("issues"), [Issue(1, "2026-11-22T08:00:00Z"), Issue(3, "2026-11-20T08:00:00Z"), Issue(2, "2026-11-10T08:00:00Z")]);
        github.TakeRequests();

        var second = await github.ReadAsync("issues", first.Cursor);

        Assert.Equal(3, first.Records.Count);
        // The one that was newest is within the overlap and comes again as it was.
        Assert.Equal([1, 3], second.Records.Select(record => (int?)record.Data["id"]));
        Assert.Empty(second.Scopes);
        Assert.Equal(2, github.TakeRequests().Count);
    }

    [Fact]
    public async Task Repository_without_issues_has_none()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("issues"), _ => GitHubStub.Refusal(410, ""));

        var read = await github.ReadAsync("issues");

        Assert.Empty(read.Records);
        Assert.Empty(read.Complaints);
        Assert.Equal([FakeGitHub.Repository], read.Scopes);
    }

    [Fact]
    public async Task Label_of_the_setting_is_asked_for_and_names_are_given_in_either_form_of_labels()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var issue = Issue(1, "2026-11-20T08:00:00Z");
        issue["labels"] = new JsonArray("sev: high", new JsonObject { ["name"] = "outage" }, new JsonObject { ["color"] = "red" });
        github.PutList(FakeGitHub.In("issues"), [issue]);

        var read = await github.ReadAsync("issues", settings: new JsonObject { ["label"] = "out age" });

        Assert.Equal("""["sev: high","outage"]""", Assert.Single(read.Records).Data["label_names"]!.ToJsonString());
        Assert.Equal(["200 /issues?labels=out age&state=all&sort=updated&direction=desc&per_page=100"], github.TakeRequests());
    }

    private static JsonObject Issue(int id, string updated) => new() { ["id"] = id, ["number"] = id, ["title"] = $"Incident {id}", ["state"] = "open", ["updated_at"] = updated };
}
