using CsCheck;
using NotionSync.Notion.Http;

namespace NotionSync.Tests.Notion.Http;

public sealed class RequestLogTests
{
    // A window that begins in the middle of the first burst is the hardest.
    private static readonly Gen<TimeSpan> Phase = Gen.OneOf(Gen.Double[0, 60], Gen.Double[59, 60]).Select(TimeSpan.FromSeconds);
    private static readonly Gen<TimeSpan> Latency = Gen.Double[0.01, 1].Select(TimeSpan.FromSeconds);

    [Fact]
    public void No_60_seconds_hold_more_than_the_budget_and_a_backlog_uses_97_percent_of_it() =>
        Gen.Select(Gen.Int[0, 2].Select(i => new[] { 30, 180, 600 }[i]), Phase, Gen.Int[10, 200], Latency, Gen.Int).Sample((budget, phase, concurrency, slowest, seed) =>
        {
            var run = new RateSimulation(budget, phase, concurrency, slowest, seed) { ServerBudget = _ => budget }.Run(TimeSpan.FromMinutes(10));

            Assert.True(run.MostIn60Seconds() <= budget, $"{run.MostIn60Seconds()} calls in a minute, budget {budget}");
            Assert.Empty(run.Refused);
            Assert.True(run.Sent.Count >= budget * 10 * 0.97, $"{run.Sent.Count} of {budget * 10} used");
        }, iter: 30);

    [Fact]
    public void Lower_real_budget_is_settled_within_one_window_of_the_first_refusal() =>
        Gen.Select(Gen.Bool.Select(big => big ? 600 : 180), Gen.Double[0.3, 0.9], Phase, Gen.Int[4, 60], Latency, Gen.Int).Sample((budget, share, phase, concurrency, slowest, seed) =>
        {
            var real = (int)(budget * share);

            var run = new RateSimulation(budget, phase, concurrency, slowest, seed) { ServerBudget = _ => real }.Run(TimeSpan.FromMinutes(50));

            Settled(run, real, within: TimeSpan.FromSeconds(61));
        }, iter: 30);

    [Fact]
    public void Budget_that_is_halved_in_the_middle_of_a_window_is_settled_within_two_more() =>
        Gen.Select(Phase, Gen.Int[4, 60], Latency, Gen.Double[100, 200], Gen.Int).Sample((phase, concurrency, slowest, change, seed) =>
        {
            var run = new RateSimulation(180, phase, concurrency, slowest, seed) { ServerBudget = now => now.TotalSeconds < change ? 180 : 90 }.Run(TimeSpan.FromMinutes(50));

            Settled(run, 90, within: TimeSpan.FromSeconds(190));
        }, iter: 30);

    [Fact]
    public void Lowered_budget_creeps_up_again_much_later_and_carefully()
    {
        var budget = new RequestBudget(180);

        budget.Learn(90, 90, wholeWindowSeen: true, TimeSpan.Zero);

        Assert.Equal(90, budget.At(TimeSpan.FromMinutes(59)));
        Assert.Equal(99, budget.At(TimeSpan.FromMinutes(60)));
        Assert.Equal(108, budget.At(TimeSpan.FromMinutes(70)));
        Assert.Equal(180, budget.At(TimeSpan.FromHours(6)));
    }

    [Fact]
    public void Few_calls_left_by_an_earlier_process_are_not_taken_for_the_budget()
    {
        var budget = new RequestBudget(180);

        budget.Learn(12, 12, wholeWindowSeen: false, TimeSpan.Zero);

        Assert.Equal(180, budget.At(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Call_without_an_answer_counts_until_a_window_after_it_was_given_up()
    {
        var log = new RequestLog(1);
        var ticket = log.TryEnter(Lane.Normal, TimeSpan.Zero);

        Assert.Null(log.NextChance(Lane.Normal, TimeSpan.FromSeconds(59)));
        log.Leave(ticket!.Value, RateVerdict.Unknown.Value, TimeSpan.FromSeconds(65));

        Assert.Null(log.TryEnter(Lane.Normal, TimeSpan.FromSeconds(124)));
        Assert.NotNull(log.TryEnter(Lane.Normal, TimeSpan.FromSeconds(126)));
    }

    [Fact]
    public void Backfill_leaves_a_tenth_free_and_urgent_calls_find_it()
    {
        var log = new RequestLog(100);

        var backfilled = Fill(log, Lane.Backfill, TimeSpan.Zero);
        var urgent = Fill(log, Lane.Urgent, TimeSpan.Zero);

        Assert.Equal((90, 10), (backfilled, urgent));
    }

    [Fact]
    public void Normal_calls_take_the_last_tenth_evenly_so_that_an_urgent_one_never_waits_long()
    {
        var log = new RequestLog(100);

        var atOnce = Fill(log, Lane.Normal, TimeSpan.Zero);
        var next = log.NextChance(Lane.Normal, TimeSpan.Zero);

        Assert.Equal(91, atOnce);
        Assert.InRange(next!.Value.TotalSeconds, 5, 6);
    }

    private static int Fill(RequestLog log, Lane lane, TimeSpan now)
    {
        var taken = 0;
        while (log.TryEnter(lane, now) is not null)
        {
            taken++;
        }

        return taken;
    }

    // Ten minutes after a lesson that was not exact the limiter asks for more, which may cost refusals and makes it more exact.
    private static void Settled(RateSimulation run, int real, TimeSpan within)
    {
        var first = run.Refused.Min();
        var late = run.Refused.Where(at => at > first + within && at < first + TimeSpan.FromMinutes(9)).ToList();
        Assert.True(late.Count == 0, $"first refusal at {first}, refused again at {string.Join(", ", late.Take(5))}");
        var after = run.Accepted.Count(at => at > TimeSpan.FromMinutes(30));
        Assert.True(after >= real * 20 * 0.6, $"{after} of {real * 20} used after settling");
    }
}
