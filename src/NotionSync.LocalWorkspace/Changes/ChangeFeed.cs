using System.Threading.Channels;

namespace NotionSync.LocalWorkspace;

/// <summary>Tells subscribers of committed changes. It is used under the workspace's lock and never waits for a subscriber.</summary>
internal sealed class ChangeFeed(Workspace workspace)
{
    /// <summary>Notices that wait for a slow subscriber; then the oldest are dropped.</summary>
    private const int Waiting = 1_000;

    private readonly Lock _lock = new();
    private readonly List<Channel<ChangeNotice>> _subscribers = [];
    private ChangeReading? _reading;
    private long _sequence;

    public ChangeSubscription Subscribe()
    {
        var channel = Channel.CreateBounded<ChangeNotice>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_lock)
        {
            _reading ??= new ChangeReading(workspace);
            _subscribers.Add(channel);
        }

        return new ChangeSubscription(channel.Reader, () => End(channel));
    }

    /// <returns>The notice, when somebody listens or it is wanted besides; otherwise it is not worth making.</returns>
    public ChangeNotice? Publish(WorkspaceChanges changes, string actor, DateTimeOffset now, bool isWanted)
    {
        lock (_lock)
        {
            _sequence++;
            _reading = _subscribers.Count == 0 && !isWanted ? null : _reading ?? new ChangeReading(workspace);
            return _reading is null ? null : Tell(new ChangeNotice(_sequence, now, actor, _reading.Read(changes)));
        }
    }

    /// <summary>Tells that everything may be different.</summary>
    public void PublishRestored(string actor, DateTimeOffset now)
    {
        lock (_lock)
        {
            _sequence++;
            _reading = _reading is null ? null : new ChangeReading(workspace);
            Tell(new ChangeNotice(_sequence, now, actor, [new ObjectChange("workspace", workspace.Settings.WorkspaceId, Acts.Restored, ParentRef.Workspace)]));
        }
    }

    private ChangeNotice Tell(ChangeNotice notice)
    {
        foreach (var subscriber in _subscribers)
        {
            subscriber.Writer.TryWrite(notice);
        }

        return notice;
    }

    private void End(Channel<ChangeNotice> channel)
    {
        lock (_lock)
        {
            _subscribers.Remove(channel);
            channel.Writer.TryComplete();
        }
    }
}

/// <summary>One listener's place at the feed.</summary>
internal sealed class ChangeSubscription(ChannelReader<ChangeNotice> notices, Action end) : IDisposable
{
    public ChannelReader<ChangeNotice> Notices => notices;

    public void Dispose() => end();
}
