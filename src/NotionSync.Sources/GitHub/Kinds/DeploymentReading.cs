using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Reads the deployments of one repository, newest first.</summary>
/// <param name="reading">The repository.</param>
/// <param name="environment">Only those to this one; null for all.</param>
/// <param name="newest">How many are read; null for all.</param>
internal sealed class DeploymentReading(RepositoryReading reading, string? environment, int? newest)
{
    private const string Last = "last";
    private const string Watched = "watched";

    // After these nothing comes but 'inactive', which changes no outcome.
    private static readonly ImmutableArray<string> Over = ["success", "failure", "error", "inactive"];

    private readonly long knownLast = reading.Known?.Number(Last) ?? 0;
    private readonly List<string> watched = [];
    private readonly HashSet<string> given = [];
    private readonly HashSet<string> environments = [];
    private long last = reading.Known?.Number(Last) ?? 0;

    /// <summary>Gives new deployments and those whose status changed, or everything when nothing is known.</summary>
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var deployment in NewAsync(cancellationToken))
        {
            yield return reading.Found(await WithStatusAsync(deployment, cancellationToken));
        }

        foreach (var id in reading.Known?.Texts(Watched).Except(given) ?? [])
        {
            if (await ChangedAsync(id, cancellationToken) is { } changed)
            {
                yield return reading.Found(changed);
            }
        }

        reading.Note(new JsonObject { [Last] = last, [Watched] = Members.List(watched) });
    }

    // Ids grow: what is not above the last one is known.
    private async IAsyncEnumerable<JsonObject> NewAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var only = environment is null ? "" : $"&environment={Uri.EscapeDataString(environment)}";
        await foreach (var page in reading.PagesAsync($"deployments?per_page=100{only}", cancellationToken))
        {
            foreach (var deployment in page.Items().ToList())
            {
                var id = deployment.Number("id") ?? 0;
                if (id <= knownLast || given.Count >= newest)
                {
                    reading.LeaveOut();
                    yield break;
                }

                last = Math.Max(last, id);
                yield return deployment;
            }

            if (page.IsUnchanged)
            {
                yield break;
            }
        }
    }

    private async Task<JsonObject> WithStatusAsync(JsonObject deployment, CancellationToken cancellationToken)
    {
        var id = deployment.Id() ?? "";
        given.Add(id);
        var statuses = await reading.AskAnewAsync(StatusesOf(id), cancellationToken);
        return Joined(deployment, id, statuses);
    }

    // Null where nothing changed, or where it was deleted: that is for a read of everything to see.
    private async Task<JsonObject?> ChangedAsync(string id, CancellationToken cancellationToken)
    {
        reading.LeaveOut();
        try
        {
            var statuses = await reading.AskAsync(StatusesOf(id), cancellationToken);
            if (!statuses.IsUnchanged)
            {
                return Joined((await reading.GetAsync($"deployments/{id}", cancellationToken)).Object, id, statuses);
            }

            watched.Add(id);
        }
        catch (VendorException gone) when (gone is { Status: 404, Body: not null })
        {
            // It is watched no more.
        }

        return null;
    }

    private JsonObject Joined(JsonObject deployment, string id, GitHubAnswer statuses)
    {
        var all = statuses.Items().ToList();
        if (all.FirstOrDefault() is { } latest)
        {
            deployment["status"] = latest.DeepClone();
        }

        var outcome = DeploymentOutcome.Of(all);
        if (outcome is not null)
        {
            deployment["outcome"] = outcome.Text("state");
            deployment["outcome_at"] = outcome.Text("created_at");
        }

        // The newest of an environment is watched also when it succeeded: it may be taken back.
        if (outcome?.Text("state") is not { } state || !Over.Contains(state) || environments.Add(deployment.Text("environment") ?? ""))
        {
            watched.Add(id);
        }

        return deployment;
    }

    private static string StatusesOf(string id) => $"deployments/{id}/statuses?per_page=100";
}
