using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Registered models with their aliases; prompts, which live in the same registry, are left out.</summary>
internal sealed class ModelsKind(MlflowClient client) : IKind
{
    private const string Scope = "registry";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("models", "A registered model with its aliases; its versions are of the kind 'versions'.")
    {
        Key = "name",
        Scope = "server",
        Permissions = ["READ on the registered models"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => MlflowSettings.Check(settings, MlflowSettings.ModelsSetting);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        ScopedRead.ReadAsync(Scope, "registered models", RecordsAsync(MlflowSettings.From(query.Settings), cancellationToken), isWhole: true, cancellationToken);

    private async IAsyncEnumerable<JsonObject> RecordsAsync(MlflowSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var model in RegisteredModels.ReadAsync(client, cancellationToken))
        {
            if (settings.Models.Has(MlflowJson.Word(model["name"])))
            {
                yield return model;
            }
        }
    }
}
