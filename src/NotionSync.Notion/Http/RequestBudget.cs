namespace NotionSync.Notion.Http;

/// <summary>
/// How many calls a minute may hold: the configured number, or a lower one that Notion taught us by refusing, which is forgotten
/// carefully. Times are spans since some fixed start.
/// </summary>
internal sealed class RequestBudget(int requestsPerMinute)
{
    private static readonly TimeSpan UntilFirstRaise = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan BetweenRaises = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UntilDoubtIsDropped = TimeSpan.FromMinutes(10);

    // A lower count in a window that we saw only in part says more about an earlier process with the same token than about the plan.
    private const double LeastCredibleShare = 0.25;
    private const double RaiseShare = 0.05;

    // Others may use the same token; what they leave us in one minute is no measure of the plan.
    private const double LowestShare = 0.1;

    private readonly int _configured = requestsPerMinute;
    private int _current = requestsPerMinute;
    private int _ceiling = requestsPerMinute;
    private int _hope = requestsPerMinute;
    private int _surely = requestsPerMinute;
    private TimeSpan _nextRaise;

    /// <summary>The calls that any 60 seconds may hold now.</summary>
    public int At(TimeSpan now)
    {
        while (_current < _configured && now >= _nextRaise)
        {
            (_current, _nextRaise) = _hope > _current
                ? (_hope, _nextRaise + UntilFirstRaise)
                : (Math.Min(_configured, _current + Math.Max(1, (int)(_configured * RaiseShare))), _nextRaise + BetweenRaises);
        }

        return _current;
    }

    /// <summary>Notion refused although we kept to the budget: the window held fewer.</summary>
    /// <param name="surely">Calls that Notion surely took in its window.</param>
    /// <param name="atMost">Those and the calls that it took then or shortly before; more can not have been.</param>
    /// <param name="wholeWindowSeen">Whether we ran already when the window began.</param>
    /// <param name="now">When.</param>
    public void Learn(int surely, int atMost, bool wholeWindowSeen, TimeSpan now)
    {
        _ceiling = At(now);
        if (!wholeWindowSeen && atMost < _configured * LeastCredibleShare)
        {
            return;
        }

        _surely = surely;
        _current = Credible(surely);
        _hope = Math.Clamp(wholeWindowSeen ? atMost : _configured, _current, _ceiling);
        _nextRaise = now + (_hope > _current ? UntilDoubtIsDropped : UntilFirstRaise);
    }

    /// <summary>A call sent before the refusal turns out to have been taken, so the window held one more.</summary>
    public void LearnOneMore()
    {
        _surely++;
        _current = Math.Max(_current, Credible(_surely));
        _hope = Math.Max(_hope, _current);
    }

    private int Credible(int calls) => Math.Clamp(calls, Math.Min(_ceiling, Math.Max(1, (int)(_configured * LowestShare))), _ceiling);
}
