using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace NotionSync.Sources.Aws;

/// <summary>A role that is assumed, e.g. one of the account that is read. One thread at a time.</summary>
/// <param name="arn">The role's ARN.</param>
/// <param name="externalId">What a role of another account may ask for; null for nothing.</param>
/// <param name="region">Whose security token service is asked.</param>
/// <param name="time">Tells when a session is over.</param>
internal sealed class AwsRole(string arn, string? externalId, RegionEndpoint region, TimeProvider time)
{
    // Seen in the account's CloudTrail.
    private const string SessionName = "notionsync";

    // A session that ends while a request is under way is refused.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private ImmutableCredentials? session;
    private DateTimeOffset endsAt;

    /// <summary>The keys of a session that is valid now.</summary>
    /// <exception cref="AmazonServiceException">The role may not be assumed.</exception>
    public async Task<ImmutableCredentials> AssumeAsync(AWSCredentials source, CancellationToken cancellationToken)
    {
        if (session is { } valid && time.GetUtcNow() < endsAt - Early)
        {
            return valid;
        }

        using var tokens = new AmazonSecurityTokenServiceClient(source, region);
        var answer = await tokens.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = arn, RoleSessionName = SessionName, ExternalId = string.IsNullOrEmpty(externalId) ? null : externalId }, cancellationToken);
        var keys = answer.Credentials;
        endsAt = keys.Expiration is { } end ? new DateTimeOffset(end.ToUniversalTime(), TimeSpan.Zero) : time.GetUtcNow();
        return session = new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken);
    }

    /// <summary>Has the next request begin a new session.</summary>
    public void Forget() => session = null;
}
