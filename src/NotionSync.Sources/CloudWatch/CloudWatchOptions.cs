using NotionSync.Sources.Aws;

namespace NotionSync.Sources.CloudWatch;

/// <summary>Section <c>Sources:CloudWatch</c>. Without <see cref="Region"/> and <see cref="AwsOptions.ServiceUrl"/> the source is off.</summary>
public sealed class CloudWatchOptions : AwsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:CloudWatch";

    /// <summary>Where a service address alone is given.</summary>
    public const string UsualRegion = "us-east-1";

    /// <summary>The regions that are read, parted by commas, e.g. <c>eu-west-1, us-east-1</c>.</summary>
    public string? Region { get; set; }

    /// <inheritdoc/>
    internal override bool IsOn => Enabled != false && (AwsRegions.Split(Region).Count > 0 || !string.IsNullOrWhiteSpace(ServiceUrl));

    /// <summary>The regions that are read; at least one.</summary>
    internal IReadOnlyList<string> Regions => AwsRegions.Split(Region) is { Count: > 0 } regions ? regions : [UsualRegion];
}
