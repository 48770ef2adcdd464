using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Sources.GitHub.App;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>A GitHub App signs in by a key, and reads by tokens that live an hour.</summary>
public sealed class AppTests : IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private int minted;

    public void Dispose() => key.Dispose();

    [Fact]
    public async Task Installation_is_found_and_its_repositories_are_read_with_its_token()
    {
        await using var github = await AppAsync();

        var read = await github.ReadAsync("releases");

        Assert.Empty(read.Complaints);
        Assert.Single(read.Records);
        Assert.Equal(
            ["200 /app/installations?per_page=100", "201 /app/installations/42/access_tokens", "200 /installation/repositories?per_page=100", "200 /releases?per_page=100"], github.TakeRequests());
        Assert.Equal("Bearer ghs_1", github.Server.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Proof_is_signed_by_the_key_and_holds_for_less_than_ten_minutes()
    {
        await using var github = await AppAsync();

        await github.ReadAsync("releases");

        var parts = github.Server.Requests[0].Headers["Authorization"]["Bearer ".Length..].Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("""{"alg":"RS256","typ":"JWT"}""", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        var now = github.Time.Now.ToUnixTimeSeconds();
        Assert.Equal("Iv23li8Qy1", (string?)claims["iss"]);
        Assert.Equal(now - 60, (long?)claims["iat"]);
        Assert.InRange((long)claims["exp"]!, now + 60, now + 600);
    }

    [Fact]
    public async Task Token_is_minted_anew_after_fifty_minutes_and_once_for_all_who_wait()
    {
        await using var github = await AppAsync();
        await using var services = github.Services();
        var tokens = services.GetRequiredService<AppTokens>();

        var first = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(TestContext.Current.CancellationToken).AsTask()));
        github.Time.Now += TimeSpan.FromMinutes(49);
        var second = await tokens.GetAsync(TestContext.Current.CancellationToken);
        github.Time.Now += TimeSpan.FromMinutes(1);
        var third = await tokens.GetAsync(TestContext.Current.CancellationToken);

        Assert.All(first, token => Assert.Equal("ghs_1", token));
        Assert.Equal(("ghs_1", "ghs_2"), (second, third));
    }

    [Fact]
    public async Task Several_installations_must_be_told_apart()
    {
        await using var github = await AppAsync();
        github.Put("/app/installations", """[{"id":42,"account":{"login":"acme-ai"}},{"id":43,"account":{"login":"other"}}]""");

        var read = await github.ReadAsync("releases");
        github.Settings["Sources:GitHub:InstallationId"] = "42";
        var mended = await github.ReadAsync("releases");

        Assert.Contains("42 (acme-ai), 43 (other). Set Sources:GitHub:InstallationId", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(mended.Complaints);
    }

    [Fact]
    public async Task App_that_is_installed_nowhere_says_so()
    {
        await using var github = await AppAsync();
        github.Put("/app/installations", "[]");

        Assert.Contains("Install it", Assert.Single((await github.ReadAsync("releases")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_GitHub_does_not_know_is_told_as_such()
    {
        await using var github = await AppAsync();
        github.Put("/app/installations", _ => new StubAnswer(401, """{"message":"A JSON web token could not be decoded"}"""));

        Assert.Contains("AppId, InstallationId and PrivateKey", Assert.Single((await github.ReadAsync("releases")).Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_that_GitHub_refuses_is_dropped_and_minted_anew()
    {
        await using var github = await AppAsync();
        github.Put(FakeGitHub.In("releases"), request => request.Headers["Authorization"] == "Bearer ghs_1"
            ? GitHubStub.Refusal(401, "")
            : FakeGitHub.Tagged(request, GitHubStub.Recorded("openapi-releases"), null));

        var read = await github.ReadAsync("releases");

        Assert.Empty(read.Complaints);
        Assert.Single(read.Records);
        Assert.Equal(2, minted);
    }

    [Fact]
    public async Task New_token_that_is_refused_too_is_told_and_not_tried_for_ever()
    {
        await using var github = await AppAsync();
        github.Put(FakeGitHub.In("releases"), _ => GitHubStub.Refusal(401, ""));

        var read = await github.ReadAsync("releases");

        Assert.Contains("refused the credential", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(2, github.TakeRequests().Count(request => request.Contains("/releases", StringComparison.Ordinal)));
        Assert.Equal(2, minted);
    }

    private async Task<FakeGitHub> AppAsync()
    {
        var github = await ConditionalReadTests.AcmeAsync();
        github.Settings.Remove("Sources:GitHub:Token");
        github.Settings.Remove("Sources:GitHub:Repositories");
        github.Settings["Sources:GitHub:AppId"] = "Iv23li8Qy1";
        github.Settings["Sources:GitHub:PrivateKey"] = key.ExportRSAPrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal);
        github.Put("/app/installations", """[{"id":42,"account":{"login":"acme-ai"}}]""");
        github.Put("/app/installations/42/access_tokens", request => request.Method == "POST"
            ? new StubAnswer(201, $$"""{"token":"ghs_{{Interlocked.Increment(ref minted)}}","expires_at":"2026-11-23T06:26:00Z","permissions":{ "contents":"read" } }""")
            : new StubAnswer(405, "{}"));
        github.PutList("/installation/repositories", [new JsonObject { ["id"] = 1, ["full_name"] = FakeGitHub.Repository }], "repositories");
        return github;
    }
}
