using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>GitHub says "too many" in several ways; each is obeyed.</summary>
public sealed class LimitsTests
{
    private const string Primary = """{"message":"API rate limit exceeded for user ID 1.","documentation_url":"https://docs.github.com/rest"}""";
    private const string Secondary = """{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.","documentation_url":"https://docs.github.com/rest"}""";

    [Theory]
    [InlineData(403, Secondary)]
    [InlineData(429, Secondary)]
    public async Task Secondary_limit_without_a_time_is_waited_out_a_minute_then_two_and_no_longer(int status, string body)
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(status, body));

        var read = await github.ReadAsync("releases");

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], Waits(github));
        Assert.Equal(3, github.TakeRequests().Count);
        Assert.Contains("wants fewer requests", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Contains("(status 429)", read.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Wait_of_the_header_comes_first(int status)
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        FailOnce(github, new StubAnswer(status, Secondary) { Headers = new Dictionary<string, string> { ["Retry-After"] = "17", ["X-RateLimit-Remaining"] = "0", ["X-RateLimit-Reset"] = "1795412000" } });

        var read = await github.ReadAsync("releases");

        Assert.NotEmpty(read.Records);
        Assert.Equal([TimeSpan.FromSeconds(17)], Waits(github));
    }

    [Fact]
    public async Task Primary_limit_is_waited_out_until_its_reset_by_GitHubs_own_clock()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        // Our clock is 13 hours behind; the reset is 40 seconds ahead of GitHub's.
        FailOnce(github, new StubAnswer(403, Primary) { Headers = Used(reset: 40) });

        var read = await github.ReadAsync("releases");

        Assert.NotEmpty(read.Records);
        Assert.Equal([TimeSpan.FromSeconds(41)], Waits(github));
    }

    [Fact]
    public async Task Limit_that_is_used_up_for_long_ends_the_read_and_nothing_more_is_sent()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = $"{FakeGitHub.Repository}, acme-ai/other";
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(403, Primary) { Headers = Used(reset: 2000) });

        var read = await github.ReadAsync("releases");

        Assert.Single(github.TakeRequests());
        Assert.Empty(Waits(github));
        Assert.NotNull(read.Failure);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task After_the_last_request_of_the_hour_none_is_sent_until_the_reset()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = $"{FakeGitHub.Repository}, acme-ai/other";
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(200, "[]") { Headers = Used(reset: 2000) });

        var read = await github.ReadAsync("releases");

        Assert.Single(github.TakeRequests());
        Assert.Contains("wants no requests until 05:59:21 UTC", read.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_last_request_of_the_hour_a_near_reset_is_waited_for()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = $"{FakeGitHub.Repository}, acme-ai/llm-core-2";
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(200, "[]") { Headers = Used(reset: 30) });
        github.PutList("/repos/acme-ai/llm-core-2/releases", []);

        var read = await github.ReadAsync("releases");

        Assert.Empty(read.Complaints);
        Assert.Equal([TimeSpan.FromSeconds(31)], Waits(github));
    }

    [Theory]
    [InlineData("501", 2)]
    [InlineData("500", 1)]
    public async Task Tenth_of_the_limit_is_left_to_others(string remaining, int requests)
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Settings["Sources:GitHub:Repositories"] = $"{FakeGitHub.Repository}, acme-ai/other";
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(200, "[]") { Headers = new Dictionary<string, string>(Used(reset: 2000)) { ["X-RateLimit-Remaining"] = remaining } });
        github.PutList("/repos/acme-ai/other/releases", []);

        var read = await github.ReadAsync("releases");

        Assert.Equal(requests, github.TakeRequests().Count);
        Assert.Equal(requests == 1, read.Failure?.Message.Contains("all but a tenth", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Refusal_for_want_of_a_right_is_no_limit()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("releases"), _ => new StubAnswer(403, """{"message":"Resource not accessible by personal access token"}""") { Headers = new Dictionary<string, string> { ["X-RateLimit-Remaining"] = "4321" } });

        var read = await github.ReadAsync("releases");

        Assert.Empty(Waits(github));
        Assert.Single(github.TakeRequests());
        Assert.Contains("does not allow this: Resource not accessible", Assert.Single(read.Complaints), StringComparison.Ordinal);
    }

    private static IEnumerable<TimeSpan> Waits(FakeGitHub github) => github.Time.Delays.Where(delay => delay > TimeSpan.FromSeconds(9));

    private static void FailOnce(FakeGitHub github, StubAnswer refusal)
    {
        var asked = 0;
        github.Put(FakeGitHub.In("releases"), request => Interlocked.Increment(ref asked) == 1 ? refusal : FakeGitHub.Tagged(request, GitHubStub.Recorded("openapi-releases"), null));
    }

    private static Dictionary<string, string> Used(int reset)
    {
        var there = new DateTimeOffset(2026, 11, 23, 18, 26, 0, TimeSpan.Zero);
        return new()
        {
            ["Date"] = there.ToString("R"),
            ["X-RateLimit-Limit"] = "5000",
            ["X-RateLimit-Remaining"] = "0",
            ["X-RateLimit-Reset"] = there.AddSeconds(reset).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
