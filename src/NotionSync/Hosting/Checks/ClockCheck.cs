using NotionSync.Model;

namespace NotionSync.Hosting.Checks;

/// <summary>Compares this machine's clock with Notion's: edits are found by time, and schedules fire by it.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>A finding when they differ; null when they agree, or when nobody answers (which other checks tell).</summary>
    public static async Task<Diagnostic?> FindAsync(Uri baseUrl, Func<HttpMessageHandler> handler, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(handler()) { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await client.GetAsync(baseUrl, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.Headers.Date is { } theirs && (time.GetUtcNow() - theirs).Duration() is var skew && skew > Tolerance
                ? new Diagnostic(
                    Severity.Warning,
                    "clock",
                    $"This machine's clock differs from that of {baseUrl.Host} by {skew.TotalSeconds:0} s.",
                    "Synchronise it (NTP): edits of people are found by their time.")
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
