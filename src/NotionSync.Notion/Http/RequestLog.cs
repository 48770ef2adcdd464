namespace NotionSync.Notion.Http;

/// <summary>
/// Decides whether a call may be sent now, so that no 60 seconds ever hold more calls than the budget, whatever the phase of Notion's
/// fixed window. Notion may count a call at any moment between its sending and its answer; so a call stays in the log while it is on its
/// way and for a whole window after its answer. Pure: times come in as spans since some fixed start. Not thread-safe.
/// </summary>
internal sealed class RequestLog(int requestsPerMinute)
{
    /// <summary>The part of the budget that urgent calls find free.</summary>
    public const double UrgentShare = 0.1;

    // Clocks tick at slightly different speeds.
    private static readonly TimeSpan Window = NotionLimits.RateWindow + TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryAfterGrain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);

    private readonly RequestBudget _budget = new(requestsPerMinute);
    private readonly Dictionary<long, (TimeSpan Sent, bool Reserved)> _onTheWay = [];
    private readonly Queue<Answered> _answered = new();
    private int _reserved;
    private long _tickets;
    private long _learntFrom;
    private TimeSpan _learntSince;
    private TimeSpan _learntUntil;
    private TimeSpan? _windowHadBegun;
    private TimeSpan _pausedUntil;
    private TimeSpan _nextReserved;

    /// <summary>The calls that any 60 seconds may hold now.</summary>
    public int Budget(TimeSpan now) => _budget.At(now);

    /// <summary>Takes a place for a call that is sent at once.</summary>
    /// <returns>The call's ticket for <see cref="Leave"/>; null when it must wait.</returns>
    public long? TryEnter(Lane lane, TimeSpan now)
    {
        Forget(now);
        var budget = _budget.At(now);
        if (now < _pausedUntil || Used >= budget)
        {
            return null;
        }

        var reserve = Reserve(budget);
        var isOrdinary = Used - _reserved < budget - reserve;
        var isReserved = lane is Lane.Urgent ? _reserved < reserve : !isOrdinary;
        if (isReserved && lane is not Lane.Urgent)
        {
            if (lane is Lane.Backfill || now < _nextReserved)
            {
                return null;
            }

            _nextReserved = now + (Window / (reserve + 1));
        }

        _reserved += isReserved ? 1 : 0;
        _onTheWay.Add(_tickets, (now, isReserved));
        return _tickets++;
    }

    /// <summary>When asking again may help; null when only a returning call can.</summary>
    public TimeSpan? NextChance(Lane lane, TimeSpan now)
    {
        Forget(now);
        if (now < _pausedUntil)
        {
            return _pausedUntil;
        }

        var budget = _budget.At(now);
        if (lane is Lane.Normal && Used < budget && now < _nextReserved)
        {
            return _nextReserved;
        }

        return _answered.TryPeek(out var oldest) ? oldest.At + Window : null;
    }

    /// <summary>Settles a call.</summary>
    public void Leave(long ticket, RateVerdict verdict, TimeSpan now)
    {
        _onTheWay.Remove(ticket, out var call);
        _answered.Enqueue(new(call.Sent, now, verdict is RateVerdict.Accepted, call.Reserved));
        switch (verdict)
        {
            case RateVerdict.Accepted when ticket < _learntFrom && call.Sent >= _learntSince && now <= _learntUntil:
                _budget.LearnOneMore();
                break;
            case RateVerdict.Refused refused:
                if (refused is { OwnBudget: true } && ticket >= _learntFrom)
                {
                    Learn(refused.RetryAfter, call.Sent, now);
                }

                Pause(refused.RetryAfter ?? TimeSpan.Zero, now);
                break;
            default:
                break;
        }
    }

    /// <summary>Lets nobody through for this long; a longer pause that runs already stays.</summary>
    public void Pause(TimeSpan length, TimeSpan now) => _pausedUntil = now + length > _pausedUntil ? now + length : _pausedUntil;

    private int Used => _onTheWay.Count + _answered.Count;

    private static int Reserve(int budget) => (int)(budget * UrgentShare);

    private void Forget(TimeSpan now)
    {
        while (_answered.TryPeek(out var oldest) && now - oldest.At >= Window)
        {
            _reserved -= _answered.Dequeue().Reserved ? 1 : 0;
        }
    }

    // Retry-After is the time to the end of Notion's window in whole seconds, rounded up: the window began at 'begin' or up to a second
    // before; it ends no earlier than that wait, less a second, after the refused call was sent. An earlier refusal tells the same of all
    // later windows, often better: when its pause was over, a window had just begun.
    private void Learn(TimeSpan? retryAfter, TimeSpan sent, TimeSpan now)
    {
        var left = retryAfter is { } span && span <= NotionLimits.RateWindow ? span : NotionLimits.RateWindow;
        var begin = now + left - NotionLimits.RateWindow;
        if (_windowHadBegun is { } known)
        {
            var since = TimeSpan.FromTicks((begin - known).Ticks % NotionLimits.RateWindow.Ticks);
            begin -= since < Slack ? since : TimeSpan.Zero;
        }

        _learntFrom = _tickets;
        _learntSince = begin;
        _learntUntil = sent + left - RetryAfterGrain;
        _windowHadBegun = begin + NotionLimits.RateWindow;
        var surely = _answered.Count(call => call.Accepted && call.Sent >= begin && call.At <= _learntUntil);
        var atMost = _answered.Count(call => call.Accepted && call.At >= begin - RetryAfterGrain) + _onTheWay.Count;
        _budget.Learn(surely, atMost, wholeWindowSeen: begin - RetryAfterGrain >= TimeSpan.Zero, now);
    }

    private readonly record struct Answered(TimeSpan Sent, TimeSpan At, bool Accepted, bool Reserved);
}
