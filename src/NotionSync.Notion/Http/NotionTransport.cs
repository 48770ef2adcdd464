using NotionSync.Abstractions;
using Polly;
using Polly.Timeout;

namespace NotionSync.Notion.Http;

/// <summary>Sends requests with one token: paced, repeated where that is safe, counted, and with failures told apart.</summary>
internal sealed class NotionTransport : IDisposable
{
    /// <summary>The version of the API that this client speaks.</summary>
    public const string Version = "2026-03-11";

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<NotionReply> _pipeline;
    private long _reads;
    private long _writes;

    /// <summary>Opens a transport.</summary>
    /// <param name="options">Address, token, budget.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handler">What sends; owned from now on.</param>
    public NotionTransport(NotionOptions options, TimeProvider time, HttpMessageHandler handler)
    {
        Limiter = new(options.RequestsPerMinute, time);
        _time = time;
        _pipeline = NotionResilience.Build(Limiter, time);
        _http = new HttpClient(new TokenHandler(options.Token, handler)) { BaseAddress = options.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add("Notion-Version", Version);
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("NotionSync");
    }

    /// <summary>The gate of this token.</summary>
    public NotionRateLimiter Limiter { get; }

    /// <summary>Requests sent so far, refused and repeated ones counted.</summary>
    public CallCount Calls => new(Interlocked.Read(ref _reads), Interlocked.Read(ref _writes));

    /// <summary>Sends a request and gives a success.</summary>
    /// <exception cref="NotionApiException">Notion refused, or failed after all retries that are safe.</exception>
    /// <exception cref="NotionUnreachableException">No answer came after all retries that are safe.</exception>
    /// <exception cref="AmbiguousCreateException">A create failed and may have been carried out.</exception>
    /// <exception cref="CommittedException">The change was saved, but there is no answer.</exception>
    public async Task<NotionReply> SendAsync(NotionRequest request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(NotionResilience.RequestKey, request);
        context.Properties.Set(RateLimitStrategy.LaneKey, request.Lane);
        try
        {
            var reply = await _pipeline.ExecuteAsync(AttemptAsync, context, request);
            return reply.Error is null ? reply : throw Failure(request, reply.Error);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or IOException)
        {
            throw request.Effect is RequestEffect.Create && !NotionResilience.NeverLeft(exception)
                ? new AmbiguousCreateException(request, exception)
                : new NotionUnreachableException(request, exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        Limiter.Dispose();
    }

    private static Exception Failure(NotionRequest request, NotionError error) => error switch
    {
        { CommittedId: { } id } => new CommittedException(request, id),
        { Status: 409 or 500 or 502 or 503 or 504 } when request.Effect is RequestEffect.Create =>
            new AmbiguousCreateException(request, new NotionApiException(request, error)),
        _ => new NotionApiException(request, error),
    };

    private async ValueTask<NotionReply> AttemptAsync(ResilienceContext context, NotionRequest request)
    {
        using var message = new HttpRequestMessage(request.Method, request.Path) { Content = request.Content?.Invoke() };
        Interlocked.Increment(ref request.Effect is RequestEffect.Read ? ref _reads : ref _writes);
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, context.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(context.CancellationToken);
        return new NotionReply((int)response.StatusCode, body, RetryAfter.Of(response.Headers, _time));
    }
}
