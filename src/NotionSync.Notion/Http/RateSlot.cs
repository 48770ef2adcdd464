namespace NotionSync.Notion.Http;

/// <summary>The right to send one call. Must be settled; one that is only disposed counts as sent without an answer.</summary>
internal sealed class RateSlot(NotionRateLimiter limiter, long ticket) : IDisposable
{
    private bool _settled;

    /// <summary>Tells what became of the call.</summary>
    public void Settle(RateVerdict verdict)
    {
        if (!_settled)
        {
            _settled = true;
            limiter.Leave(ticket, verdict);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Settle(RateVerdict.Unknown.Value);
}
