using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>What the replayed MLflow holds: what was recorded, completed by what was made by hand.</summary>
internal sealed class MlflowThings
{
    private readonly TimeProvider time;
    private readonly List<JsonObject> nightly;

    public MlflowThings(TimeProvider time)
    {
        this.time = time;
        var recorded = Recording.Load("mlflow/recorded.json").AsObject();
        var completed = Recording.Load("mlflow/completed.json").AsObject();
        Version = (string)recorded["version"]!;
        ServerInfo = recorded["server_info"]!.AsObject();
        Experiments = [.. List(recorded, "experiments"), .. List(completed, "experiments")];
        Runs = List(recorded, "runs");
        Models = List(recorded, "registered_models");
        Versions = List(recorded, "model_versions");
        LoggedModels = List(recorded, "models");
        Points = List(recorded, "metrics");
        nightly = List(completed, "nightly");
        Complete(completed);
    }

    public string Version { get; }

    public JsonObject ServerInfo { get; }

    public List<JsonObject> Experiments { get; }

    public List<JsonObject> Models { get; }

    public List<JsonObject> Versions { get; }

    public List<JsonObject> LoggedModels { get; }

    /// <summary>Points of metrics, with <c>run_id</c>.</summary>
    public List<JsonObject> Points { get; }

    /// <summary>Runs that stay where they are.</summary>
    public List<JsonObject> Runs { get; }

    /// <summary>All runs as of now.</summary>
    public IEnumerable<JsonObject> RunsOfToday => Runs.Concat(nightly.Select(Nightly));

    /// <summary>A registered model by its name.</summary>
    public JsonObject ModelOf(string name) => Models.Single(model => (string?)model["name"] == name);

    /// <summary>A version by model and number.</summary>
    public JsonObject VersionOf(string model, string number) => Versions.Single(version => (string?)version["name"] == model && (string?)version["version"] == number);

    /// <summary>A run by its name.</summary>
    public JsonObject RunOf(string name) => Runs.Single(run => (string?)run["info"]!["run_name"] == name);

    private static List<JsonObject> List(JsonObject file, string member) => [.. file[member]!.AsArray().Select(item => item!.DeepClone().AsObject())];

    private void Complete(JsonObject completed)
    {
        foreach (var (name, tags) in completed["modelTags"]!.AsObject())
        {
            AddPairs(ModelOf(name), tags!.AsObject());
        }

        foreach (var (key, tags) in completed["versionTags"]!.AsObject())
        {
            AddPairs(VersionOf(key.Split('/')[0], key.Split('/')[1]), tags!.AsObject());
        }

        foreach (var (name, tags) in completed["runTags"]!.AsObject())
        {
            AddPairs(RunOf(name)["data"]!.AsObject(), tags!.AsObject());
        }

        foreach (var (name, more) in completed["datasets"]!.AsObject())
        {
            foreach (var input in Runs.SelectMany(run => run["inputs"]?["dataset_inputs"]?.AsArray() ?? []).Where(input => (string?)input!["dataset"]!["name"] == name))
            {
                AddProfile(input!["dataset"]!, more!["profile"] as JsonObject ?? []);
                AddPairs(input.AsObject(), more["tags"] as JsonObject ?? []);
            }
        }

        foreach (var (name, course) in completed["history"]!.AsObject())
        {
            AddPoints(RunOf(name), course!.AsArray());
        }
    }

    private static void AddPairs(JsonObject owner, JsonObject tags)
    {
        var pairs = owner["tags"]?.AsArray() ?? [];
        owner["tags"] ??= pairs;
        foreach (var (key, value) in tags)
        {
            pairs.Add(new JsonObject { ["key"] = key, ["value"] = value!.DeepClone() });
        }
    }

    private static void AddProfile(JsonNode dataset, JsonObject more)
    {
        var profile = dataset["profile"] is { } text ? JsonNode.Parse((string)text!)!.AsObject() : [];
        foreach (var (name, value) in more)
        {
            profile[name] = value!.DeepClone();
        }

        dataset["profile"] = profile.ToJsonString();
    }

    private void AddPoints(JsonObject run, JsonArray course)
    {
        foreach (var point in course)
        {
            Points.Add(new JsonObject
            {
                ["key"] = "val_loss",
                ["step"] = point![0]!.DeepClone(),
                ["value"] = point[1]!.DeepClone(),
                ["timestamp"] = (long)run["info"]!["start_time"]! + (60_000 * (long)point[0]!),
                ["run_id"] = (string?)run["info"]!["run_id"],
            });
        }
    }

    // At the same time of day, so that a read within the day finds the same.
    private JsonObject Nightly(JsonObject plan)
    {
        var run = plan["run"]!.DeepClone().AsObject();
        var start = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(-(int)plan["daysAgo"]!).AddHours((int)plan["startHour"]!);
        run["info"]!["start_time"] = start.ToUnixTimeMilliseconds();
        if (plan["hours"] is { } hours)
        {
            run["info"]!["end_time"] = start.AddHours((double)hours).ToUnixTimeMilliseconds();
        }

        return run;
    }
}
