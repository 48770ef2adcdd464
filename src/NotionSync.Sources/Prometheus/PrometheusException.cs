using NotionSync.Sources.Http;

namespace NotionSync.Sources.Prometheus;

/// <summary>Prometheus could not be asked or refused.</summary>
/// <param name="message">Fit to be shown, without a secret.</param>
/// <param name="status">The HTTP status; 0 when there was no answer.</param>
/// <param name="errorType">The API's own word, e.g. <c>bad_data</c>; null when what answered was not the API.</param>
/// <param name="retryAfter">How long it wants to be left alone.</param>
/// <param name="innerException">What lies beneath.</param>
internal sealed class PrometheusException(
    string message, int status, string? errorType = null, TimeSpan? retryAfter = null, Exception? innerException = null)
    : AnswerException(message, status, retryAfter, innerException)
{
    /// <summary>The API's own word, e.g. <c>bad_data</c>; null when what answered was not the API.</summary>
    public string? ErrorType { get; } = errorType;

    /// <summary>Whether the fault lies in what was asked, so that other questions may still be answered.</summary>
    public bool IsOfTheQuestion => ErrorType is not null && Status is not (401 or 403 or 429);
}
