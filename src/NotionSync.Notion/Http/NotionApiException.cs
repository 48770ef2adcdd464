namespace NotionSync.Notion.Http;

/// <summary>Notion refused a request, or failed after all retries that are safe. Holds no secret.</summary>
internal sealed class NotionApiException(NotionRequest request, NotionError error) : Exception(Describe(request, error))
{
    /// <summary>HTTP status.</summary>
    public int Status => error.Status;

    /// <summary>Notion's code; an open list.</summary>
    public string Code => error.Code;

    /// <summary>By which Notion's support finds the request; null when the answer has none.</summary>
    public string? RequestId => error.RequestId;

    /// <summary>Why the rate limit refused; null when it did not.</summary>
    public string? Reason => error.Reason;

    /// <summary>Texts, or lists of texts joined by blanks.</summary>
    public IReadOnlyDictionary<string, string> AdditionalData => error.AdditionalData;

    /// <summary>The free plan's block limit is reached.</summary>
    public bool IsBlockLimit => error.IsBlockLimit;

    /// <summary>Notion's own words; empty when it said nothing.</summary>
    public string NotionMessage => error.Message;

    private static string Describe(NotionRequest request, NotionError error) =>
        $"Notion answered {error.Status} {error.Code} to {request}{(error.Message.Length > 0 ? ": " + error.Message : ".")}"
        + (error.RequestId is { } id ? $" (request {id})" : "");
}

/// <summary>No answer came, after all retries that are safe.</summary>
internal sealed class NotionUnreachableException(NotionRequest request, Exception innerException)
    : Exception($"Notion did not answer {request}: {innerException.Message}", innerException);

/// <summary>
/// A request that makes something failed so that nobody knows whether it was made. Look the thing up before sending it again.
/// </summary>
internal sealed class AmbiguousCreateException(NotionRequest request, Exception innerException)
    : Exception($"It is not known whether {request} was carried out: {innerException.Message}", innerException);

/// <summary>The change was saved although the answer was a failure. Must not be repeated; read the thing instead.</summary>
internal sealed class CommittedException(NotionRequest request, string committedId)
    : Exception($"{request} was saved as {committedId}, but Notion could not build its answer in time.")
{
    /// <summary>The page, database or (for an append) parent block that was saved.</summary>
    public string CommittedId { get; } = committedId;
}
