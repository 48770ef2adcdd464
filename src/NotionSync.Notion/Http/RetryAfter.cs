using System.Net.Http.Headers;

namespace NotionSync.Notion.Http;

/// <summary>Reads the Retry-After header.</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait, from seconds or from an HTTP date; a date in the past is no wait; null when the header is absent.</summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date - time.GetUtcNow() is var span && span > TimeSpan.Zero ? span : TimeSpan.Zero,
        _ => null,
    };
}
