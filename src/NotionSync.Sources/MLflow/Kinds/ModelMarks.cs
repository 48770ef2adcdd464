using System.Runtime.CompilerServices;
using System.Text.Json;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>
/// Decides of which registered models a read of the registry is proof. With a credential MLflow leaves out what it may not see, so a model
/// that is not listed may be hidden: each is a scope of its own, those listed before are remembered in the cursor, and one is only
/// called gone when the server says that it does not exist. Without a credential nothing is hidden, and the list is the proof.
/// </summary>
/// <param name="client">Asks for single models.</param>
/// <param name="cursor">What <see cref="ReadAsync"/> said at the end of the read before; null when nothing is known.</param>
internal sealed class ModelMarks(MlflowClient client, string? cursor)
{
    private const string Registry = "registry";

    private readonly SortedSet<string> listed = new(StringComparer.Ordinal);

    /// <summary>Takes note of a model that the registry listed, whether it is wanted or not.</summary>
    public void Add(string model) => listed.Add(model);

    /// <summary>The scope of a model and its versions.</summary>
    public string Scope(string model) => client.MayHide ? model : Registry;

    /// <summary>The marks, once the registry was read to its end without a fault, and where the next read begins.</summary>
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!client.MayHide)
        {
            yield return new SourceItem.ScopeRead(Registry);
            yield break;
        }

        foreach (var model in listed)
        {
            yield return new SourceItem.ScopeRead(model);
        }

        // Those that are gone stay in the memory: what is gone must be told more than once before a page is moved to the trash.
        var known = new SortedSet<string>(Known(), StringComparer.Ordinal);
        foreach (var model in known.Except(listed))
        {
            if (await ProofAsync(model, cancellationToken) is { } item)
            {
                yield return item;
            }
        }

        known.UnionWith(listed);
        yield return new SourceItem.Next(JsonSerializer.Serialize(new ModelCursor([.. known]), CursorJson.Default.ModelCursor));
    }

    // Null: it is hidden, or listed a moment too late.
    private async Task<SourceItem?> ProofAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            return await client.LacksModelAsync(model, cancellationToken) ? new SourceItem.ScopeRead(model) : null;
        }
        catch (VendorException refusal) when (!refusal.HarmsAll)
        {
            return new SourceItem.Failed($"model '{model}'", refusal.Message);
        }
    }

    private IReadOnlyList<string> Known()
    {
        try
        {
            return cursor is null ? [] : JsonSerializer.Deserialize(cursor, CursorJson.Default.ModelCursor)?.Models ?? [];
        }
        catch (JsonException)
        {
            // Written by another version of the product.
            return [];
        }
    }
}

/// <summary>Which models the registry has listed.</summary>
/// <param name="Models">Their names, in order.</param>
internal sealed record ModelCursor(IReadOnlyList<string> Models);
