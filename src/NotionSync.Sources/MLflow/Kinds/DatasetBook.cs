using System.Text.Json.Nodes;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>
/// Gathers the datasets that runs read, by name and digest. What is said of one is what its latest user said; how often it was used is
/// not told, so that a read of the latest runs alone gives the same records as a read of all.
/// </summary>
/// <param name="before">The uses known from earlier reads; empty for none.</param>
/// <param name="versions">Registered versions by the run that made them.</param>
internal sealed class DatasetBook(IReadOnlyDictionary<string, DatasetUse> before, ILookup<string, string> versions)
{
    private readonly SortedDictionary<string, DatasetUse> uses = new(before.ToDictionary(), StringComparer.Ordinal);
    private readonly Dictionary<string, (JsonObject Dataset, JsonObject Run)> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> models = new(StringComparer.Ordinal);
    private readonly SortedSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>The latest use of each dataset.</summary>
    public IReadOnlyDictionary<string, DatasetUse> Uses => uses;

    /// <summary>Adds the datasets of a run record.</summary>
    public void Add(JsonObject run)
    {
        var (id, start) = (MlflowJson.Word(run["run_id"]), MlflowJson.Milliseconds(run["start_time"]) ?? 0);
        foreach (var dataset in Datasets(run))
        {
            var key = Key(dataset);
            touched.Add(key);
            var use = uses.GetValueOrDefault(key);
            var isLatest = use is null || use.IsBefore(start, id);
            if (isLatest || use!.Run == id)
            {
                Keep(key, dataset, run, isFirst: isLatest);
            }

            var experiment = MlflowJson.Word(run["experiment_id"]);
            IReadOnlyList<string> experiments = use?.Experiments.Contains(experiment) == true ? use.Experiments : [.. (use?.Experiments ?? []).Append(experiment).Order(StringComparer.Ordinal)];
            uses[key] = isLatest ? new(MlflowJson.Word(dataset["name"]), start, id, experiments) : use! with { Experiments = experiments };
            UsersOf(key).UnionWith(versions[id]);
        }
    }

    /// <summary>Runs that must be read again because they alone know what is to be told: latest users that were not among the runs added.</summary>
    public IReadOnlyCollection<string> RunsToRead()
    {
        // A dataset is no longer the newest of its name: that is told too.
        var newest = Newest(uses);
        touched.UnionWith(Newest(before).Where(was => newest[was.Key] != was.Value).Select(was => was.Value));
        return [.. touched.Where(key => !contents.ContainsKey(key)).Select(key => uses[key].Run).Distinct()];
    }

    /// <summary>Takes from such a run what it says of the datasets that it used last.</summary>
    public void Recall(JsonObject run)
    {
        foreach (var dataset in Datasets(run).Where(dataset => uses.GetValueOrDefault(Key(dataset))?.Run == MlflowJson.Word(run["run_id"])))
        {
            Keep(Key(dataset), dataset, run, isFirst: false);
        }
    }

    /// <summary>What is to be told, by key, with the experiment of the run that used it last.</summary>
    /// <param name="experiments">Experiments by id: those with runs that used a dataset are named in its record.</param>
    public IEnumerable<(string Experiment, JsonObject Record)> Records(IReadOnlyDictionary<string, JsonObject> experiments)
    {
        var newest = Newest(uses);
        foreach (var key in touched.Where(contents.ContainsKey))
        {
            var (dataset, run) = contents[key];
            var use = uses[key];
            var record = dataset.DeepClone().AsObject();
            record["key"] = key;
            record["newest"] = newest[use.Name] == key;
            if (run["started"] is { } started)
            {
                record["last_used"] = started.DeepClone();
            }

            record["last_run"] = new JsonObject { ["run_id"] = use.Run, ["name"] = run["run_name"]?.DeepClone(), ["url"] = run["url"]?.DeepClone() };
            record["experiments"] = new JsonArray([.. use.Experiments.Where(experiments.ContainsKey).Select(id => experiments[id].DeepClone())]);
            record["models"] = new JsonArray([.. UsersOf(key).Select(version => JsonValue.Create(version))]);
            yield return (MlflowJson.Word(run["experiment_id"]), record);
        }
    }

    private static Dictionary<string, string> Newest(IReadOnlyDictionary<string, DatasetUse> uses) => uses
        .GroupBy(use => use.Value.Name, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Aggregate((best, use) => best.Value.IsBefore(use.Value.Start, use.Value.Run) ? use : best).Key);

    private static string Key(JsonObject dataset) => $"{MlflowJson.Word(dataset["name"])}/{MlflowJson.Word(dataset["digest"])}";

    private static IEnumerable<JsonObject> Datasets(JsonObject run) => (run["datasets"] as JsonArray ?? []).OfType<JsonObject>();

    // A run may have read a dataset in several contexts; the first of them, by name, stands.
    private void Keep(string key, JsonObject dataset, JsonObject run, bool isFirst)
    {
        if (isFirst || !contents.ContainsKey(key))
        {
            var summary = new JsonObject();
            foreach (var member in (string[])["run_name", "started", "url", "experiment_id"])
            {
                summary[member] = run[member]?.DeepClone();
            }

            contents[key] = (dataset.DeepClone().AsObject(), summary);
        }
    }

    private SortedSet<string> UsersOf(string key) => models.TryGetValue(key, out var users) ? users : models[key] = new(StringComparer.Ordinal);
}
