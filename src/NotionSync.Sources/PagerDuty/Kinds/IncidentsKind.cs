using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>
/// Incidents with their timelines. There is no list of what changed: a whole read goes through the history by quarters, a later one
/// follows the account's log and looks at every incident that was open.
/// </summary>
internal sealed class IncidentsKind(PagerDutyClient client, IOptions<PagerDutyOptions> options) : IKind
{
    // Log entries may be listed late, and clocks differ.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("incidents", "An incident with what happened to it, its notes and, while it is open, who is on call.")
    {
        Key = "id",
        Scope = "quarter of the account, or of the teams and services that are asked for",
        Incremental = "log_entries",
        Permissions = ["incidents.read", "oncalls.read", "priorities.read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => IncidentSettings.Check(settings);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = IncidentSettings.From(query.Settings, options.Value);
        var cursor = IncidentCursor.Parse(query.Cursor);
        var read = new Read(settings, new IncidentLists(client, settings), new IncidentJoin(client, settings), cursor?.Open ?? new Dictionary<string, string>());
        await foreach (var item in cursor is null ? AllAsync(read, query.At, cancellationToken) : ChangedAsync(read, cursor, query.At, cancellationToken))
        {
            yield return item;
        }

        yield return new SourceItem.Next(new IncidentCursor(query.At, read.Open).ToString());
    }

    private static async IAsyncEnumerable<SourceItem> AllAsync(Read read, DateTimeOffset at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new HashSet<string>();
        foreach (var quarter in Quarter.Between(at.AddDays(-read.Settings.Days), at))
        {
            var end = quarter.Next.Start < at + Ahead ? quarter.Next.Start : at + Ahead;
            await foreach (var incident in read.Lists.BegunAsync(quarter.Start, end, cancellationToken))
            {
                open.Add(incident.Text("id"));
                foreach (var item in await read.TakeAsync(incident, always: true, cancellationToken))
                {
                    yield return item;
                }
            }

            if (!read.HasFaults)
            {
                yield return new SourceItem.ScopeRead(read.Settings.Scope(quarter));
            }
        }

        await foreach (var incident in read.Lists.OpenAsync(cancellationToken))
        {
            foreach (var item in open.Contains(incident.Text("id")) ? [] : await read.TakeAsync(incident, always: true, cancellationToken))
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<SourceItem> ChangedAsync(Read read, IncidentCursor cursor, DateTimeOffset at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = cursor.At - Overlap;
        var touched = await read.Lists.TouchedAsync(since, at + Ahead, cancellationToken);
        var done = new HashSet<string>();
        await foreach (var incident in read.Lists.BegunAsync(since, at + Ahead, cancellationToken).Concat(read.Lists.OpenAsync(cancellationToken)))
        {
            if (done.Add(incident.Text("id")))
            {
                foreach (var item in await read.TakeAsync(incident, touched.Contains(incident.Text("id")), cancellationToken))
                {
                    yield return item;
                }
            }
        }

        // What was open and is not listed any more has ended; a log entry may speak of what was over before.
        foreach (var id in touched.Concat(cursor.Open.Keys).Where(done.Add).Order(StringComparer.Ordinal).ToList())
        {
            foreach (var item in await read.LookUpAsync(id, client, cancellationToken))
            {
                yield return item;
            }
        }
    }

    /// <summary>One read: what it found open, and whether something failed in it.</summary>
    private sealed class Read(IncidentSettings settings, IncidentLists lists, IncidentJoin join, IReadOnlyDictionary<string, string> before)
    {
        // PagerDuty as a whole is out of order, not one incident after the other.
        private const int MostInARow = 3;

        private readonly Dictionary<string, string> open = [];
        private int inARow;

        public IncidentSettings Settings => settings;

        public IncidentLists Lists => lists;

        public IReadOnlyDictionary<string, string> Open => open;

        public bool HasFaults { get; private set; }

        /// <summary>An incident by its id; nothing when there is none any more (a whole read finds it gone), or it is not asked for.</summary>
        public async Task<IReadOnlyList<SourceItem>> LookUpAsync(string id, PagerDutyClient client, CancellationToken cancellationToken)
        {
            JsonObject? incident;
            try
            {
                incident = await client.FindAsync($"incidents/{Uri.EscapeDataString(id)}", "incident", cancellationToken);
            }
            catch (AnswerException fault) when (!fault.HarmsAll)
            {
                open[id] = "";
                return [Fault(id, fault)];
            }

            return incident is not null && settings.Covers(incident) ? await TakeAsync(incident, always: true, cancellationToken) : [];
        }

        /// <summary>An incident as a record; nothing when it is open, the same as before and nothing happened to it.</summary>
        public async Task<IReadOnlyList<SourceItem>> TakeAsync(JsonObject incident, bool always, CancellationToken cancellationToken)
        {
            var id = incident.Text("id");
            await join.CompleteAsync(incident, cancellationToken);
            var mark = IncidentCursor.Mark(incident);
            if (IncidentJoin.IsOpen(incident))
            {
                open[id] = mark;
            }

            List<SourceItem> items = [.. join.Warnings().Select(warning => new SourceItem.Partial(warning))];
            if (always || before.GetValueOrDefault(id) != mark)
            {
                items.Add(await RecordAsync(incident, id, cancellationToken));
            }

            if (items.OfType<SourceItem.Failed>().Any())
            {
                // Unlike any mark, so that it is looked at again, whether it is open or not.
                HasFaults = true;
                open[id] = "";
            }

            return items;
        }

        private async Task<SourceItem> RecordAsync(JsonObject incident, string id, CancellationToken cancellationToken)
        {
            try
            {
                await join.DetailAsync(incident, cancellationToken);
                // Taken out of the page that it came with.
                inARow = 0;
                return new SourceItem.Found(new SourceRecord(settings.Scope(Quarter.Of(incident.Instant("created_at") ?? default)), incident.DeepClone().AsObject()));
            }
            catch (AnswerException fault) when (!fault.HarmsAll)
            {
                return Fault(id, fault);
            }
        }

        // A refusal is about the incident; no answer, or a broken one, may be about all of them.
        private SourceItem.Failed Fault(string id, AnswerException fault)
        {
            inARow = fault.Status is >= 400 and < 500 ? 0 : inARow + 1;
            return inARow < MostInARow
                ? new SourceItem.Failed($"incident {id}", fault.Message)
                : throw new VendorException($"{fault.Message} ({MostInARow} incidents in a row failed so; the others are left to the next run.)", fault.Status, fault.RetryAfter, fault);
        }
    }
}
