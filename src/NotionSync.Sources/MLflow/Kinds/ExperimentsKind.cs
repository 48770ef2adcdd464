using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Experiments that are not deleted.</summary>
internal sealed class ExperimentsKind(MlflowClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("experiments", "An experiment, which groups runs.")
    {
        Key = "experiment_id",
        Scope = "experiment",
        Permissions = ["READ on the experiments"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => MlflowSettings.Check(settings, MlflowSettings.ExperimentsSetting);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var marks = new ExperimentMarks(client);
        var records = RecordsAsync(MlflowSettings.From(query.Settings), marks, cancellationToken);
        await foreach (var item in marks.AfterAsync(
            ScopedRead.ReadChangedAsync(experiment => MlflowJson.Word(experiment["experiment_id"]), "experiments", records, cancellationToken), cancellationToken))
        {
            yield return item;
        }
    }

    private async IAsyncEnumerable<JsonObject> RecordsAsync(MlflowSettings settings, ExperimentMarks marks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var experiment in client.ExperimentsAsync(deleted: false, cancellationToken))
        {
            var id = MlflowJson.Word(experiment["experiment_id"]);
            if (id.Length > 0 && marks.Add(id) && settings.Experiments.Has(MlflowJson.Word(experiment["name"])))
            {
                TaggedRecord.Refine(experiment, "creation_time", "last_update_time");
                experiment["url"] = client.Links.Experiment(id);
                yield return experiment;
            }
        }
    }
}
