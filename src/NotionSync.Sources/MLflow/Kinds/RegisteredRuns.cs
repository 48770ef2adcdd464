using System.Runtime.CompilerServices;
using NotionSync.Sources.Http;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Which runs made registered versions.</summary>
internal static class RegisteredRuns
{
    /// <summary>Runs with the version that each made, as <c>model/version</c>; none on a server without a registry.</summary>
    public static async IAsyncEnumerable<(string Run, string Version)> ReadAsync(MlflowClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var versions = client.VersionsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await versions.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (VendorException refusal) when (MlflowVendor.LacksRoute(refusal))
            {
                // A server without a registry has no registered versions.
                yield break;
            }

            var version = versions.Current;
            if (MlflowJson.Word(version["run_id"]) is { Length: > 0 } run)
            {
                yield return (run, $"{MlflowJson.Word(version["name"])}/{MlflowJson.Word(version["version"])}");
            }
        }
    }
}
