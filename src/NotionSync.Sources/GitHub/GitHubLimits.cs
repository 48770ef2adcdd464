using System.Globalization;
using System.Net;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub;

/// <summary>
/// Keeps to GitHub's limits. It says "too many" by 403 or 429, with <c>Retry-After</c>, or with the end of the hour in
/// <c>X-RateLimit-Reset</c>, or with words alone; from here on all of that is a 429 with <c>Retry-After</c>. Safe for several threads.
/// </summary>
/// <remarks>Vendor's rules: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api.</remarks>
internal sealed class GitHubLimits(TimeProvider time)
{
    private const double Reserve = 0.1;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private DateTimeOffset opensAt = DateTimeOffset.MinValue;
    private int refusals;

    /// <summary>How long nothing may be asked; zero when it may be asked at once.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (gate)
            {
                return opensAt - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Takes note of an answer whose body is in memory, and puts a refusal for the limit's sake into its one form.</summary>
    public async Task NoteAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (await IsTooManyAsync(response, cancellationToken))
        {
            var wait = Refused(response);
            response.StatusCode = HttpStatusCode.TooManyRequests;
            response.Headers.RetryAfter = new(wait);
        }
        else if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified)
        {
            lock (gate)
            {
                refusals = 0;
                // Others may use the same credential, and people by it: the last tenth is theirs.
                opensAt = UntilReset(response, Reserve) is { } wait ? time.GetUtcNow() + wait : DateTimeOffset.MinValue;
            }
        }
    }

    private TimeSpan Refused(HttpResponseMessage response)
    {
        lock (gate)
        {
            refusals++;
            var wait = RetryAfter.Of(response, time) ?? UntilReset(response, reserve: 0) ?? FirstWait * Math.Pow(2, Math.Min(refusals, 6) - 1);
            opensAt = time.GetUtcNow() + wait;
            return wait;
        }
    }

    private static async ValueTask<bool> IsTooManyAsync(HttpResponseMessage response, CancellationToken cancellationToken) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.Forbidden => response.Headers.RetryAfter is not null
            || Number(response, "X-RateLimit-Remaining") == 0
            || (await response.Content.ReadAsStringAsync(cancellationToken)).Contains("rate limit", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    // By the vendor's own clock, so that ours may be off; a second more, since the reset is told in whole ones.
    private TimeSpan? UntilReset(HttpResponseMessage response, double reserve) =>
        Number(response, "X-RateLimit-Remaining") <= reserve * (Number(response, "X-RateLimit-Limit") ?? 0) && Number(response, "X-RateLimit-Reset") is { } reset
            && DateTimeOffset.FromUnixTimeSeconds(reset) - (response.Headers.Date ?? time.GetUtcNow()) is var wait && wait > TimeSpan.Zero
            ? wait + TimeSpan.FromSeconds(1)
            : null;

    private static long? Number(HttpResponseMessage response, string header) => response.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 253_402_300_800
        ? number
        : null;
}
