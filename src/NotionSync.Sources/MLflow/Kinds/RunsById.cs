using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Reads runs whose ids are known, many in one call.</summary>
internal sealed class RunsById(MlflowClient client)
{
    // Ids alone decide, so that many experiments in one call cost the server little.
    private const int ExperimentsAtOnce = 500;

    /// <summary>Reads the runs that exist, are not deleted and belong to the experiments.</summary>
    public async IAsyncEnumerable<JsonObject> ReadAsync(
        IEnumerable<string> runs, IReadOnlyCollection<string> experiments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ids in runs.Where(IsPlain).Chunk(MlflowClient.Batch))
        {
            var filter = $"attributes.run_id IN ({string.Join(", ", ids.Select(id => $"'{id}'"))})";
            foreach (var batch in experiments.Chunk(ExperimentsAtOnce))
            {
                await foreach (var run in client.RunsAsync(batch, filter, "attributes.start_time ASC", cancellationToken))
                {
                    yield return run;
                }
            }
        }
    }

    // Ids are 32 hexadecimal digits; filters have no way to escape a quote.
    private static bool IsPlain(string id) => id.All(char.IsAsciiLetterOrDigit);
}
