using System.Text;
using System.Text.Json.Nodes;
using NotionSync.Sources.GitHub.Reading;

namespace NotionSync.Sources.Tests.GitHub;

public sealed class OwnersTests
{
    [Theory]
    [InlineData("* @acme/a\n", "@acme/a")]
    [InlineData("* @acme/a\n/docs/ @acme/b\n*.cs @acme/c\n", "@acme/a")]
    [InlineData("* @acme/a\n* @acme/b me@acme.example # the last one wins\n", "@acme/b me@acme.example")]
    [InlineData("* @acme/a\n**\n", "")]
    [InlineData("# * @acme/a\n\r\n", "")]
    [InlineData("/** @acme/a\r\n", "@acme/a")]
    [InlineData("", "")]
    public void Last_pattern_for_everything_names_the_owners(string file, string owners) => Assert.Equal(owners, string.Join(' ', CodeOwners.OfAll(file)));

    [Theory]
    [InlineData(true, true, true, "@acme/hidden")]
    [InlineData(false, true, true, "@acme/root")]
    [InlineData(false, false, true, "@acme/docs")]
    [InlineData(false, false, false, "")]
    public async Task First_place_that_has_the_file_counts(bool hidden, bool root, bool docs, string owner)
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var tree = new JsonArray(Entry(".github", "tree", "t1"), Entry("docs", "tree", "t2"));
        if (root)
        {
            tree.Add(Entry("CODEOWNERS", "blob", "b0"));
        }

        github.Put(FakeGitHub.In("git/trees/main"), new JsonObject { ["sha"] = "0", ["tree"] = tree });
        github.Put(FakeGitHub.In("git/trees/t1"), new JsonObject { ["sha"] = "t1", ["tree"] = hidden ? [Entry("CODEOWNERS", "blob", "b1")] : new JsonArray() });
        github.Put(FakeGitHub.In("git/trees/t2"), new JsonObject { ["sha"] = "t2", ["tree"] = docs ? [Entry("CODEOWNERS", "blob", "b2")] : new JsonArray() });
        foreach (var (sha, team) in new[] { ("b0", "root"), ("b1", "hidden"), ("b2", "docs") })
        {
            github.Put(FakeGitHub.In($"git/blobs/{sha}"), new JsonObject { ["encoding"] = "base64", ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"* @acme/{team}\n")) });
        }

        var repository = Assert.Single((await github.ReadAsync("repositories")).Records).Data;

        Assert.Equal(owner, string.Join(' ', repository["owners"]!.AsArray()));
    }

    [Fact]
    public async Task Latest_release_is_not_asked_for_where_there_is_none()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("releases"), [new JsonObject { ["id"] = 1, ["draft"] = true }, new JsonObject { ["id"] = 2, ["prerelease"] = true }]);

        var repository = Assert.Single((await github.ReadAsync("repositories")).Records).Data;

        Assert.Null(repository["release"]);
        Assert.DoesNotContain(github.TakeRequests(), request => request.Contains("latest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deployment_is_the_latest_that_succeeded_production_first_and_no_passing_one()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("deployments"),
        [
            Deployment(6, "preview-12", isTransient: true), Deployment(5, "staging"), Deployment(4, "production", isProduction: true), Deployment(3, "production", isProduction: true),
        ]);
        github.PutList(FakeGitHub.In("deployments/5/statuses"), [DeploymentsTests.Status("success", "2026-11-22T00:00:00Z")]);
        github.PutList(FakeGitHub.In("deployments/4/statuses"), [DeploymentsTests.Status("failure", "2026-11-21T00:00:00Z")]);
        github.PutList(FakeGitHub.In("deployments/3/statuses"), [DeploymentsTests.Status("inactive", "2026-11-21T00:00:00Z"), DeploymentsTests.Status("success", "2026-11-20T00:00:00Z")]);

        var deployment = Assert.Single((await github.ReadAsync("repositories")).Records).Data["deployment"]!;

        Assert.Equal(3, (int?)deployment["id"]);
        Assert.Equal("2026-11-20T00:00:00Z", (string?)deployment["status"]!["created_at"]);
    }

    [Fact]
    public async Task Deployment_that_failed_after_it_had_succeeded_is_passed_over()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("deployments"), [Deployment(4, "production"), Deployment(3, "production")]);
        github.PutList(FakeGitHub.In("deployments/4/statuses"), [DeploymentsTests.Status("failure", "2026-11-21T00:10:00Z"), DeploymentsTests.Status("success", "2026-11-21T00:00:00Z")]);
        github.PutList(FakeGitHub.In("deployments/3/statuses"), [DeploymentsTests.Status("inactive", "2026-11-21T00:00:00Z"), DeploymentsTests.Status("success", "2026-11-20T00:00:00Z")]);

        var deployment = Assert.Single((await github.ReadAsync("repositories")).Records).Data["deployment"]!;

        Assert.Equal(3, (int?)deployment["id"]);
    }

    [Fact]
    public async Task Deployment_to_production_is_found_behind_many_to_staging()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PageSize = 30;
        github.PutList(FakeGitHub.In("deployments"), [.. Enumerable.Range(0, 31).Select(number => Deployment(99 - number, "staging")), Deployment(3, "production", isProduction: true)]);
        github.PutList($"{FakeGitHub.In("deployments")}?per_page=30&environment=production", [Deployment(3, "production", isProduction: true)]);
        github.PutList(FakeGitHub.In("deployments/99/statuses"), [DeploymentsTests.Status("success", "2026-11-22T00:00:00Z")]);
        github.PutList(FakeGitHub.In("deployments/3/statuses"), [DeploymentsTests.Status("success", "2026-11-20T00:00:00Z")]);

        var deployment = Assert.Single((await github.ReadAsync("repositories")).Records).Data["deployment"]!;

        Assert.Equal("production", (string?)deployment["environment"]);
    }

    [Fact]
    public async Task Deployment_elsewhere_counts_until_there_is_one_to_production()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var production = $"{FakeGitHub.In("deployments")}?per_page=30&environment=production";
        github.PutList(FakeGitHub.In("deployments"), [Deployment(5, "staging")]);
        github.PutList(production, []);
        github.PutList(FakeGitHub.In("deployments/5/statuses"), [DeploymentsTests.Status("success", "2026-11-22T00:00:00Z")]);
        github.PutList(FakeGitHub.In("deployments/3/statuses"), [DeploymentsTests.Status("success", "2026-11-20T00:00:00Z")]);

        var first = await github.ReadAsync("repositories");
        github.TakeRequests();
        var same = await github.ReadAsync("repositories", first.Cursor);
        Assert.All(github.TakeRequests(), request => Assert.StartsWith("304 ", request, StringComparison.Ordinal));
        github.PutList(production, [Deployment(3, "production", isProduction: true)]);
        var changed = await github.ReadAsync("repositories", same.Cursor);

        Assert.Equal("staging", (string?)Assert.Single(first.Records).Data["deployment"]!["environment"]);
        Assert.Empty(same.Records);
        Assert.Equal("production", (string?)Assert.Single(changed.Records).Data["deployment"]!["environment"]);
    }

    [Fact]
    public async Task What_is_not_to_be_joined_needs_no_right()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("deployments"), _ => GitHubStub.Refusal(403, ""));

        var all = await github.ReadAsync("repositories");
        var some = await github.ReadAsync("repositories", settings: new JsonObject { ["join"] = new JsonArray("release") });

        Assert.Empty(all.Records);
        Assert.NotEmpty(all.Complaints);
        Assert.Equal("v1.0.0", (string?)Assert.Single(some.Records).Data["release"]!["tag_name"]);
        Assert.Null(some.Records[0].Data["owners"]);
    }

    [Fact]
    public async Task Repository_without_a_commit_has_no_owners()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("git/trees/main"), _ => GitHubStub.Refusal(409, ""));

        var read = await github.ReadAsync("repositories");

        Assert.Empty(read.Complaints);
        Assert.Empty(Assert.Single(read.Records).Data["owners"]!.AsArray());
    }

    private static JsonObject Entry(string path, string type, string sha) => new() { ["path"] = path, ["type"] = type, ["sha"] = sha };

    private static JsonObject Deployment(int id, string environment, bool isTransient = false, bool isProduction = false) => new()
    {
        ["id"] = id,
        ["environment"] = environment,
        ["transient_environment"] = isTransient,
        ["production_environment"] = isProduction,
    };
}
