using System.Text.Json.Nodes;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Joins versions with the run that made them: <c>run</c>, as the kind <c>runs</c> gives it.</summary>
internal sealed class RunJoin(MlflowClient client, MlflowSettings settings)
{
    private readonly HistoryJoin history = new(client, settings);
    private string[]? experiments;

    /// <summary>Adds the runs; a version whose run is deleted, or that was registered without one, gets none.</summary>
    public async Task AddAsync(IReadOnlyList<JsonObject> versions, CancellationToken cancellationToken)
    {
        var ids = versions.Select(version => MlflowJson.Word(version["run_id"])).Where(id => id.Length > 0).Distinct().ToList();
        if (ids.Count == 0)
        {
            return;
        }

        experiments ??= await client.ExperimentsAsync(deleted: false, cancellationToken)
            .Select(experiment => MlflowJson.Word(experiment["experiment_id"]))
            .ToArrayAsync(cancellationToken);
        var runs = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        await foreach (var run in new RunsById(client).ReadAsync(ids, experiments, cancellationToken))
        {
            runs[RunRecord.Id(run)] = RunRecord.Of(run, settings.Metrics, client.Links);
        }

        await history.AddAsync([.. runs.Values], cancellationToken);
        foreach (var version in versions)
        {
            // Two versions may come from one run.
            if (runs.GetValueOrDefault(MlflowJson.Word(version["run_id"])) is { } run)
            {
                version["run"] = run.DeepClone();
            }
        }
    }
}
