using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Reads the runs of one project, all of them or those that may have changed since a mark.</summary>
internal sealed class ProjectRuns(WandbClient client, WandbBeats beats, WandbLinks links, WandbProject project, RunSettings settings, RunMark? since)
{
    private const string OldestFirst = "+created_at";

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>How far it was read.</summary>
    public RunMark Mark { get; } = since ?? new RunMark();

    /// <summary>Gives each run once.</summary>
    /// <exception cref="VendorException">The project cannot be read to its end.</exception>
    public async IAsyncEnumerable<JsonObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = Mark.Open.ToList();
        var filter = since?.Filter(await beats.AreFilteredAsync(project, cancellationToken));
        var named = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var run in ListAsync(And(settings.Filter, filter), cancellationToken))
        {
            named.Add(SettingsCheck.Text(run["name"]) ?? "");
            yield return run;
        }

        // Of those that had not ended, some have since, and no filter finds these.
        foreach (var name in open.Where(name => !named.Contains(name)))
        {
            if (await FindAsync(name, cancellationToken) is { } run)
            {
                yield return run;
            }
            else
            {
                Mark.Forget(name);
            }
        }
    }

    // Pages are counted off, so a run that comes or goes meanwhile shifts them: some runs come twice, and others not at all.
    private async IAsyncEnumerable<JsonObject> ListAsync(JsonObject? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = new WandbList(WandbDocuments.Runs, Variables(filter), data => data["project"] is JsonObject parent ? parent["runs"] as JsonObject ?? [] : null, $"runs of {project.Part}")
        {
            Size = settings.PageSize,
        };
        double? count = null;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await foreach (var page in client.PagesAsync(list, cancellationToken))
            {
                var parent = page.Data["project"]!;
                count = SettingsCheck.Number(parent["runCount"]) ?? SettingsCheck.Number(parent["runs"]?["totalCount"]);
                foreach (var run in page.Edges.Select(edge => edge["node"]).OfType<JsonObject>().Where(run => seen.Add(run["id"]?.ToString() ?? "")))
                {
                    yield return await TakeAsync(run, cancellationToken);
                }
            }

            if (!(seen.Count < count))
            {
                yield break;
            }
        }

        throw new VendorException(
            $"W&B says that there are {count} runs of {project.Part}, but gave {seen.Count} of them in two readings. Nothing is called gone; it is read again next time.", status: 0);
    }

    private async Task<JsonObject?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await client.AskAsync(WandbDocuments.Run, project.Variables([new("name", name), .. settings.Variables()]), cancellationToken);
        return answer.Data["project"] is not JsonObject parent ? throw client.Absent($"runs of {project.Part}")
            : parent["run"] is JsonObject run ? await TakeAsync(run, cancellationToken)
            : null;
    }

    private async Task<JsonObject> TakeAsync(JsonObject node, CancellationToken cancellationToken)
    {
        await WandbLineage.CompleteAsync(client, node, project, cancellationToken);
        var run = RunRecord.Of(node, project, settings.Values, links);
        Mark.Take(run);
        return run;
    }

    private JsonObject Variables(JsonObject? filter) =>
        project.Variables([new("order", OldestFirst), .. filter is null ? Array.Empty<KeyValuePair<string, JsonNode?>>() : [new("filters", filter.ToJsonString())], .. settings.Variables()]);

    private static JsonObject? And(JsonObject? wanted, JsonObject? changed) =>
        wanted is null ? changed : changed is null ? wanted : new JsonObject { ["$and"] = new JsonArray(wanted.DeepClone(), changed) };
}
