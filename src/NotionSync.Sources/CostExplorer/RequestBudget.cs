using NotionSync.Sources.Http;

namespace NotionSync.Sources.CostExplorer;

/// <summary>Counts paid requests, so that a slip in a mapping cannot run up a bill. Safe for several threads.</summary>
/// <param name="most">Requests in any 24 hours.</param>
/// <param name="time">Tells when a day is over.</param>
internal sealed class RequestBudget(int most, TimeProvider time)
{
    private readonly Queue<DateTimeOffset> sent = new();
    private readonly Lock gate = new();

    /// <summary>Takes one request.</summary>
    /// <exception cref="VendorException">None is left.</exception>
    public void Spend()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            while (sent.TryPeek(out var first) && now - first >= TimeSpan.FromDays(1))
            {
                sent.Dequeue();
            }

            if (sent.Count >= most)
            {
                throw new VendorException(
                    $"CostExplorer was asked {most} times within a day, as often as {CostExplorerOptions.Section}:MostRequestsPerDay allows; each request costs $0.01. "
                    + $"It is asked again at {sent.Peek().AddDays(1):yyyy-MM-dd HH:mm} UTC. Ask fewer questions in the mappings, or raise the limit.",
                    status: 0);
            }

            sent.Enqueue(now);
        }
    }
}
