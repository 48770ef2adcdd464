namespace NotionSync.Sources.Aws;

/// <summary>What can be set for every source that is an AWS service: address and credentials.</summary>
public abstract class AwsOptions
{
    /// <summary>False turns the source off, true on; null leaves it to the source.</summary>
    public bool? Enabled { get; set; }

    /// <summary>When it is read: a Quartz cron expression in UTC; null for the source's default.</summary>
    public string? Schedule { get; set; }

    /// <summary>For one attempt of one request, 1 second to 10 minutes. Default 1 minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Absolute http or https address in place of AWS's own, e.g. of a VPC endpoint; null for AWS's own.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>A profile of the shared configuration files; null for the default credential chain.</summary>
    public string? Profile { get; set; }

    /// <summary>A role to assume with the credentials found; null for none.</summary>
    public string? RoleArn { get; set; }

    /// <summary>Sent when the role is assumed, for roles of other accounts that ask for it; null for none.</summary>
    public string? ExternalId { get; set; }

    /// <summary>A fixed key, where the chain cannot be used; with <see cref="SecretAccessKey"/>.</summary>
    public string? AccessKeyId { get; set; }

    /// <summary>The fixed key's secret.</summary>
    public string? SecretAccessKey { get; set; }

    /// <summary>The fixed key's session token; null for a long-lived key.</summary>
    public string? SessionToken { get; set; }

    /// <summary>Whether the source is to be read.</summary>
    internal abstract bool IsOn { get; }

    /// <summary>The keys of <see cref="AwsOptions"/> that not every source has.</summary>
    internal static IEnumerable<SourceKey> Keys =>
    [
        new("ServiceUrl"), new("Profile"), new("RoleArn"), new("ExternalId", IsSecret: true),
        new("AccessKeyId", IsSecret: true), new("SecretAccessKey", IsSecret: true), new("SessionToken", IsSecret: true),
    ];
}
