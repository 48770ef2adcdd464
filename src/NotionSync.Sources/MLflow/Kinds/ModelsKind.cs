using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Registered models with their aliases; prompts, which live in the same registry, are left out.</summary>
internal sealed class ModelsKind(MlflowClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("models", "A registered model with its aliases; its versions are of the kind 'versions'.")
    {
        Key = "name",
        Scope = "model, or the server without a credential",
        Permissions = ["READ on the registered models"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => MlflowSettings.Check(settings, MlflowSettings.ModelsSetting);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var marks = new ModelMarks(client, query.Cursor);
        var records = RecordsAsync(MlflowSettings.From(query.Settings), marks, cancellationToken);
        var hasFailed = false;
        await foreach (var item in ScopedRead.ReadChangedAsync(model => marks.Scope(MlflowJson.Word(model["name"])), "registered models", records, cancellationToken))
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
        await foreach (var model in RegisteredModels.AllAsync(client, cancellationToken))
        {
            var name = MlflowJson.Word(model["name"]);
            marks.Add(name);
            if (settings.Models.Has(name) && !TaggedRecord.IsPrompt(model))
            {
                yield return model;
            }
        }
    }
}
