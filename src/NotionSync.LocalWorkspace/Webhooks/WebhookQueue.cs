namespace NotionSync.LocalWorkspace;

/// <summary>Events that wait to be told. What cancels out within the time of gathering is told to nobody. Used under the workspace's lock.</summary>
internal sealed class WebhookQueue(TimeSpan gathering)
{
    private readonly List<WaitingEvent> _waiting = [];

    public DateTimeOffset? Next => _waiting.Count == 0 ? null : _waiting.Min(each => each.Due);

    public int CountFor(string webhookId) => _waiting.Count(each => each.WebhookId == webhookId);

    public void Add(Webhook webhook, WebhookEvent what, string author, DateTimeOffset now)
    {
        if (webhook.Events.Count > 0 && !webhook.Events.Contains(what.Type))
        {
            return;
        }

        var fresh = _waiting.Where(each => each.WebhookId == webhook.Id && each.What.Kind == what.Kind && each.What.Id == what.Id && each.What.IsGathered && each.Attempts == 0).ToList();
        if (what.IsGathered && Net(fresh, what, author))
        {
            return;
        }

        _waiting.Add(new WaitingEvent(webhook.Id, what, author, now) { Due = what.IsGathered ? now + gathering : now });
    }

    public IReadOnlyList<WaitingEvent> TakeDue(DateTimeOffset now)
    {
        IReadOnlyList<WaitingEvent> due = [.. _waiting.Where(each => each.Due <= now)];
        _waiting.RemoveAll(due.Contains);
        return due;
    }

    public void Return(WaitingEvent failed) => _waiting.Add(failed);

    public void Forget(string webhookId) => _waiting.RemoveAll(each => each.WebhookId == webhookId);

    /// <returns>Whether the events that wait say all there is to say with this one.</returns>
    private bool Net(List<WaitingEvent> fresh, WebhookEvent what, string author)
    {
        var same = fresh.Find(each => each.What.Type == what.Type);
        if (same is not null)
        {
            same.Add(what, author);
            return true;
        }

        if (what.Verb == "deleted" && fresh.Exists(each => each.What.Verb == "created"))
        {
            _waiting.RemoveAll(fresh.Contains);
            return true;
        }

        var opposite = fresh.Find(each => (each.What.Verb, what.Verb) is ("deleted", "undeleted") or ("undeleted", "deleted"));
        if (opposite is not null)
        {
            _waiting.Remove(opposite);
            return true;
        }

        // Whoever is told that it was made reads it as it is then.
        return what.Verb is "properties_updated" or "content_updated" or "updated" && what.Kind != "data_source" && fresh.Exists(each => each.What.Verb == "created");
    }
}
