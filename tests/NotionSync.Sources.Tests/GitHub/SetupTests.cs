using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.GitHub;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

public sealed class SetupTests
{
    [Theory]
    [InlineData("", "Sources:GitHub:Token and Sources:GitHub:Repositories are not set")]
    [InlineData("Token=t", "Sources:GitHub:Repositories is not set")]
    [InlineData("AppId=1", "Sources:GitHub:PrivateKey is not set")]
    [InlineData("AppId=1;PrivateKeyFile=/run/key", null)]
    [InlineData("Token=t;Repositories=a/*", null)]
    [InlineData("TokenFile=/run/token;Repositories=a/*;Enabled=false", "Sources:GitHub:Enabled is false")]
    public void Source_that_is_off_says_why(string settings, string? why) => Assert.Equal(why, GitHubServices.Entry.WhyOff(Configuration(settings)));

    [Theory]
    [InlineData("Token=t;AppId=1;PrivateKey=k", "Token and Sources:GitHub:AppId are both set")]
    [InlineData("AppId=1;PrivateKey=no key", "PrivateKey is no private key in PEM form")]
    [InlineData("AppId=1;PrivateKey=no key;InstallationId=acme", "InstallationId must be a number")]
    [InlineData("Token=t;Repositories=acme", "Repositories holds 'acme'")]
    [InlineData("Token=t;Repositories=a/b, https://github.com/a/b", "Repositories holds 'https://github.com/a/b'")]
    [InlineData("Token=t;Username=u;Password=p", "GitHub takes no passwords")]
    [InlineData("Token=t;BaseUrl=github.example", "BaseUrl must be an absolute")]
    public void Wrong_settings_are_named(string settings, string fault)
    {
        using var services = new ServiceCollection().AddSources(Configuration(settings)).BuildServiceProvider();

        Assert.Contains(fault, Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<GitHubOptions>>().Value).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", """{"days":0}""", "/days")]
    [InlineData("runs", """{"jobs":"no"}""", "/jobs")]
    [InlineData("issues", """{"label":"a,b"}""", "/label")]
    [InlineData("deployments", """{"newest":0}""", "/newest")]
    [InlineData("deployments", """{"environment":1}""", "/environment")]
    [InlineData("repositories", """{"join":["owner"]}""", "/join/0")]
    [InlineData("repositories", """{"join":"owners"}""", "/join")]
    [InlineData("repositories", """{"environment":""}""", "/environment")]
    [InlineData("files", """{"paths":[]}""", "/paths")]
    [InlineData("files", """{"paths":["docs/*.md"]}""", "/paths/0")]
    [InlineData("files", """{"branch":""}""", "/branch")]
    [InlineData("workflows", """{"repositories":"a/b"}""", "/repositories")]
    [InlineData("releases", """{"repositories":["a/b","c"]}""", "/repositories/1")]
    public void Wrong_settings_of_a_block_are_faults_with_their_place(string kind, string settings, string path)
    {
        using var services = new ServiceCollection().AddSources(Configuration("")).BuildServiceProvider();

        var fault = Assert.Single(FakeGitHub.Source(services).CheckSettings(kind, (JsonObject)JsonNode.Parse(settings)!));

        Assert.Equal(path, fault.Path);
        Assert.NotEmpty(fault.Fix);
    }

    [Fact]
    public async Task Right_that_lacks_is_named_with_what_needs_it()
    {
        await using var github = await CheckedAsync();
        github.Put(FakeGitHub.In("deployments"), _ => new StubAnswer(403, """{"message":"Resource not accessible by personal access token"}"""));
        github.Put(FakeGitHub.In("commits/HEAD/check-runs"), _ => GitHubStub.Refusal(403, ""));

        var findings = await CheckAsync(github);

        Assert.Equal([Severity.Error, Severity.Warning], findings.Select(finding => finding.Severity));
        Assert.All(findings, finding => Assert.Equal("Sources:GitHub:Token", finding.Where));
        Assert.Contains("'Deployments: read'", findings[0].Fix, StringComparison.Ordinal);
        Assert.Contains("'Checks: read'", findings[1].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repository_that_nobody_can_see_is_named()
    {
        await using var github = await CheckedAsync();
        github.Settings["Sources:GitHub:Repositories"] = $"{FakeGitHub.Repository}, acme-ai/lost, nobody/*";

        var findings = await CheckAsync(github);

        Assert.Equal(["nobody/*", "acme-ai/lost"], findings.Select(finding => finding.What.Split(':')[0]));
        Assert.All(findings, finding => Assert.Equal("Sources:GitHub:Repositories", finding.Where));
    }

    [Fact]
    public async Task Person_of_whom_public_repositories_alone_are_seen_is_named()
    {
        await using var github = await CheckedAsync();
        github.Settings["Sources:GitHub:Repositories"] = "monalisa/*";
        github.Put("/user", """{"login":"hubot","id":2,"type":"User"}""");
        github.PutList("/users/monalisa/repos", [new JsonObject { ["full_name"] = FakeGitHub.Repository }]);

        var finding = Assert.Single(await CheckAsync(github));

        Assert.Equal((Severity.Warning, "Sources:GitHub:Repositories"), (finding.Severity, finding.Where));
        Assert.Contains("'monalisa/*' finds the public repositories alone", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_of_which_a_tenth_is_left_is_a_warning_with_what_was_found_before()
    {
        await using var github = await CheckedAsync();
        github.Put("/rate_limit", _ => StubAnswer.Json(JsonNode.Parse("""{"resources":{"core":{"limit":5000,"used":4600,"remaining":400,"reset":1795413600}}}""")!) with
        {
            Headers = new Dictionary<string, string>
            {
                ["Date"] = github.Time.Now.ToString("R"),
                ["X-RateLimit-Limit"] = "5000",
                ["X-RateLimit-Remaining"] = "400",
                ["X-RateLimit-Reset"] = github.Time.Now.AddMinutes(30).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        });

        var findings = await CheckAsync(github);

        Assert.StartsWith("Only 400 of 5000 requests are left", findings[0].What, StringComparison.Ordinal);
        Assert.Contains("wants no requests until", findings[1].What, StringComparison.Ordinal);
        Assert.All(findings, finding => Assert.Equal((Severity.Warning, "Sources:GitHub:Token"), (finding.Severity, finding.Where)));
    }

    [Fact]
    public async Task Empty_repository_lacks_no_right()
    {
        await using var github = await CheckedAsync();
        github.Put(FakeGitHub.In("git/trees/HEAD"), _ => GitHubStub.Refusal(409, ""));
        github.Put(FakeGitHub.In("commits/HEAD/check-runs"), _ => GitHubStub.Refusal(409, ""));
        github.Put(FakeGitHub.In("issues"), _ => GitHubStub.Refusal(410, ""));

        Assert.Empty(await CheckAsync(github));
    }

    [Fact]
    public async Task Server_without_limits_is_well()
    {
        await using var github = await CheckedAsync();
        github.Put("/rate_limit", _ => new StubAnswer(404, """{"message":"Rate limiting is not enabled."}"""));

        Assert.Empty(await CheckAsync(github));
    }

    [Fact]
    public async Task Token_that_is_about_to_expire_and_a_limit_that_is_about_to_end_are_told()
    {
        await using var github = await CheckedAsync();
        github.Put("/rate_limit", _ => StubAnswer.Json(JsonNode.Parse("""{"resources":{"core":{"limit":5000,"used":4600,"remaining":400,"reset":1795413600}}}""")!) with
        {
            Headers = new Dictionary<string, string>
            {
                ["Date"] = github.Time.Now.ToString("R"),
                ["github-authentication-token-expiration"] = "2026-11-30 05:26:00 UTC",
                ["x-github-api-version-selected"] = "2026-03-10",
            },
        });

        var findings = await CheckAsync(github);

        Assert.Contains(findings, finding => finding.What == "The token expires on 2026-11-30, in 7 days.");
        Assert.Contains(findings, finding => finding.What.StartsWith("Only 400 of 5000 requests are left", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.What.Contains("version 2026-03-10", StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal(Severity.Warning, finding.Severity));
    }

    private static async Task<IReadOnlyList<Diagnostic>> CheckAsync(FakeGitHub github)
    {
        await using var services = github.Services();
        return await FakeGitHub.Source(services).CheckAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<FakeGitHub> CheckedAsync()
    {
        var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("git/trees/HEAD"), "{}");
        github.Put(FakeGitHub.In("commits/HEAD/check-runs"), "{}");
        github.Put("/rate_limit", _ => StubAnswer.Json(GitHubStub.Recorded("openapi-rate-limit")) with { Headers = new Dictionary<string, string> { ["Date"] = github.Time.Now.ToString("R") } });
        return github;
    }

    private static IConfiguration Configuration(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create($"Sources:GitHub:{pair[0]}", (string?)pair[1])))
        .Build();
}
