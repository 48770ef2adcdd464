using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.GitHub;

public sealed class DeploymentsTests
{
    [Fact]
    public async Task Success_that_a_later_deployment_replaced_is_still_one()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("deployments/1/statuses"), [Status("inactive", "2026-11-22T00:00:00Z"), Status("success", "2026-11-20T10:00:00Z"), Status("in_progress", "2026-11-20T09:50:00Z")]);

        var deployment = Assert.Single((await github.ReadAsync("deployments")).Records).Data;

        Assert.Equal("inactive", (string?)deployment["status"]!["state"]);
        Assert.Equal("success", (string?)deployment["outcome"]);
        Assert.Equal("2026-11-20T10:00:00Z", (string?)deployment["outcome_at"]);
    }

    [Fact]
    public async Task Status_of_a_deployment_under_way_is_followed_though_the_list_does_not_change()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("deployments"), [Deployment(3, "staging"), Deployment(2, "production"), Deployment(1, "production")]);
        github.Put(FakeGitHub.In("deployments/3"), Deployment(3, "staging"));
        github.PutList(FakeGitHub.In("deployments/3/statuses"), [Status("in_progress", "2026-11-23T05:00:00Z")]);
        github.PutList(FakeGitHub.In("deployments/2/statuses"), [Status("success", "2026-11-20T10:00:00Z")]);
        github.PutList(FakeGitHub.In("deployments/1/statuses"), [Status("success", "2026-11-19T10:00:00Z")]);
        var first = await github.ReadAsync("deployments");
        github.PutList(FakeGitHub.In("deployments/3/statuses"), [Status("failure", "2026-11-23T05:05:00Z"), Status("in_progress", "2026-11-23T05:00:00Z")]);
        github.TakeRequests();

        var second = await github.ReadAsync("deployments", first.Cursor);

        Assert.Equal(3, first.Records.Count);
        var changed = Assert.Single(second.Records).Data;
        Assert.Equal(("failure", "staging"), ((string?)changed["outcome"], (string?)changed["environment"]));
        // That of the environment's newest success is asked for too; the one that it replaced is over.
        Assert.Equal(
            ["304 /deployments?per_page=100", "200 /deployments/3/statuses?per_page=100", "200 /deployments/3", "304 /deployments/2/statuses?per_page=100"], github.TakeRequests());
    }

    [Fact]
    public async Task New_deployment_is_read_up_to_the_first_that_is_known()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var first = await github.ReadAsync("deployments");
        github.PutList(FakeGitHub.In("deployments"), [Deployment(9, "production"), .. ((JsonArray)GitHubStub.Recorded("openapi-deployments")).Select(node => node!.DeepClone())]);
        github.PutList(FakeGitHub.In("deployments/9/statuses"), []);

        var second = await github.ReadAsync("deployments", first.Cursor);

        var found = Assert.Single(second.Records).Data;
        Assert.Equal(9, (int?)found["id"]);
        Assert.Null(found["status"]);
        Assert.Empty(second.Scopes);
    }

    [Fact]
    public async Task Deployment_that_was_deleted_while_under_way_harms_nothing()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("deployments/1/statuses"), [Status("queued", "2026-11-20T10:00:00Z")]);
        var first = await github.ReadAsync("deployments");
        github.PutList(FakeGitHub.In("deployments"), []);
        github.Put(FakeGitHub.In("deployments/1/statuses"), _ => GitHubStub.Refusal(404, ""));

        var second = await github.ReadAsync("deployments", first.Cursor);

        Assert.Empty(second.Complaints);
        Assert.Empty(second.Records);
        Assert.Empty(second.Scopes);
    }

    [Fact]
    public async Task Newest_ones_alone_do_not_prove_that_older_ones_are_gone()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("deployments"), [Deployment(2, "production"), Deployment(1, "production")]);
        github.PutList(FakeGitHub.In("deployments/2/statuses"), []);

        var read = await github.ReadAsync("deployments", settings: new JsonObject { ["newest"] = 1 });

        Assert.Equal(2, (int?)Assert.Single(read.Records).Data["id"]);
        Assert.Empty(read.Scopes);
    }

    private static JsonObject Deployment(int id, string environment) => new() { ["id"] = id, ["environment"] = environment, ["created_at"] = "2026-11-20T09:45:00Z" };

    internal static JsonObject Status(string state, string created) => new() { ["id"] = 1, ["state"] = state, ["created_at"] = created };
}
