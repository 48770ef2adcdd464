using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>What goes over the wire, and what may come back.</summary>
public sealed class WireTests
{
    [Fact]
    public async Task Every_request_pins_the_version_and_carries_the_token()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();

        await github.ReadAsync("repositories");

        Assert.All(github.Server.Requests, request =>
        {
            Assert.Equal("2022-11-28", request.Headers["X-GitHub-Api-Version"]);
            Assert.Equal("application/vnd.github+json", request.Headers["Accept"]);
            Assert.Equal("Bearer github_pat_SECRET", request.Headers["Authorization"]);
            Assert.Contains("NotionSync", request.Headers["User-Agent"], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("/api/v3")]
    [InlineData("/api/v3/")]
    [InlineData("")]
    public async Task Base_address_is_left_alone(string path)
    {
        await using var github = await ConditionalReadTests.AcmeAsync(path.TrimEnd('/'));
        github.Settings["Sources:GitHub:BaseUrl"] = new Uri(github.Server.Address, path).AbsoluteUri;

        var read = await github.ReadAsync("releases");

        Assert.Empty(read.Complaints);
        Assert.Equal($"{path.TrimEnd('/')}/repos/acme-ai/llm-core/releases", Assert.Single(github.Server.Requests).Path);
    }

    [Fact]
    public async Task Repository_that_was_renamed_is_followed_on_its_own_host()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(301, """{"message":"Moved Permanently"}""") { Headers = new Dictionary<string, string> { ["Location"] = new Uri(github.Server.Address, "/repositories/1296269/releases?per_page=100").AbsoluteUri } });
        github.PutList("/repositories/1296269/releases", [new JsonObject { ["id"] = 1 }]);

        var read = await github.ReadAsync("releases");

        Assert.Empty(read.Complaints);
        Assert.Single(read.Records);
        Assert.Equal("Bearer github_pat_SECRET", github.Server.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Redirect_to_another_host_is_refused()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(302, "") { Headers = new Dictionary<string, string> { ["Location"] = "https://elsewhere.example/releases" } });

        Assert.Contains("redirects to another place", Assert.Single((await github.ReadAsync("releases")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_page_at_another_host_is_not_asked_for()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("releases"), request => FakeGitHub.Tagged(request, GitHubStub.Recorded("openapi-releases"), "<https://elsewhere.example/releases?page=2>; rel=\"next\""));

        var read = await github.ReadAsync("releases");

        Assert.Contains("where credentials are not sent", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Theory]
    [InlineData("<no address>; rel=\"next\"")]
    [InlineData("<https://a.example>; rel=\"next\", <https://b.example>; rel=\"next\"")]
    public async Task Link_that_cannot_be_read_is_a_fault(string link)
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("releases"), request => FakeGitHub.Tagged(request, GitHubStub.Recorded("openapi-releases"), link));

        var read = await github.ReadAsync("releases");

        Assert.Contains("cannot be read", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Organisation_that_wants_single_sign_on_says_where()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(403, """{"message":"Resource protected by organization SAML enforcement."}""")
        {
            Headers = new Dictionary<string, string> { ["X-GitHub-SSO"] = "required; url=https://github.com/orgs/acme-ai/sso?authorization_request=1" },
        });

        Assert.Contains("https://github.com/orgs/acme-ai/sso", Assert.Single((await github.ReadAsync("releases")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_repository_may_be_a_forbidden_one()
    {
        await using var github = await FakeGitHub.StartAsync();

        Assert.Contains("the credential may not see it", Assert.Single((await github.ReadAsync("releases")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_a_question_are_told_with_their_details()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        // As recorded from the live API.
        var refusal = JsonNode.Parse(File.ReadAllText(TestFolder.Recording("github/fixtures-errors.json")))!["steps"]![0]!["response"]!["body"]!;
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(422, refusal.ToJsonString()));

        Assert.Contains("Validation Failed; Label color invalid", Assert.Single((await github.ReadAsync("releases")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_that_GitHub_minted_is_never_shown_however_long()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var minted = $"ghs_{new string('a', 300)}.eyJhbGciOiJSUzI1NiJ9.{new string('b', 200)}_c-d";
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(400, new JsonObject { ["message"] = $"bad token {minted} given" }.ToJsonString()));

        Assert.Contains("bad token *** given", Assert.Single((await github.ReadAsync("releases")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_who_is_a_person_is_asked_as_such_from_then_on()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = "monalisa/*, !monalisa/dotfiles";
        github.PutList("/users/monalisa/repos", [new JsonObject { ["full_name"] = FakeGitHub.Repository }, new JsonObject { ["full_name"] = "monalisa/dotfiles" }]);

        var first = await github.ReadAsync("releases");
        github.TakeRequests();
        await github.ReadAsync("releases", first.Cursor);

        Assert.Single(first.Records);
        Assert.Equal(["304 /users/monalisa/repos?per_page=100&sort=full_name&type=owner", "304 /releases?per_page=100"], github.TakeRequests());
    }

    [Fact]
    public async Task Private_repositories_of_the_person_whose_token_it_is_are_found()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = "Monalisa/*";
        github.Put("/user", """{"login":"monalisa","id":1,"type":"User"}""");
        github.PutList("/users/Monalisa/repos", [new JsonObject { ["full_name"] = "monalisa/dotfiles" }]);
        github.PutList("/user/repos", [new JsonObject { ["full_name"] = FakeGitHub.Repository, ["private"] = true }]);

        var first = await github.ReadAsync("releases");
        github.TakeRequests();
        var second = await github.ReadAsync("releases", first.Cursor);

        Assert.Single(first.Records);
        Assert.Empty(second.Complaints);
        Assert.Equal(["304 /user/repos?per_page=100&sort=full_name&affiliation=owner", "304 /releases?per_page=100"], github.TakeRequests());
    }

    [Fact]
    public async Task Owner_whose_list_cannot_be_read_leaves_the_others_alone()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = $"nobody/*, {FakeGitHub.Repository}";

        var read = await github.ReadAsync("releases");

        Assert.Single(read.Records);
        Assert.StartsWith("nobody/*: ", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty((await github.ReadAsync("releases", read.Cursor)).Records);
    }
}
