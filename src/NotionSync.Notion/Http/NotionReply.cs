namespace NotionSync.Notion.Http;

/// <summary>One complete answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="RetryAfter">What the header of that name asks for; null when it is absent.</param>
internal sealed record NotionReply(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter)
{
    /// <summary>What is wrong; null for a success.</summary>
    public NotionError? Error { get; } = Status is >= 200 and < 300 ? null : NotionError.Parse(Status, Body.Span);

    /// <summary>What the answer means for the rate limit.</summary>
    public RateVerdict Verdict => Status switch
    {
        429 => new RateVerdict.Refused(RetryAfter ?? Error?.RetryAfter, Error?.Reason == NotionError.OwnBudget),
        529 => new RateVerdict.Refused(RetryAfter ?? Error?.RetryAfter, OwnBudget: false),
        _ => RateVerdict.Accepted.Value,
    };
}
