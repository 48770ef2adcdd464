using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>A kind that tells, once in each read, what its records lack because the server does not know all that is asked of it.</summary>
internal sealed class LossKind(IKind kind, WandbClient client, params WandbDocument[] documents) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind => kind.Kind;

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => kind.Check(settings);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in kind.ReadAsync(query, cancellationToken))
        {
            yield return item;
        }

        if (documents.Select(client.Loss).OfType<string>().FirstOrDefault() is { } loss)
        {
            yield return new SourceItem.Partial(loss);
        }
    }
}
