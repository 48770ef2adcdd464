using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>
/// Versions of registered models, joined with what the registry tells elsewhere: the aliases of the model, and the run that made the
/// version. Read whole each time, runs included, since a metric that is added to a finished run moves no time that could be asked for.
/// </summary>
internal sealed class VersionsKind(MlflowClient client) : IKind
{
    private const int AtOnce = 100;

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("versions", "A version of a registered model with its aliases and the run that made it.")
    {
        Key = "key",
        Scope = "model, or the server without a credential",
        Permissions = ["READ on the registered models", "READ on the experiments"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => MlflowSettings.Check(
        settings,
        MlflowSettings.ModelsSetting,
        MlflowSettings.RunSetting,
        MlflowSettings.MetricsSetting,
        MlflowSettings.HistorySetting,
        MlflowSettings.PointsSetting);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var marks = new ModelMarks(client, query.Cursor);
        var records = RecordsAsync(MlflowSettings.From(query.Settings), marks, cancellationToken);
        var hasFailed = false;
        await foreach (var item in ScopedRead.ReadChangedAsync(version => marks.Scope(MlflowJson.Word(version["name"])), "model versions", records, cancellationToken))
        {
            hasFailed |= item is SourceItem.Failed;
            yield return item;
        }

        await foreach (var item in hasFailed ? AsyncEnumerable.Empty<SourceItem>() : marks.ReadAsync(cancellationToken))
        {
            yield return item;
        }
    }

    private async IAsyncEnumerable<JsonObject> RecordsAsync(MlflowSettings settings, ModelMarks marks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var models = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        await foreach (var model in RegisteredModels.AllAsync(client, cancellationToken))
        {
            var name = MlflowJson.Word(model["name"]);
            marks.Add(name);
            models[name] = model;
        }

        var runs = new RunJoin(client, settings);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var versions = client.VersionsAsync(cancellationToken)
            .Where(version => settings.Models.Has(MlflowJson.Word(version["name"])))
            .Select(version => Record(version, models))
            .Where(version => !IsPrompt(version) && MlflowJson.Word(version["version"]).Length > 0 && seen.Add(MlflowJson.Word(version["key"])));
        await foreach (var batch in versions.Chunk(AtOnce).WithCancellation(cancellationToken))
        {
            if (settings.WithRun)
            {
                await runs.AddAsync(batch, cancellationToken);
            }

            foreach (var version in batch)
            {
                yield return version;
            }
        }
    }

    private static bool IsPrompt(JsonObject version) => TaggedRecord.IsPrompt(version) || (version["model"] is JsonObject model && TaggedRecord.IsPrompt(model));

    private JsonObject Record(JsonObject version, Dictionary<string, JsonObject> models)
    {
        var name = MlflowJson.Word(version["name"]);
        var number = MlflowJson.Word(version["version"]);
        TaggedRecord.Refine(version, "creation_timestamp", "last_updated_timestamp");
        version["key"] = $"{name}/{number}";
        if (MlflowJson.Whole(version["version"]) is { } whole)
        {
            // Texts would put 10 before 9.
            version["version_number"] = whole;
        }

        var model = models.GetValueOrDefault(name);
        var aliases = (model?["aliases"] as JsonObject ?? []).Where(alias => MlflowJson.Word(alias.Value) == number).Select(alias => alias.Key);
        version["aliases"] = new JsonArray([.. aliases.Select(alias => JsonValue.Create(alias))]);
        if (model is not null)
        {
            version["model"] = model.DeepClone();
        }

        version["url"] = client.Links.Version(name, number);
        return version;
    }
}
