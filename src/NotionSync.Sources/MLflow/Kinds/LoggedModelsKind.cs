using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Models that runs logged, registered or not (MLflow 3.0 and later). A server without them says so, and the rest goes on.</summary>
internal sealed class LoggedModelsKind(MlflowClient client) : IKind
{
    private const string VersionsTag = "mlflow.modelVersions";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("logged-models", "A model that a run logged (MLflow 3.0 and later), with the versions that were registered of it.")
    {
        Key = "model_id",
        Scope = "experiment",
        Permissions = ["READ on the experiments"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        MlflowSettings.Check(settings, MlflowSettings.ExperimentsSetting, MlflowSettings.MetricsSetting);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var absence = "";
        var marks = new ExperimentMarks(client);
        var records = RecordsAsync(MlflowSettings.From(query.Settings), marks, told => absence = told, cancellationToken);
        var read = ScopedRead.ReadChangedAsync(model => MlflowJson.Word(model["experiment_id"]), "logged models", records, cancellationToken);
        await foreach (var item in marks.AfterAsync(read, cancellationToken))
        {
            if (item is not SourceItem.ScopeRead || absence.Length == 0)
            {
                yield return item;
            }
        }

        if (absence.Length > 0)
        {
            yield return new SourceItem.Partial(absence);
        }
    }

    private async IAsyncEnumerable<JsonObject> RecordsAsync(
        MlflowSettings settings, ExperimentMarks marks, Action<string> tell, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var experiments = await client.ExperimentsAsync(deleted: false, cancellationToken)
            .Where(experiment => marks.Add(MlflowJson.Word(experiment["experiment_id"])))
            .Where(experiment => settings.Experiments.Has(MlflowJson.Word(experiment["name"])))
            .Select(experiment => MlflowJson.Word(experiment["experiment_id"]))
            .ToListAsync(cancellationToken);
        foreach (var batch in experiments.Chunk(MlflowClient.Batch))
        {
            await using var models = client.LoggedModelsAsync(batch, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await models.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (VendorException refusal) when (MlflowVendor.LacksRoute(refusal))
                {
                    tell($"This server has no logged models: they came with MLflow 3.0. Upgrade it, or leave the block out. {refusal.Message}");
                    yield break;
                }

                if (Record(models.Current, settings) is { } record && seen.Add(MlflowJson.Word(record["model_id"])))
                {
                    yield return record;
                }
            }
        }
    }

    // A figure may have been taken on several datasets: 'metrics' holds the latest of each key, 'measurements' all of them.
    private JsonObject? Record(JsonObject model, MlflowSettings settings)
    {
        var record = model.TakeObject("info");
        var id = MlflowJson.Word(record["model_id"]);
        if (id.Length == 0)
        {
            return null;
        }

        var data = model.TakeObject("data");
        var measurements = (data.Take("metrics") as JsonArray ?? []).OfType<JsonObject>()
            .Where(metric => settings.Metrics.Has(MlflowJson.Word(metric["key"])))
            .OrderBy(metric => MlflowJson.Word(metric["key"]), StringComparer.Ordinal)
            .ThenBy(metric => MlflowJson.Milliseconds(metric["timestamp"]) ?? 0)
            .ThenBy(metric => MlflowJson.Word(metric["dataset_name"]), StringComparer.Ordinal)
            .ToList();
        TaggedRecord.Refine(record, "creation_timestamp_ms", "last_updated_timestamp_ms");
        record["params"] = MlflowJson.Texts(data.Take("params"));
        record["metrics"] = MlflowJson.Pairs(new JsonArray([.. measurements.Select(metric => metric.DeepClone())]), MlflowJson.Figure);
        record["measurements"] = new JsonArray([.. measurements.Select(Measured)]);
        record["versions"] = MlflowJson.Unpacked(record["tags"]?[VersionsTag]) as JsonArray ?? [];
        record["url"] = client.Links.LoggedModel(MlflowJson.Word(record["experiment_id"]), id);
        foreach (var (name, node) in model.Concat(data).Where(member => !record.ContainsKey(member.Key)).ToList())
        {
            record[name] = node?.DeepClone();
        }

        return record;
    }

    private static JsonNode Measured(JsonObject metric)
    {
        var copy = metric.DeepClone().AsObject();
        copy["value"] = MlflowJson.Figure(copy.Take("value"));
        return copy;
    }
}
