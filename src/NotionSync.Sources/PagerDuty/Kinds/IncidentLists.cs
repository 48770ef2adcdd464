using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>Finds incidents: by when they began, by being open, and by what happened to them.</summary>
internal sealed class IncidentLists(PagerDutyClient client, IncidentSettings settings)
{
    private const string Incidents = "incidents";
    private const string LogEntries = "log_entries";

    /// <summary>Those that began in a window of at most six months, the oldest first.</summary>
    public async IAsyncEnumerable<JsonObject> BegunAsync(DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var latest = new HashSet<string>();
        var isCut = true;
        for (var start = since; isCut;)
        {
            var end = start;
            isCut = false;
            var query = $"{PagerDutyQuery.Window(start, until)}&sort_by=created_at%3Aasc{settings.Query}";
            await using var items = client.ListAsync(Incidents, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(items))
            {
                if (items.Current.Instant("created_at") is { } begun && begun > end)
                {
                    end = begun;
                    latest.Clear();
                }

                // After a new start, those of its second come again.
                if (latest.Add(items.Current.Text("id")))
                {
                    yield return items.Current;
                }
            }

            // A list that was cut off is read on from its last instant.
            async ValueTask<bool> NextAsync(IAsyncEnumerator<JsonObject> list)
            {
                try
                {
                    return await list.MoveNextAsync();
                }
                catch (TooLongException) when (end > start)
                {
                    isCut = true;
                    return false;
                }
            }

            start = end;
        }
    }

    /// <summary>All that are open, however old.</summary>
    public IAsyncEnumerable<JsonObject> OpenAsync(CancellationToken cancellationToken) =>
        client.ListAsync(Incidents, $"date_range=all&sort_by=created_at%3Aasc&statuses%5B%5D=triggered&statuses%5B%5D=acknowledged{settings.Query}", cancellationToken);

    /// <summary>The ids of those to which something happened.</summary>
    public async Task<HashSet<string>> TouchedAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            var ids = new HashSet<string>();
            var query = $"{PagerDutyQuery.Window(since, until)}&is_overview=true{settings.TeamQuery}";
            await foreach (var entry in client.ListAsync(LogEntries, query, cancellationToken))
            {
                if (entry.Id("incident") is { Length: > 0 } id && (settings.Services.IsEmpty || settings.Services.Contains(entry.Id("service"))))
                {
                    ids.Add(id);
                }
            }

            return ids;
        }
        catch (TooLongException) when (until - since > TimeSpan.FromSeconds(2))
        {
            // A busy time is read in two halves.
            var middle = since + ((until - since) / 2);
            return [.. await TouchedAsync(since, middle, cancellationToken), .. await TouchedAsync(middle, until, cancellationToken)];
        }
    }
}
