using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>What one running server holds.</summary>
internal sealed class ServerState : IAsyncDisposable
{
    private const int PagesAtOnce = 100;
    private static readonly TimeSpan UntilTriedAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly WorkspaceFile? _file;
    private readonly ChangeFeed _feed;
    private readonly Chores _chores;

    public ServerState(LocalWorkspaceOptions options)
    {
        Clock = new WorkspaceClock(options.Time);
        Options = options with { Time = Clock };
        _feed = new ChangeFeed(Workspace);
        WorkspaceWindow = new RateWindow(options.WorkspaceRequestsPerMinute, options.WindowPhase, options.WorkspaceRest);
        _file = options.DataFile is null ? null : new WorkspaceFile(options.DataFile);
        if (_file?.Load(Workspace) != true)
        {
            Workspace.Create(options.Time.GetUtcNow());
            _file?.Keep(WorkspaceChanges.Take(Workspace));
        }

        Tokens = new Tokens(Workspace, options);
        Webhooks = new WebhookDesk(Workspace, options);
        Snapshots = new Snapshots(Workspace);
        _chores = new Chores(this);
    }

    public LocalWorkspaceOptions Options { get; }

    public Workspace Workspace { get; } = new();

    public RequestContract Contract { get; } = new();

    /// <summary>The time of everything here; the admin door moves it.</summary>
    public WorkspaceClock Clock { get; }

    public Tokens Tokens { get; }

    public RateWindow WorkspaceWindow { get; }

    public WebhookDesk Webhooks { get; }

    public Snapshots Snapshots { get; }

    public RequestLog Log { get; } = new();

    public Faults Faults { get; } = new();

    /// <summary>How the sources beside this workspace stand; null when nobody tells.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<Preview.SourceStanding>>>? Sources { get; set; }

    /// <summary>
    /// Runs one request alone, and keeps what it changed before anyone hears of it. What is refused, or cannot be kept, has changed nothing.
    /// </summary>
    /// <param name="action">What the request does.</param>
    /// <param name="seat">The token whose request it is; without one it is the person's, who sees everything.</param>
    /// <param name="isReading">Whether it only looks; then nothing has to be remembered of what it looks at.</param>
    public T Exclusively<T>(Func<T> action, Seat? seat = null, bool isReading = false)
    {
        lock (_lock)
        {
            DoWhatIsDue();
            return Whole(action, seat?.BotId ?? Workspace.Settings.PersonId, seat?.Grants, isReading);
        }
    }

    /// <summary>A request of the person, through the admin door.</summary>
    public Call AsPerson(JsonObject body, string gap = "", string value = "") =>
        new(Workspace, Options, new Dictionary<string, string> { [gap] = value }, new QueryCollection(), body)
        {
            Actor = Workspace.Settings.PersonId,
            Url = Workspace.BaseUrl,
        };

    /// <summary>Hears of every change from now on. Dispose it to hear no more.</summary>
    public ChangeSubscription Subscribe()
    {
        lock (_lock)
        {
            return _feed.Subscribe();
        }
    }

    /// <summary>Reads what the start left out: a moment later, so that the first answers do not wait for it, and a little at a time.</summary>
    public async Task LoadRestAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Grace, TimeProvider.System, cancellationToken);
        var pages = Exclusively(() =>
        {
            Workspace.Links.Load();
            return Workspace.Pages.All.ToList();
        }, isReading: true);
        foreach (var some in pages.Chunk(PagesAtOnce).TakeWhile(_ => !cancellationToken.IsCancellationRequested))
        {
            Exclusively(() =>
            {
                Array.ForEach(some, page => page.LoadValues());
                return true;
            }, isReading: true);
        }
    }

    /// <summary>Brings back a snapshot.</summary>
    /// <returns>False when there is none of that name; nothing has changed then.</returns>
    public bool Restore(string name)
    {
        lock (_lock)
        {
            if (!Snapshots.Restore(name))
            {
                return false;
            }

            _file?.Replace(WorkspaceChanges.Everything(Workspace));
            Tokens.Learn();
            _feed.PublishRestored(Workspace.Settings.PersonId, Clock.GetUtcNow());
            return true;
        }
    }

    /// <summary>When something is to be done without a request; null while nothing is.</summary>
    public DateTimeOffset? NextDue()
    {
        lock (_lock)
        {
            return (Workspace.Later.Next, Webhooks.Next) switch
            {
                ({ } work, { } told) => work < told ? work : told,
                var (work, told) => work ?? told,
            };
        }
    }

    /// <summary>Does the work that is due.</summary>
    /// <returns>What is to be told to webhooks now.</returns>
    public IReadOnlyList<(WaitingEvent Event, Webhook Webhook, JsonObject Body)> TakeDueEvents()
    {
        lock (_lock)
        {
            DoWhatIsDue();
            return Webhooks.TakeDue(Clock.GetUtcNow());
        }
    }

    public void EventSent(WaitingEvent what, bool isTaken)
    {
        lock (_lock)
        {
            Webhooks.Sent(what, isTaken, Clock.GetUtcNow());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _chores.DisposeAsync();
        Webhooks.Dispose();
        Snapshots.Dispose();
        _file?.Dispose();
    }

    private void DoWhatIsDue()
    {
        var now = Clock.GetUtcNow();
        while (Workspace.Later.TakeDue(now) is { } work)
        {
            try
            {
                Whole(
                    () =>
                    {
                        work.Do(now);
                        return true;
                    },
                    work.Actor,
                    viewer: null,
                    isReading: false);
            }
            catch (ApiException)
            {
                // What it was to change is no longer as it was, and nobody waits for an answer.
            }
            catch (DbException)
            {
                // The file takes nothing now, and nobody waits for an answer.
                Workspace.Later.At(now + UntilTriedAgain, work);
                Workspace.Later.Settle();
            }
            catch (Exception fault)
            {
                // It harms nothing but itself; the requests' log tells of it.
                Log.Failed(now, fault);
            }
        }
    }

    private T Whole<T>(Func<T> action, string actor, Grants? viewer, bool isReading)
    {
        T result;
        WorkspaceChanges changes;
        Workspace.Begin(isWatching: !isReading);
        Workspace.Viewer = viewer;
        try
        {
            result = action();
            changes = WorkspaceChanges.Take(Workspace);
            if (!changes.IsEmpty)
            {
                _file?.Keep(changes);
            }
        }
        catch
        {
            Workspace.Undo();
            Tokens.Learn();
            throw;
        }
        finally
        {
            Workspace.Viewer = null;
        }

        Workspace.Later.Settle();
        Tell(changes, actor);
        return result;
    }

    private void Tell(WorkspaceChanges changes, string actor)
    {
        if (!changes.IsEmpty)
        {
            var now = Clock.GetUtcNow();
            foreach (var change in changes.Pages)
            {
                Workspace.Columns.Forget(change.Item);
                change.Item.Age(change.Acts.HasFlag(Acts.Created) ? now : now + Options.QueryLag, now);
            }

            if (_feed.Publish(changes, actor, now, Workspace.Webhooks.All.Count > 0) is { } notice)
            {
                Webhooks.Hear(notice);
            }
        }

        if (Workspace.Later.Next is not null || Webhooks.Next is not null)
        {
            _chores.Wake();
        }
    }
}
