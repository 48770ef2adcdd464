using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>
/// One read of runs, whole or of what may have changed. MLflow has no "changed since": what is read again are runs that ended lately,
/// runs that have not ended, runs that had not ended last time, and runs of registered versions, whose figures stand in the registry. The
/// rest waits for the next whole read.
/// </summary>
internal sealed class RunReading(MlflowClient client, MlflowSettings settings, DateTimeOffset at, RunCursor? before)
{
    private const string ByStart = "attributes.start_time ASC";
    private const string ByEnd = "attributes.end_time ASC";

    private static readonly string[] Ends = ["FINISHED", "FAILED", "KILLED"];

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly SortedSet<string> open = new(StringComparer.Ordinal);
    private readonly HistoryJoin history = new(client, settings);
    private readonly Dictionary<string, JsonObject> experiments = new(StringComparer.Ordinal);
    private long endTime = before?.EndTime ?? 0;
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private bool hasMissedChanges;

    /// <summary>Whether nothing failed so far.</summary>
    public bool IsWhole => refused.Count == 0 && !hasMissedChanges;

    /// <summary>
    /// Where the next read may start: an experiment that failed is read whole then. Null when a search over several experiments failed, for
    /// then it is not known what they had to say.
    /// </summary>
    public RunCursor? Next => hasMissedChanges ? null : new()
    {
        EndTime = endTime,
        Open = [.. open],
        Experiments = [.. experiments.Keys.Except(refused).Order(StringComparer.Ordinal)],
    };

    /// <summary>The selected experiments by id, once reading has begun: <c>experiment_id</c>, <c>name</c>, <c>tags</c>, <c>url</c>.</summary>
    public IReadOnlyDictionary<string, JsonObject> Experiments => experiments;

    /// <summary>Records of runs, each once; the marks of experiments that were read whole; faults of single parts.</summary>
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var experiment in client.ExperimentsAsync(deleted: false, cancellationToken))
        {
            Know(experiment);
        }

        string[] known = [.. experiments.Keys.Intersect(before?.Experiments ?? [])];
        foreach (var id in experiments.Keys.Except(known))
        {
            var records = RecordsAsync(client.RunsAsync([id], filter: null, ByStart, cancellationToken), cancellationToken);
            await foreach (var item in ScopedRead.ReadAsync(id, $"experiment '{MlflowJson.Word(experiments[id]["name"])}'", records, isWhole: true, cancellationToken))
            {
                if (item is SourceItem.Failed)
                {
                    refused.Add(id);
                }

                yield return item;
            }
        }

        foreach (var part in before is null ? [ExperimentMarks.DeletedAsync(client, experiments.Keys.ToHashSet(StringComparer.Ordinal), cancellationToken)] : ChangedParts(known, before, cancellationToken))
        {
            await foreach (var item in part)
            {
                hasMissedChanges |= item is SourceItem.Failed;
                yield return item;
            }
        }
    }

    private void Know(JsonObject experiment)
    {
        var id = MlflowJson.Word(experiment["experiment_id"]);
        var name = MlflowJson.Word(experiment["name"]);
        if (id.Length > 0 && settings.Experiments.Has(name))
        {
            experiments[id] = new JsonObject
            {
                ["experiment_id"] = id,
                ["name"] = name,
                ["tags"] = MlflowJson.Texts(experiment.Take("tags")),
                ["url"] = client.Links.Experiment(id),
            };
        }
    }

    private IEnumerable<IAsyncEnumerable<SourceItem>> ChangedParts(string[] known, RunCursor before, CancellationToken cancellationToken)
    {
        foreach (var batch in known.Chunk(MlflowClient.Batch))
        {
            var since = Math.Max(0, before.EndTime - (long)settings.Overlap.TotalMilliseconds);
            yield return Changed("runs that ended lately", client.RunsAsync(batch, $"attributes.end_time >= {since}", ByEnd, cancellationToken), cancellationToken);
            yield return Changed("running runs", client.RunsAsync(batch, "attributes.status = 'RUNNING'", ByStart, cancellationToken), cancellationToken);
            yield return Changed("scheduled runs", client.RunsAsync(batch, "attributes.status = 'SCHEDULED'", ByStart, cancellationToken), cancellationToken);
        }

        yield return Changed("runs that ran before", HeldOpenAsync(cancellationToken), cancellationToken);
        yield return Changed("runs of registered versions", RegisteredAsync(known, cancellationToken), cancellationToken);
    }

    private IAsyncEnumerable<SourceItem> Changed(string part, IAsyncEnumerable<JsonObject> runs, CancellationToken cancellationToken) =>
        ScopedRead.ReadChangedAsync(record => MlflowJson.Word(record["experiment_id"]), part, RecordsAsync(runs, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<JsonObject> HeldOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in before!.Open.Where(id => !seen.Contains(id)))
        {
            if (await client.RunAsync(id, cancellationToken) is { } run && !RunRecord.IsDeleted(run))
            {
                yield return run;
            }
        }
    }

    private async IAsyncEnumerable<JsonObject> RegisteredAsync(string[] known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var registered = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var (run, _) in RegisteredRuns.ReadAsync(client, cancellationToken))
        {
            registered.Add(run);
        }

        registered.ExceptWith(seen);
        await foreach (var run in new RunsById(client).ReadAsync(registered, known, cancellationToken))
        {
            yield return run;
        }
    }

    private async IAsyncEnumerable<JsonObject> RecordsAsync(IAsyncEnumerable<JsonObject> runs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Pages are offsets: a run may come twice when others come or go meanwhile.
        var fresh = runs.Where(run => RunRecord.Id(run) is { Length: > 0 } id && IsSelected(run) && seen.Add(id)).Select(Record);
        if (settings.History.IsEmpty)
        {
            await foreach (var record in fresh.WithCancellation(cancellationToken))
            {
                yield return record;
            }

            yield break;
        }

        await foreach (var batch in fresh.Chunk(MlflowClient.Batch).WithCancellation(cancellationToken))
        {
            await history.AddAsync(batch, cancellationToken);
            foreach (var record in batch)
            {
                yield return record;
            }
        }
    }

    private bool IsSelected(JsonObject run) => experiments.ContainsKey(MlflowJson.Word(run["info"]?["experiment_id"]));

    private JsonObject Record(JsonObject run)
    {
        var record = RunRecord.Of(run, settings.Metrics, client.Links);
        record["experiment"] = experiments[MlflowJson.Word(record["experiment_id"])].DeepClone();
        if (!Ends.Contains(MlflowJson.Word(record["status"])))
        {
            open.Add(MlflowJson.Word(record["run_id"]));
        }
        else if (MlflowJson.Milliseconds(record["end_time"]) is { } end)
        {
            // A trainer's clock may be in the future; what ends from now on must not be missed for it.
            endTime = Math.Max(endTime, Math.Min(end, at.ToUnixTimeMilliseconds()));
        }

        return record;
    }
}
