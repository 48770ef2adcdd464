using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace NotionSync.Notion.Http;

/// <summary>
/// The one pipeline of all requests: retry, then the rate limit, then the time limit of an attempt (the server gives up after 60 s and
/// says so, which is worth waiting for). Sources: developers.notion.com/reference/status-codes and request-limits, read August 2026.
/// </summary>
internal static class NotionResilience
{
    /// <summary>The request, in the context of its execution.</summary>
    public static readonly ResiliencePropertyKey<NotionRequest> RequestKey = new("notionsync.request");

    private const int RateRetries = 12;
    private const int FailureRetries = 5;
    private const int ConflictRetries = 3;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(65);

    /// <summary>Builds the pipeline around the limiter of a token.</summary>
    public static ResiliencePipeline<NotionReply> Build(NotionRateLimiter limiter, TimeProvider time) =>
        new ResiliencePipelineBuilder<NotionReply> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<NotionReply>
            {
                MaxRetryAttempts = RateRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(60),
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnotherAttempt(arguments)),
                DelayGenerator = arguments => ValueTask.FromResult(DelayOf(arguments.Outcome.Result)),
                OnRetry = arguments =>
                {
                    if (arguments.Outcome.Result is { Verdict: RateVerdict.Refused { RetryAfter: null } })
                    {
                        limiter.Pause(arguments.RetryDelay);
                    }

                    return ValueTask.CompletedTask;
                },
            })
            .AddStrategy(_ => new RateLimitStrategy(limiter), new NoOptions())
            .AddTimeout(AttemptTimeout)
            .Build();

    /// <summary>Whether no connection was made, so that the request surely was not processed.</summary>
    public static bool NeverLeft(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };

    private static bool IsWorthAnotherAttempt(RetryPredicateArguments<NotionReply> arguments)
    {
        var effect = arguments.Context.Properties.GetValue(RequestKey, null!).Effect;
        var attempt = arguments.AttemptNumber;
        return arguments.Outcome switch
        {
            { Exception: HttpRequestException failure } when NeverLeft(failure) => attempt < FailureRetries,
            { Exception: HttpRequestException or TimeoutRejectedException or IOException } => effect is not RequestEffect.Create && attempt < FailureRetries,
            { Exception: not null } => false,
            { Result.Error: null or { CommittedId: not null } or { Reason: NotionError.Blocked } } => false,
            { Result.Status: 429 or 529 } => true,
            { Result.Status: 409 } => effect is not RequestEffect.Create && attempt < ConflictRetries,
            { Result.Status: 500 or 502 or 503 or 504 } => effect is not RequestEffect.Create && attempt < FailureRetries,
            _ => false,
        };
    }

    // The limiter makes everybody wait for Retry-After, so the retry itself need not.
    private static TimeSpan? DelayOf(NotionReply? reply) => reply switch
    {
        { Verdict: RateVerdict.Refused { RetryAfter: not null } } => TimeSpan.Zero,
        _ => reply?.RetryAfter,
    };

    private sealed class NoOptions : ResilienceStrategyOptions;
}
