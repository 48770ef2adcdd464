namespace NotionSync.Notion.Http;

/// <summary>What became of one call, as far as the rate limit is concerned. A closed family.</summary>
internal abstract record RateVerdict
{
    private RateVerdict()
    {
    }

    /// <summary>Notion answered and did not complain about the rate.</summary>
    public sealed record Accepted : RateVerdict
    {
        /// <summary>The only instance that is needed.</summary>
        public static Accepted Value { get; } = new();
    }

    /// <summary>No answer came, so nobody knows whether the call was counted.</summary>
    public sealed record Unknown : RateVerdict
    {
        /// <summary>The only instance that is needed.</summary>
        public static Unknown Value { get; } = new();
    }

    /// <summary>Notion asks for a pause: 429 or 529.</summary>
    /// <param name="RetryAfter">How long; null when it does not say.</param>
    /// <param name="OwnBudget">The token's own budget is used up, from which the budget can be learnt.</param>
    public sealed record Refused(TimeSpan? RetryAfter, bool OwnBudget) : RateVerdict;
}
