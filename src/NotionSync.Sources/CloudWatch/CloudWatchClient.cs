using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Aws;

namespace NotionSync.Sources.CloudWatch;

/// <summary>CloudWatch in all regions that are read, with the credentials that they share.</summary>
internal sealed class CloudWatchClient(IOptions<CloudWatchOptions> options, IHttpClientFactory http, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, CloudWatchRegion> regions = new(StringComparer.Ordinal);
    private readonly Lazy<AwsCredentialSource> credentials =
        new(() => new AwsCredentialSource(options.Value, CloudWatchOptions.Section, options.Value.Regions[0], time));

    /// <summary>The regions of the configuration, in its order; at least one.</summary>
    public IReadOnlyList<string> Regions => options.Value.Regions;

    /// <summary>CloudWatch in a region.</summary>
    public CloudWatchRegion In(string region) =>
        regions.GetOrAdd(region, name => new CloudWatchRegion(new AwsApi(AwsService.CloudWatch, name, options.Value, credentials.Value, http, time)));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (credentials.IsValueCreated)
        {
            credentials.Value.Dispose();
        }
    }
}
