using Polly;

namespace NotionSync.Notion.Http;

/// <summary>Makes each attempt wait for its turn and tells the limiter what became of it. Lies inside the retry, so that repeats pay too.</summary>
internal sealed class RateLimitStrategy(NotionRateLimiter limiter) : ResilienceStrategy<NotionReply>
{
    /// <summary>The lane of the request, in the context of its execution.</summary>
    public static ResiliencePropertyKey<Lane> LaneKey { get; } = new("notionsync.lane");

    /// <inheritdoc/>
    protected override async ValueTask<Outcome<NotionReply>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<NotionReply>>> callback, ResilienceContext context, TState state)
    {
        using var slot = await limiter.WaitAsync(context.Properties.GetValue(LaneKey, Lane.Normal), context.CancellationToken);
        var outcome = await callback(context, state);
        if (outcome.Result is { } reply)
        {
            slot.Settle(reply.Verdict);
        }

        return outcome;
    }
}
