using System.Text.Json.Nodes;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Joins runs with the course of some of their metrics: <c>history</c>, by metric, as points in the order of their steps.</summary>
internal sealed class HistoryJoin(MlflowClient client, MlflowSettings settings)
{
    /// <summary>Adds the courses to run records; a run without the metric has none.</summary>
    public async Task AddAsync(IReadOnlyList<JsonObject> runs, CancellationToken cancellationToken)
    {
        foreach (var metric in settings.History)
        {
            foreach (var batch in runs.Where(run => Latest(run).ContainsKey(metric)).Chunk(MlflowClient.Batch))
            {
                var points = await PointsAsync([.. batch.Select(run => MlflowJson.Word(run["run_id"]))], metric, cancellationToken);
                foreach (var run in batch)
                {
                    Add(run, metric, points[MlflowJson.Word(run["run_id"])]);
                }
            }
        }
    }

    private async Task<ILookup<string, JsonObject>> PointsAsync(IReadOnlyList<string> runs, string metric, CancellationToken cancellationToken)
    {
        if (await client.SampledHistoryAsync(runs, metric, settings.Points, cancellationToken) is { } sampled)
        {
            return sampled.ToLookup(point => MlflowJson.Word(point["run_id"]));
        }

        // A server without the call that thins out gives every point, run by run.
        var all = new List<(string Run, JsonObject Point)>();
        foreach (var run in runs)
        {
            await foreach (var point in client.HistoryAsync(run, metric, cancellationToken))
            {
                all.Add((run, point));
            }
        }

        return all.ToLookup(one => one.Run, one => one.Point);
    }

    // The same step may have several values (a run that was resumed): the last one logged stands.
    private void Add(JsonObject run, string metric, IEnumerable<JsonObject> points)
    {
        var course = points
            .Select(point => (Step: MlflowJson.Whole(point["step"]) ?? 0, At: point["timestamp"], Value: MlflowJson.Figure(point["value"])))
            .OrderBy(point => point.Step)
            .ThenBy(point => MlflowJson.Milliseconds(point.At) ?? 0)
            .GroupBy(point => point.Step, (_, same) => same.Last())
            .ToList();
        if (course.Count > 0)
        {
            var history = run["history"] as JsonObject ?? [];
            run["history"] ??= history;
            history[metric] = new JsonArray([.. Thinned(course).Select(point => (JsonNode)new JsonObject
            {
                ["step"] = point.Step,
                ["at"] = MlflowJson.Instant(point.At),
                ["value"] = point.Value,
            })]);
        }
    }

    // First and last are kept; those between stand at equal distances, so that the same course is always thinned alike.
    private IEnumerable<T> Thinned<T>(List<T> course) => course.Count <= settings.Points + 1
        ? course
        : Enumerable.Range(0, settings.Points).Select(place => course[(int)((long)place * (course.Count - 1) / (settings.Points - 1))]);

    private static JsonObject Latest(JsonObject run) => run["metrics"] as JsonObject ?? [];
}
