using Microsoft.Extensions.Time.Testing;
using NotionSync.Notion.Http;

namespace NotionSync.Tests.Notion.Http;

public sealed class NotionRateLimiterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_after_of_five_minutes_holds_every_lane_and_is_waited_out()
    {
        var time = new FakeTimeProvider();
        using var limiter = new NotionRateLimiter(180, time);
        var slot = await limiter.WaitAsync(Lane.Normal, Cancellation);

        slot.Settle(new RateVerdict.Refused(TimeSpan.FromSeconds(300), OwnBudget: false));
        Task<RateSlot>[] waiting = [.. new[] { Lane.Urgent, Lane.Normal, Lane.Backfill }.Select(lane => limiter.WaitAsync(lane, Cancellation).AsTask())];
        time.Advance(TimeSpan.FromSeconds(299.9));
        var early = waiting.Count(turn => turn.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await Task.WhenAll(waiting);

        Assert.Equal(0, early);
        Assert.Equal(180, limiter.Budget);
    }

    [Fact]
    public async Task Urgent_calls_overtake_those_that_wait_longer()
    {
        var time = new FakeTimeProvider();
        using var limiter = new NotionRateLimiter(2, time);
        (await limiter.WaitAsync(Lane.Normal, Cancellation)).Settle(RateVerdict.Accepted.Value);
        (await limiter.WaitAsync(Lane.Normal, Cancellation)).Settle(RateVerdict.Accepted.Value);
        time.Advance(TimeSpan.FromSeconds(1));
        var backfill = limiter.WaitAsync(Lane.Backfill, Cancellation).AsTask();
        var normal = limiter.WaitAsync(Lane.Normal, Cancellation).AsTask();
        var urgent = limiter.WaitAsync(Lane.Urgent, Cancellation).AsTask();

        time.Advance(TimeSpan.FromSeconds(60));
        await Task.WhenAll(urgent, normal);

        Assert.False(backfill.IsCompleted);
    }

    [Fact]
    public async Task Caller_that_gives_up_leaves_its_place_to_the_next()
    {
        var time = new FakeTimeProvider();
        using var limiter = new NotionRateLimiter(1, time);
        using var stop = new CancellationTokenSource();
        var first = await limiter.WaitAsync(Lane.Normal, Cancellation);
        var impatient = limiter.WaitAsync(Lane.Normal, stop.Token).AsTask();
        var patient = limiter.WaitAsync(Lane.Normal, Cancellation).AsTask();

        await stop.CancelAsync();
        first.Dispose();
        time.Advance(TimeSpan.FromSeconds(61));

        await patient;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
    }
}
