namespace NotionSync.Sources.Http;

/// <summary>A vendor answered, and it was not what was asked for. The message is fit to be shown and holds no secret.</summary>
/// <param name="message">What, where and what to do.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="retryAfter">How long the vendor wants to be left alone; null when it did not say.</param>
/// <param name="innerException">What lies beneath; null for nothing.</param>
internal class AnswerException(string message, int status, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int Status { get; } = status;

    /// <summary>How long the vendor wants to be left alone; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the same request may succeed later.</summary>
    public virtual bool IsTransient => Status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Whether whatever else is asked of the vendor now will fare the same: a refused credential, a used-up limit, nobody there.</summary>
    public bool HarmsAll => Status is 401 or 429 || (Status == 0 && InnerException is HttpRequestException or IOException);
}
