using System.Runtime.ExceptionServices;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Workspace;

/// <summary>
/// Creates something exactly once although Notion knows no idempotency keys: after a failure that leaves open whether it was made, it is
/// looked up before it is sent again.
/// </summary>
internal sealed class CreateOnce(TimeProvider time)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Creates, or finds what an earlier attempt created.</summary>
    /// <param name="create">Sends the create.</param>
    /// <param name="find">Looks for its result; null when there is none.</param>
    /// <param name="cancellationToken">Stops between attempts.</param>
    /// <exception cref="AmbiguousCreateException">It failed each time and was never found.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> create, Func<CancellationToken, Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await create(cancellationToken);
            }
            catch (AmbiguousCreateException failure)
            {
                // A request that was cut off may still be on its way through Notion.
                await Task.Delay(Pause * attempt, time, cancellationToken);
                if (await find(cancellationToken) is { } made)
                {
                    return made;
                }

                if (attempt == Attempts)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }
            }
        }
    }
}
