using NotionSync.Notion.Http;

namespace NotionSync.Tests.Notion.Http;

/// <summary>
/// Plays a backlog of calls against a server with a fixed window of any phase, event by event and without any waiting. The server counts
/// a call when it is sent or only just before it answers, as chance will have it.
/// </summary>
internal sealed class RateSimulation(int configured, TimeSpan phase, int concurrency, TimeSpan slowest, int seed)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly RequestLog _log = new(configured);
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Action, TimeSpan> _events = new();
    private int _idle = concurrency;
    private long _window = long.MinValue;
    private int _used;
    private TimeSpan _now;
    private TimeSpan? _wake;

    public required Func<TimeSpan, int> ServerBudget { get; init; }

    public Func<TimeSpan, Lane> LaneAt { get; init; } = _ => Lane.Normal;

    public List<TimeSpan> Sent { get; } = [];

    public List<TimeSpan> Accepted { get; } = [];

    public List<TimeSpan> Refused { get; } = [];

    public RateSimulation Run(TimeSpan length)
    {
        SendWhatMayGo();
        while (_events.TryDequeue(out var happening, out var at) && at < length)
        {
            _now = at;
            happening();
            SendWhatMayGo();
        }

        return this;
    }

    /// <summary>The most calls that any 60 seconds hold.</summary>
    public int MostIn60Seconds()
    {
        var most = 0;
        for (int first = 0, last = 0; last < Sent.Count; last++)
        {
            while (Sent[last] - Sent[first] >= Window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private void SendWhatMayGo()
    {
        var lane = LaneAt(_now);
        while (_idle > 0 && _log.TryEnter(lane, _now) is { } ticket)
        {
            _idle--;
            Sent.Add(_now);
            var latency = slowest * _random.NextDouble();
            var accepted = true;
            TimeSpan? retryAfter = null;
            _events.Enqueue(() => (accepted, retryAfter) = Count(), _now + (latency * 0.999 * _random.Next(2)));
            _events.Enqueue(() => Answer(ticket, accepted, retryAfter), _now + latency);
        }

        if (_idle > 0 && _log.NextChance(lane, _now) is { } chance && (_wake is null || _wake <= _now || chance < _wake))
        {
            _wake = chance > _now ? chance : _now + TimeSpan.FromMilliseconds(1);
            _events.Enqueue(() => { }, _wake.Value);
        }
    }

    private (bool Accepted, TimeSpan? RetryAfter) Count()
    {
        var ticks = _now.Ticks + phase.Ticks;
        var window = ticks / Window.Ticks;
        if (window != _window)
        {
            (_window, _used) = (window, 0);
        }

        return _used++ < ServerBudget(_now)
            ? (true, null)
            : (false, TimeSpan.FromSeconds(Math.Ceiling(TimeSpan.FromTicks(Window.Ticks - (ticks % Window.Ticks)).TotalSeconds)));
    }

    private void Answer(long ticket, bool accepted, TimeSpan? retryAfter)
    {
        _idle++;
        (accepted ? Accepted : Refused).Add(_now);
        _log.Leave(ticket, accepted ? RateVerdict.Accepted.Value : new RateVerdict.Refused(retryAfter, OwnBudget: true), _now);
    }
}
