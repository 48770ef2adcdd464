using System.Runtime.CompilerServices;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>
/// Decides of which experiments a whole read is proof: those that are listed, and those in MLflow's trash. One that is in neither list may
/// be hidden, since MLflow leaves out without a word what the credential may not read.
/// </summary>
internal sealed class ExperimentMarks(MlflowClient client)
{
    private readonly HashSet<string> listed = new(StringComparer.Ordinal);

    /// <summary>Takes note of an experiment that was listed, whether it is wanted or not; false when it came before.</summary>
    public bool Add(string experiment) => listed.Add(experiment);

    /// <summary>A read of what the experiments hold, and behind it, if nothing failed, their marks.</summary>
    public async IAsyncEnumerable<SourceItem> AfterAsync(IAsyncEnumerable<SourceItem> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasFailed = false;
        await foreach (var item in read.WithCancellation(cancellationToken))
        {
            hasFailed |= item is SourceItem.Failed;
            yield return item;
        }

        if (hasFailed)
        {
            yield break;
        }

        foreach (var id in listed.Order(StringComparer.Ordinal))
        {
            yield return new SourceItem.ScopeRead(id);
        }

        await foreach (var item in DeletedAsync(client, listed, cancellationToken))
        {
            yield return item;
        }
    }

    /// <summary>The marks of what was deleted with its experiment, as long as MLflow keeps that in its trash; or that they cannot be read.</summary>
    /// <param name="client">Lists what is in the trash.</param>
    /// <param name="listed">Experiments that are there: one may come back while the lists are read.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public static async IAsyncEnumerable<SourceItem> DeletedAsync(
        MlflowClient client, IReadOnlySet<string> listed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var deleted = client.ExperimentsAsync(deleted: true, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            string? fault = null;
            try
            {
                if (!await deleted.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (VendorException refusal) when (!refusal.HarmsAll)
            {
                fault = refusal.Message;
            }

            if (fault is not null)
            {
                yield return new SourceItem.Failed("deleted experiments", fault);
                yield break;
            }

            if (MlflowJson.Word(deleted.Current["experiment_id"]) is { Length: > 0 } id && !listed.Contains(id))
            {
                yield return new SourceItem.ScopeRead(id);
            }
        }
    }
}
