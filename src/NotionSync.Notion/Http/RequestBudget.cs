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
    private bool _doubtful;
    private TimeSpan _nextRaise;

    /// <summary>The calls that any 60 seconds may hold now.</summary>
    public int At(TimeSpan now)
    {
        while (_current < _configured && now >= _nextRaise)
        {
            _current = _doubtful ? _configured : Math.Min(_configured, _current + Math.Max(1, (int)(_configured * RaiseShare)));
            _nextRaise += BetweenRaises;
        }

        return _current;
    }

    /// <summary>Notion refused although we kept to the budget: the window held only this many.</summary>
    /// <param name="accepted">Calls that Notion took in its window.</param>
    /// <param name="wholeWindowSeen">Whether we ran already when the window began.</param>
    /// <param name="now">When.</param>
    public void Learn(int accepted, bool wholeWindowSeen, TimeSpan now)
    {
        _ceiling = At(now);
        if (!wholeWindowSeen && accepted < _configured * LeastCredibleShare)
        {
            return;
        }

        _doubtful = !wholeWindowSeen;
        _current = Math.Clamp(accepted, Math.Min(_ceiling, Math.Max(1, (int)(_configured * LowestShare))), _ceiling);
        _nextRaise = now + (_doubtful ? UntilDoubtIsDropped : UntilFirstRaise);
    }

    /// <summary>A call sent before the refusal turns out to have been taken, so the window held one more.</summary>
    public void LearnOneMore() => _current = Math.Min(_ceiling, _current + 1);
}
