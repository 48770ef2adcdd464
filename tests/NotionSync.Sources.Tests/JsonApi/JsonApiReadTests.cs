using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.JsonApi;

/// <summary>How a JSON API is asked, signed in to, and kept within its origin.</summary>
public sealed class JsonApiReadTests
{
    private const string Secret = "s3cr3t-of-the-sample";

    [Theory]
    [InlineData("""{}""", "Authorization", "Bearer s3cr3t-of-the-sample")]
    [InlineData("""{"auth":"bearer"}""", "Authorization", "Bearer s3cr3t-of-the-sample")]
    [InlineData("""{"auth":{"header":"Api-Key"}}""", "Api-Key", "s3cr3t-of-the-sample")]
    [InlineData("""{"auth":{"header":"Authorization","prefix":"ApiKey "}}""", "Authorization", "ApiKey s3cr3t-of-the-sample")]
    public async Task Token_is_sent_as_the_block_says(string read, string header, string value)
    {
        await using var bench = await JsonApiBench.StartAsync(_ => JsonApiBench.List(1), read, ("Token", Secret));

        Assert.Equal(value, (await bench.ReadAsync()).Requests[0].Headers[header]);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"auth":"basic"}""")]
    public async Task User_and_password_are_sent_as_basic_authentication(string read)
    {
        await using var bench = await JsonApiBench.StartAsync(_ => JsonApiBench.List(1), read, ("Username", "pk"), ("Password", "sk"));

        Assert.Equal("Basic cGs6c2s=", (await bench.ReadAsync()).Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Token_in_the_address_is_sent_with_every_page_and_never_told()
    {
        await using var bench = await JsonApiBench.StartAsync(
            request => request.Argument("page") == "1" ? JsonApiBench.List(1) : new StubAnswer(400, $$"""{"message":"bad {{Secret}}"}"""),
            """{"auth":{"query":"api_key"},"paging":{"by":"page"},"query":{"type":"a b","tag":["x","y"],"deep":true}}""",
            ("Token", Secret));

        var read = await bench.ReadAsync();

        Assert.All(read.Requests, request => Assert.Equal(Secret, request.Argument("api_key")));
        Assert.Equal(("a b", "true"), (read.Requests[0].Argument("type"), read.Requests[0].Argument("deep")));
        Assert.Equal(["x", "y"], read.Requests[0].Query["tag"]);
        Assert.DoesNotContain(Secret, Assert.Single(read.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_come_from_the_block_and_the_configuration_wins()
    {
        await using var bench = await JsonApiBench.StartAsync(
            _ => JsonApiBench.List(1), """{"headers":{"X-Api-Version":"2025-01","Accept":"application/vnd.sample+json"}}""", ("Headers:X-Api-Version", "2026-01"), ("Headers:X-Scope", "a"));

        var request = (await bench.ReadAsync()).Requests[0];

        Assert.Equal(("2026-01", "a", "application/vnd.sample+json"), (request.Headers["X-Api-Version"], request.Headers["X-Scope"], request.Headers["Accept"]));
    }

    [Fact]
    public async Task Sign_in_that_is_asked_for_and_not_configured_is_told_and_nothing_is_asked()
    {
        await using var bench = await JsonApiBench.StartAsync(_ => JsonApiBench.List(1), """{"auth":"basic"}""");

        var read = await bench.ReadAsync();

        Assert.Contains("Sources:Sample:Username and Sources:Sample:Password", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(read.Requests);
    }

    [Fact]
    public async Task Record_is_the_item_with_its_key()
    {
        await using var bench = await JsonApiBench.StartAsync(
            _ => new StubAnswer(200, """{"result":{"list":[{"uid":"a7","title":"GPU","big":9007199254740993}]}}"""), """{"items":"result.list","key":"uid"}""");

        var record = Assert.Single((await bench.ReadAsync()).Records).Data;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"uid":"a7","title":"GPU","big":9007199254740993,"key":"a7"}"""), record), record.ToJsonString());
    }

    [Fact]
    public async Task List_of_plain_names_has_items_too()
    {
        await using var bench = await JsonApiBench.StartAsync(_ => new StubAnswer(200, """["docs","logs"]"""));

        Assert.Equal(["docs", "logs"], (await bench.ReadAsync()).Records.Select(record => record.Data["key"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Item_without_a_key_is_told_and_the_others_are_read()
    {
        await using var bench = await JsonApiBench.StartAsync(_ => new StubAnswer(200, """[{"id":1},{"name":"none"},{"id":3}]"""));

        var read = await bench.ReadAsync();

        Assert.Equal(2, read.Records.Count);
        Assert.StartsWith("item 2 of 'items'", Assert.Single(read.Complaints), StringComparison.Ordinal);
        Assert.Empty(read.Scopes);
    }

    [Theory]
    [InlineData("""{}""", "items")]
    [InlineData("""{"query":{"type":"dash-db"}}""", "items?type=dash-db")]
    [InlineData("""{"scope":"production"}""", "production")]
    public async Task Another_filter_is_another_scope(string read, string scope)
    {
        await using var bench = await JsonApiBench.StartAsync(_ => JsonApiBench.List(1), read);

        Assert.Equal([scope], (await bench.ReadAsync()).Scopes);
    }

    [Theory]
    [InlineData("", "2026-11-23T05:16:00Z")]
    [InlineData(""","format":"seconds","overlapMinutes":0""", "1795411560")]
    [InlineData(""","format":"milliseconds","overlapMinutes":60""", "1795407960000")]
    public async Task Only_what_changed_is_asked_for_from_the_second_read_on(string more, string sent)
    {
        await using var bench = await JsonApiBench.StartAsync(_ => JsonApiBench.List(1), $$$"""{"cursor":{"parameter":"since"{{{more}}}}}""");
        var first = await bench.ReadAsync();
        bench.Time.Now += TimeSpan.FromHours(1);

        var second = await bench.ReadAsync(first.Cursor);

        Assert.Null(first.Requests[0].Argument("since"));
        Assert.Single(first.Scopes);
        Assert.Equal(sent, second.Requests[0].Argument("since"));
        Assert.Empty(second.Scopes);
        Assert.NotEqual(first.Cursor, second.Cursor);
    }

    [Fact]
    public async Task Answer_without_the_list_is_told_with_the_place_that_was_looked_at()
    {
        await using var bench = await JsonApiBench.StartAsync(_ => new StubAnswer(200, """{"results":[]}"""), """{"items":"data"}""");

        Assert.Contains("without a list at 'data'", (await bench.ReadAsync()).Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_to_another_origin_is_refused()
    {
        await using var other = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        await using var bench = await JsonApiBench.StartAsync(
            _ => new StubAnswer(302, "") { Headers = new Dictionary<string, string> { ["Location"] = $"{other.Address}items" } }, settings: ("Token", Secret));

        var read = await bench.ReadAsync();

        Assert.Contains("redirects to another place", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("""{"items":"data","paging":{"by":"url","next":"next"}}""")]
    [InlineData("""{"items":"data","paging":{"by":"link"}}""")]
    public async Task Next_page_elsewhere_is_refused(string settings)
    {
        await using var other = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        await using var bench = await JsonApiBench.StartAsync(
            _ => new StubAnswer(200, new JsonObject { ["data"] = new JsonArray(SampleApi.Item(1)), ["next"] = $"{other.Address}items?page=2" }.ToJsonString())
            {
                Headers = new Dictionary<string, string> { ["Link"] = $"<{other.Address}items?page=2>; title=\"a, b\"; rel=\"last next\"" },
            },
            settings,
            ("Token", Secret));

        var read = await bench.ReadAsync();

        Assert.Contains("names a next page elsewhere", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
        Assert.Empty(read.Scopes);
    }

    [Theory]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://[fe80::1]")]
    [InlineData("http://[::ffff:169.254.169.254]:8080")]
    [InlineData("http://[fd00:ec2::254]")]
    public async Task Metadata_of_the_machine_is_never_asked_for(string address)
    {
        await using var bench = await JsonApiBench.StartAsync(_ => JsonApiBench.List(1), settings: ("BaseUrl", address));

        var read = await bench.ReadAsync();

        Assert.Contains("never asked", read.Failure!.Message, StringComparison.Ordinal);
        // It is not tried again either: the one wait is that of the connection itself.
        Assert.DoesNotContain(bench.Time.Delays, delay => delay >= TimeSpan.FromMilliseconds(500));
    }
}
