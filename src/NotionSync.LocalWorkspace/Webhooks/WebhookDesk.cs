using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Gathers what happened and tells it to webhooks, again and again until they take it.</summary>
internal sealed class WebhookDesk(Workspace workspace, LocalWorkspaceOptions options) : IDisposable
{
    private readonly WebhookQueue _queue = new(options.WebhookWindow);
    private readonly WebhookSender _sender = new(options.AllowRemoteWebhooks);
    private readonly Dictionary<string, (int Delivered, int GivenUp)> _counts = [];

    /// <summary>When there is something to tell; null while there is nothing.</summary>
    public DateTimeOffset? Next => _queue.Next;

    /// <summary>Takes a notice in; under the workspace's lock.</summary>
    public void Hear(ChangeNotice notice)
    {
        var confirmed = workspace.Webhooks.All.Where(webhook => webhook.IsConfirmed).ToList();
        if (confirmed.Count == 0)
        {
            return;
        }

        foreach (var what in WebhookEvents.Of(workspace, notice))
        {
            confirmed.ForEach(webhook => _queue.Add(webhook, what, notice.Actor, notice.At));
        }
    }

    /// <summary>What is due now, with all that is needed to send it; under the workspace's lock.</summary>
    public IReadOnlyList<(WaitingEvent Event, Webhook Webhook, JsonObject Body)> TakeDue(DateTimeOffset now) =>
    [
        .. _queue.TakeDue(now).Select(each => (Event: each, Webhook: workspace.Webhooks.Find(each.WebhookId)))
            .Where(each => each.Webhook is not null)
            .Select(each => (each.Event, each.Webhook!, each.Event.Envelope(workspace))),
    ];

    public Task<bool> SendAsync(Webhook webhook, JsonObject body, CancellationToken cancellationToken) =>
        _sender.SendAsync(webhook.Url, webhook.VerificationToken, body, cancellationToken);

    /// <summary>Notes how it went; under the workspace's lock.</summary>
    public void Sent(WaitingEvent what, bool isTaken, DateTimeOffset now)
    {
        var (delivered, givenUp) = _counts.GetValueOrDefault(what.WebhookId);
        if (isTaken)
        {
            _counts[what.WebhookId] = (delivered + 1, givenUp);
        }
        else if (what.Failed(now))
        {
            _queue.Return(what);
        }
        else
        {
            _counts[what.WebhookId] = (delivered, givenUp + 1);
        }
    }

    public void Forget(string webhookId)
    {
        _queue.Forget(webhookId);
        _counts.Remove(webhookId);
    }

    public JsonObject Counts(string webhookId) => new()
    {
        ["waiting"] = _queue.CountFor(webhookId),
        ["delivered"] = _counts.GetValueOrDefault(webhookId).Delivered,
        ["givenUp"] = _counts.GetValueOrDefault(webhookId).GivenUp,
    };

    public void Dispose() => _sender.Dispose();
}
