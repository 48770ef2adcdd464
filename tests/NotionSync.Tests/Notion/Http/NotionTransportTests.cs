using NotionSync.Abstractions;
using NotionSync.Notion;
using NotionSync.Notion.Http;

namespace NotionSync.Tests.Notion.Http;

public sealed class NotionTransportTests : IDisposable
{
    private const string Token = "ntn_very_secret";

    private readonly ImpatientTime _time = new();
    private readonly ScriptedNotion _notion = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7", 7)]
    [InlineData("300", 300)]
    [InlineData("Mon, 23 Nov 2026 08:02:00 GMT", 120)]
    public async Task Rate_limit_is_waited_out_as_long_as_notion_says_and_the_request_sent_again(string retryAfter, int seconds)
    {
        _notion.Refuse(429, "rate_limited", additionalData: """{"rate_limit_reason":"public_api_space_request_rate_limit"}""", retryAfter: retryAfter).Answer(200, "{}");

        var reply = await SendAsync(RequestEffect.Create);

        Assert.Equal(200, reply.Status);
        Assert.InRange(_time.Passed.TotalSeconds, seconds, seconds + 1);
    }

    [Fact]
    public async Task Blocked_connection_is_never_repeated()
    {
        _notion.Refuse(429, "rate_limited", additionalData: """{"rate_limit_reason":"public_api_request_blocked"}""", retryAfter: "1");

        var refusal = await Assert.ThrowsAsync<NotionApiException>(() => SendAsync(RequestEffect.Read));

        Assert.Equal((429, "public_api_request_blocked", "r-1"), (refusal.Status, refusal.Reason, refusal.RequestId));
        Assert.Single(_notion.Sent);
    }

    [Theory]
    [InlineData(529)]
    [InlineData(429)]
    public async Task Overload_is_repeated_even_for_creates_since_nothing_was_processed(int status)
    {
        _notion.Refuse(status, "service_overload").Refuse(status, "service_overload").Answer(200, "{}");

        await SendAsync(RequestEffect.Create);

        Assert.Equal(3, _notion.Sent.Count);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    public async Task What_may_be_repeated_survives_html_pages_resets_and_timeouts(string method)
    {
        _notion.Answer(502, "<html>Bad gateway</html>", "text/html")
            .Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "reset"))
            .Hang(_time)
            .Refuse(504, "gateway_timeout")
            .Answer(200, "{}");

        await SendAsync(EffectOf(method));

        Assert.Equal(5, _notion.Sent.Count);
    }

    [Fact]
    public async Task Create_is_sent_once_when_nobody_knows_whether_it_was_carried_out()
    {
        foreach (var ambiguous in (Action[])
        [
            () => _notion.Answer(502, "<html>Bad gateway</html>", "text/html"),
            () => _notion.Refuse(500, "internal_server_error"),
            () => _notion.Refuse(503, "service_unavailable"),
            () => _notion.Refuse(409, "conflict_error"),
            () => _notion.Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "reset")),
            () => _notion.Hang(_time),
        ])
        {
            _notion.Sent.Clear();
            ambiguous();

            await Assert.ThrowsAsync<AmbiguousCreateException>(() => SendAsync(RequestEffect.Create));

            Assert.Single(_notion.Sent);
        }
    }

    [Fact]
    public async Task Create_that_never_left_the_machine_is_repeated()
    {
        _notion.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused")).Answer(200, "{}");

        await SendAsync(RequestEffect.Create);

        Assert.Equal(2, _notion.Sent.Count);
    }

    [Fact]
    public async Task Conflict_is_repeated_three_times_and_then_told()
    {
        for (var i = 0; i < 4; i++)
        {
            _notion.Refuse(409, "conflict_error");
        }

        var refusal = await Assert.ThrowsAsync<NotionApiException>(() => SendAsync(RequestEffect.Replace));

        Assert.Equal((409, 4), (refusal.Status, _notion.Sent.Count));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task Change_that_was_saved_although_the_answer_failed_is_never_repeated(string method)
    {
        _notion.Refuse(503, "service_unavailable", additionalData: """{"retry_guidance":["Do not repeat."],"committed_resource_id":"p-1","elapsed_ms":"55012"}""");

        var committed = await Assert.ThrowsAsync<CommittedException>(() => SendAsync(EffectOf(method)));

        Assert.Equal("p-1", committed.CommittedId);
        Assert.Single(_notion.Sent);
    }

    [Fact]
    public async Task Refusals_are_told_at_once_with_notions_words()
    {
        _notion.Refuse(400, "validation_error", "body failed validation");

        var refusal = await Assert.ThrowsAsync<NotionApiException>(() => SendAsync(RequestEffect.Read));

        Assert.Equal("Notion answered 400 validation_error to GET /v1/things: body failed validation (request r-1)", refusal.Message);
    }

    [Fact]
    public async Task Unknown_statuses_and_bodies_stay_readable()
    {
        _notion.Answer(418, """{"no":"message"}""");

        var refusal = await Assert.ThrowsAsync<NotionApiException>(() => SendAsync(RequestEffect.Read));

        Assert.Equal((418, "http_418"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task Every_request_is_counted_refused_and_repeated_ones_too()
    {
        _notion.Refuse(529, "service_overload").Answer(200, "{}").Answer(200, "{}");
        using var transport = ATransport();

        await transport.SendAsync(new NotionRequest(HttpMethod.Get, "v1/things", RequestEffect.Read, Lane.Normal), Cancellation);
        await transport.SendAsync(new NotionRequest(HttpMethod.Patch, "v1/things", RequestEffect.Replace, Lane.Normal), Cancellation);

        Assert.Equal(new CallCount(2, 1), transport.Calls);
    }

    [Fact]
    public async Task Token_is_sent_but_nothing_that_can_be_printed_holds_it()
    {
        using var transport = ATransport();
        _notion.Answer(401, $$"""{"object":"error","status":401,"code":"unauthorized","message":"API token is invalid.","request_id":"r"}""");

        var refusal = await Assert.ThrowsAsync<NotionApiException>(() => transport.SendAsync(AGet(), Cancellation));
        using var client = new HttpClient(new TokenHandler(Token, new ScriptedNotion().Answer(200, "{}")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://notion.test/v1/users/me");
        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal($"Bearer {Token}", _notion.Sent.Single().Authorization);
        Assert.DoesNotContain(Token, refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, response.RequestMessage!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, AnOptions().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_named_on_every_request()
    {
        _notion.Answer(200, "{}");

        await SendAsync(RequestEffect.Read);

        Assert.Equal(["2026-03-11"], _notion.Messages.Single().Headers.GetValues("Notion-Version"));
    }

    public void Dispose() => _notion.Dispose();

    private static RequestEffect EffectOf(string method) => method switch { "GET" => RequestEffect.Read, "PATCH" => RequestEffect.Replace, _ => RequestEffect.Create };

    private static NotionRequest AGet() => new(HttpMethod.Get, "v1/things", RequestEffect.Read, Lane.Normal);

    private static NotionOptions AnOptions() => new() { Token = Token, BaseUrl = new Uri("https://notion.test/") };

    private NotionTransport ATransport() => new(AnOptions(), _time, _notion);

    private async Task<NotionReply> SendAsync(RequestEffect effect)
    {
        var transport = ATransport();
        var method = effect switch { RequestEffect.Read => HttpMethod.Get, RequestEffect.Replace => HttpMethod.Patch, _ => HttpMethod.Post };
        return await transport.SendAsync(new NotionRequest(method, "v1/things", effect, Lane.Normal), Cancellation);
    }
}
