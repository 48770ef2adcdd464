using System.Text.Json.Nodes;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.PagerDuty.Kinds;

/// <summary>Completes incidents by what stands elsewhere: the rank of their priority, who is on call, what happened, notes.</summary>
internal sealed class IncidentJoin(PagerDutyClient client, IncidentSettings settings)
{
    private readonly Names<JsonArray> onCall = new("Who is on call is not known", "write 'onCall: false' in the block's 'read'", token => OnCallAsync(client, token));
    private readonly Names<JsonNode> ranks = new("The rank of priorities is not known", "map their names", token => RanksAsync(client, token));

    /// <summary>Lists that may not be read, each told once.</summary>
    public IEnumerable<string> Warnings() => new[] { onCall.TakeWarning(), ranks.TakeWarning() }.OfType<string>();

    /// <summary>Whether the incident has not been resolved.</summary>
    public static bool IsOpen(JsonObject incident) => incident.Text("status") is not "resolved";

    /// <summary>Adds what is known without a call for this incident alone: afterwards it says whether it changed.</summary>
    public async Task CompleteAsync(JsonObject incident, CancellationToken cancellationToken)
    {
        incident["url"] = incident["html_url"]?.DeepClone();
        if (incident.Member("priority") is { } priority && (await ranks.FindAsync(priority.Text("id"), cancellationToken)) is { } rank)
        {
            priority["rank"] = rank;
        }

        // Who is on call now says nothing of an incident that is over.
        if (settings.HasOnCall && IsOpen(incident) && (await onCall.FindAsync(incident.Id("escalation_policy"), cancellationToken)) is { } people)
        {
            incident["on_call"] = people;
        }
    }

    /// <summary>Adds what happened and what was noted, by a call each.</summary>
    /// <exception cref="VendorException">One of the two was refused.</exception>
    public async Task DetailAsync(JsonObject incident, CancellationToken cancellationToken)
    {
        var path = $"incidents/{Uri.EscapeDataString(incident.Text("id"))}";
        if (settings.HasTimeline)
        {
            var entries = new List<JsonObject>();
            await foreach (var entry in client.ListAsync($"{path}/log_entries", "is_overview=true&time_zone=UTC", cancellationToken))
            {
                entries.Add(entry);
            }

            incident["timeline"] = IncidentTimeline.Of(entries);
        }

        IncidentTimeline.AddTimes(incident);
        if (settings.HasNotes)
        {
            var notes = await client.AllAsync($"{path}/notes", cancellationToken);
            incident["notes"] = new JsonArray([.. notes.Select(IncidentTimeline.Note).OrderBy(note => note.Text("at"), StringComparer.Ordinal)]);
        }
    }

    // By escalation policy: its first level, in the order of names.
    private static async Task<Dictionary<string, JsonArray>> OnCallAsync(PagerDutyClient client, CancellationToken cancellationToken)
    {
        var people = new List<(string Policy, string Name, JsonObject Person)>();
        await foreach (var entry in OnCallsKind.ListAsync(client, cancellationToken))
        {
            if (entry["escalation_level"]?.ToString() is "1" && entry.Member("user") is { } user)
            {
                people.Add((entry.Id("escalation_policy"), user.Text("summary"), new JsonObject
                {
                    ["id"] = user.Text("id"),
                    ["name"] = user.Text("summary"),
                    ["schedule"] = entry.Member("schedule")?["summary"]?.DeepClone(),
                    ["until"] = entry["end"]?.DeepClone(),
                }));
            }
        }

        return people
            .GroupBy(person => person.Policy)
            .ToDictionary(policy => policy.Key, policy => new JsonArray([.. policy
                .DistinctBy(person => person.Person.Text("id"))
                .OrderBy(person => person.Name, StringComparer.Ordinal)
                .Select(person => person.Person)]));
    }

    private static async Task<Dictionary<string, JsonNode>> RanksAsync(PagerDutyClient client, CancellationToken cancellationToken)
    {
        var ranks = new Dictionary<string, JsonNode>();
        await foreach (var priority in PrioritiesKind.ListAsync(client, cancellationToken))
        {
            ranks.TryAdd(priority.Text("id"), priority["rank"]!.DeepClone());
        }

        return ranks;
    }

    // A list that is read once, when the first incident needs it. That it is not allowed costs its names, not the incidents.
    private sealed class Names<T>(string warning, string wayOut, Func<CancellationToken, Task<Dictionary<string, T>>> read)
        where T : JsonNode
    {
        private Dictionary<string, T>? known;
        private string? refused;

        public async Task<JsonNode?> FindAsync(string id, CancellationToken cancellationToken)
        {
            known ??= await ReadAsync(cancellationToken);
            return known.GetValueOrDefault(id)?.DeepClone();
        }

        public string? TakeWarning()
        {
            var taken = refused;
            refused = null;
            return taken;
        }

        private async Task<Dictionary<string, T>> ReadAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await read(cancellationToken);
            }
            catch (VendorException refusal) when (refusal.Status is 402 or 403 or 404)
            {
                refused = $"{warning}: {refusal.Message} Or {wayOut}.";
                return [];
            }
        }
    }
}
