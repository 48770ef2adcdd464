using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Runs of experiments.</summary>
internal sealed class RunsKind(MlflowClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("runs", "A run of an experiment: a training, an evaluation, with its figures and what it read.")
    {
        Key = "run_id",
        Scope = "experiment",
        Incremental = "end_time",
        Permissions = ["READ on the experiments", "READ on the registered models"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => MlflowSettings.Check(
        settings,
        MlflowSettings.ExperimentsSetting,
        MlflowSettings.MetricsSetting,
        MlflowSettings.HistorySetting,
        MlflowSettings.PointsSetting,
        MlflowSettings.OverlapSetting);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = new RunReading(client, MlflowSettings.From(query.Settings), query.At, RunCursor.Read(query.Cursor));
        await foreach (var item in reading.ReadAsync(cancellationToken))
        {
            yield return item;
        }

        if (reading.Next is { } next)
        {
            yield return new SourceItem.Next(next.Write());
        }
    }
}
