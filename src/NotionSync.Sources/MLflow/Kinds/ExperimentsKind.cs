using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Experiments that are not deleted.</summary>
internal sealed class ExperimentsKind(MlflowClient client) : IKind
{
    private const string Scope = "experiments";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("experiments", "An experiment, which groups runs.")
    {
        Key = "experiment_id",
        Scope = "server",
        Permissions = ["READ on the experiments"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => MlflowSettings.Check(settings, MlflowSettings.ExperimentsSetting);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        ScopedRead.ReadAsync(Scope, "experiments", RecordsAsync(MlflowSettings.From(query.Settings), cancellationToken), isWhole: true, cancellationToken);

    private async IAsyncEnumerable<JsonObject> RecordsAsync(MlflowSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var experiment in client.ExperimentsAsync(deleted: false, cancellationToken))
        {
            var id = MlflowJson.Word(experiment["experiment_id"]);
            if (id.Length > 0 && settings.Experiments.Has(MlflowJson.Word(experiment["name"])) && seen.Add(id))
            {
                TaggedRecord.Refine(experiment, "creation_time", "last_update_time");
                experiment["url"] = client.Links.Experiment(id);
                yield return experiment;
            }
        }
    }
}
