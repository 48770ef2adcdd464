using NotionSync.Sources.Aws;

namespace NotionSync.Sources.CostExplorer;

/// <summary>
/// Section <c>Sources:CostExplorer</c>. Each request costs money, so the source is off until <see cref="AwsOptions.Enabled"/> is true or
/// an address is named.
/// </summary>
public sealed class CostExplorerOptions : AwsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:CostExplorer";

    /// <summary>The least that <see cref="AskEvery"/> may be.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromHours(1);

    /// <summary>The most: what was read is read whole once a day, for which nothing can be remembered.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    /// <summary>The region of the partition's billing. Default <c>us-east-1</c>; China: <c>cn-northwest-1</c>.</summary>
    public string? Region { get; set; }

    /// <summary>The same question is not paid for again within this time, 1 to 24 hours. Default 12 hours.</summary>
    public TimeSpan AskEvery { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Requests that may be sent in 24 hours, pages and repetitions counted, at least 1. Default 20.</summary>
    public int MostRequestsPerDay { get; set; } = 20;

    /// <inheritdoc/>
    internal override bool IsOn => Enabled ?? !string.IsNullOrWhiteSpace(ServiceUrl);

    /// <summary>The region that requests are signed for.</summary>
    internal string BillingRegion => string.IsNullOrWhiteSpace(Region) ? "us-east-1" : Region.Trim();
}
