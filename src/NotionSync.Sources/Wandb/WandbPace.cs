using System.Globalization;

namespace NotionSync.Sources.Wandb;

/// <summary>
/// Spreads what is left of the quota over what is left of its window, before the server has to say no: it sends both with any answer.
/// </summary>
/// <remarks>
/// The unit of <c>RateLimit-Remaining</c> is the server's own, on a scale of 0 to 1000; near its end it is taken for requests, which is
/// on the safe side as a request costs at least a unit.
/// </remarks>
internal sealed class WandbPace(TimeProvider time)
{
    /// <summary>Below it requests are spread.</summary>
    private const double Scarce = 50;

    /// <summary>Longer than any window seen; a header beyond it is not believed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private DateTimeOffset free = DateTimeOffset.MinValue;

    /// <summary>Waits until the next request may go.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            wait = free - time.GetUtcNow();
            free = DateTimeOffset.MinValue;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Takes note of an answer's headers.</summary>
    public void Note(IReadOnlyDictionary<string, string> headers)
    {
        if (Number(headers, "RateLimit-Remaining") is not { } remaining || Number(headers, "RateLimit-Reset") is not { } reset || remaining >= Scarce)
        {
            return;
        }

        var wait = TimeSpan.FromSeconds(Math.Min(reset / Math.Max(remaining, 1), LongestWait.TotalSeconds));
        lock (gate)
        {
            free = time.GetUtcNow() + wait;
        }
    }

    private static double? Number(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
}
