using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace NotionSync.Sources.Http;

/// <summary>
/// How every vendor is asked: a whole exchange (request, answer and its body) is repeated on faults that pass, waits for its turn, and
/// is given up after a time. Waiting for a repetition holds no turn.
/// </summary>
internal static class ExchangePipeline
{
    /// <summary>A vendor that wants to be left alone for longer is asked again by the next scheduled run.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Makes the pipeline of one vendor; all its clients share it.</summary>
    /// <param name="time">Drives delays and timeouts.</param>
    /// <param name="timeout">For one attempt, its turn not counted.</param>
    /// <param name="atOnce">Exchanges that may be under way at the same time.</param>
    public static ResiliencePipeline Create(TimeProvider time, TimeSpan timeout, int atOnce) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome.Exception)),
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as AnswerException)?.RetryAfter),
        })
        .AddConcurrencyLimiter(atOnce, queueLimit: int.MaxValue)
        .AddTimeout(timeout)
        .Build();

    private static bool MayPass(Exception? fault) => fault switch
    {
        AnswerException answer => answer.IsTransient && !(answer.RetryAfter > LongestWait),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or HttpRequestException { InnerException: ForbiddenAddressException } => false,
        HttpRequestException or IOException or InvalidDataException or TimeoutRejectedException => true,
        _ => false,
    };
}
