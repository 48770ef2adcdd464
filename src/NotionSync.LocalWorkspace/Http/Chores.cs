using System.Threading.Channels;

namespace NotionSync.LocalWorkspace;

/// <summary>Does what is due without a request: work for later, and webhooks.</summary>
internal sealed class Chores : IAsyncDisposable
{
    private readonly ServerState _state;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _loop;

    public Chores(ServerState state)
    {
        _state = state;
        state.Clock.Moved += Wake;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Makes it look what is due next.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        _state.Clock.Moved -= Wake;
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await WaitAsync(_state.NextDue());
            await TryAsync(async () =>
            {
                foreach (var (what, webhook, body) in _state.TakeDueEvents())
                {
                    var isTaken = false;
                    await TryAsync(async () => isTaken = await _state.Webhooks.SendAsync(webhook, body, _stop.Token));
                    _state.EventSent(what, isTaken);
                }
            });
        }
    }

    /// <summary>One piece of work that fails leaves the others alone.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            _state.Log.Failed(_state.Clock.GetUtcNow(), fault);
        }
    }

    private async Task WaitAsync(DateTimeOffset? due)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var woken = _wake.Reader.ReadAsync(either.Token).AsTask();
        var wait = due is { } time ? time - _state.Clock.GetUtcNow() : Timeout.InfiniteTimeSpan;
        if (due is not null && wait <= TimeSpan.Zero)
        {
            await either.CancelAsync();
        }
        else
        {
            await Task.WhenAny(woken, Task.Delay(wait, _state.Clock, either.Token));
            await either.CancelAsync();
        }

        await ((Task)woken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
