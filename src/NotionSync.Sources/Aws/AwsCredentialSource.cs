using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Aws;

/// <summary>
/// Finds the credentials of one source: fixed keys, a profile, or the default chain (environment, web identity, shared files, ECS and
/// EKS containers, instance metadata), and with them the role that is to be assumed. Safe for several threads.
/// </summary>
/// <param name="options">The source's section.</param>
/// <param name="section">Its name, for messages.</param>
/// <param name="region">Where a role is assumed.</param>
/// <param name="time">Tells when a role's session is over.</param>
internal sealed class AwsCredentialSource(AwsOptions options, string section, string region, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly AwsRole? role = options.RoleArn is { Length: > 0 } arn ? new(arn, options.ExternalId, RegionEndpoint.GetBySystemName(region), time) : null;
    private AWSCredentials? found;

    /// <summary>Everything secret that was found so far.</summary>
    public AwsSecrets Secrets { get; } = Start(options);

    /// <summary>How missing or refused credentials are mended.</summary>
    public string Fix => $"give it AWS credentials: the environment (AWS_ACCESS_KEY_ID, a web identity, a container's or an instance's role), {section}:Profile, or {section}:AccessKeyId with SecretAccessKey";

    /// <summary>Credentials that are valid now.</summary>
    /// <exception cref="VendorException">There are none, or the role may not be assumed.</exception>
    public async Task<AWSCredentials> GetAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            found ??= await FindAsync(cancellationToken);
            var keys = await found.GetCredentialsAsync();
            Remember(keys);
            if (role is not null)
            {
                keys = await role.AssumeAsync(found, cancellationToken);
                Remember(keys);
            }

            return keys.UseToken ? new SessionAWSCredentials(keys.AccessKey, keys.SecretKey, keys.Token) : new BasicAWSCredentials(keys.AccessKey, keys.SecretKey);
        }
        catch (Exception fault) when (fault is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or InvalidOperationException or ArgumentException)
        {
            var what = role is not null && found is not null ? $"cannot assume the role {options.RoleArn}" : "finds no AWS credentials";
            throw new VendorException($"{section} {what}: {AwsWords.Clean(fault.Message, Secrets).TrimEnd('.')}. To mend it, {Fix}.", status: 0, innerException: fault);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Has the next request look for credentials anew, after AWS called these expired.</summary>
    public void Forget()
    {
        found = null;
        role?.Forget();
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<AWSCredentials> FindAsync(CancellationToken cancellationToken)
    {
        if (options is { AccessKeyId: { Length: > 0 } key, SecretAccessKey: { Length: > 0 } secret })
        {
            return options.SessionToken is { Length: > 0 } token ? new SessionAWSCredentials(key, secret, token) : new BasicAWSCredentials(key, secret);
        }

        if (options.Profile is { Length: > 0 } profile)
        {
            return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var credentials)
                ? credentials
                : throw new AmazonClientException($"there is no profile '{profile}' with credentials in the shared AWS files (AWS_CONFIG_FILE, ~/.aws)");
        }

        return await new DefaultAWSCredentialsIdentityResolver().ResolveIdentityAsync(null, cancellationToken);
    }

    private void Remember(ImmutableCredentials keys) => Secrets.Add(keys.AccessKey, keys.SecretKey, keys.Token);

    private static AwsSecrets Start(AwsOptions options)
    {
        var secrets = new AwsSecrets();
        secrets.Add(options.AccessKeyId, options.SecretAccessKey, options.SessionToken, options.ExternalId);
        return secrets;
    }
}
