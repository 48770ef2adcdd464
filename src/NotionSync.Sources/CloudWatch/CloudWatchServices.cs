using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Aws;
using NotionSync.Sources.CloudWatch.Kinds;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch;

/// <summary>Registers the source.</summary>
internal static class CloudWatchServices
{
    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new("CloudWatch", "0 0/15 * * * ?", Add)
    {
        Keys = [new("Region"), .. AwsOptions.Keys],
        Missing = configuration => string.IsNullOrWhiteSpace(configuration[$"{CloudWatchOptions.Section}:ServiceUrl"])
            ? SourceCatalog.Unset(configuration, $"{CloudWatchOptions.Section}:Region")
            : [],
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CloudWatchOptions>().Bind(configuration.GetSection(CloudWatchOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CloudWatchOptions>>(new AwsOptionsValidator<CloudWatchOptions>(CloudWatchOptions.Section, Faults));
        services.AddVendorClient(AwsService.CloudWatch.Name, CloudWatchOptions.Section, "ServiceUrl");
        services.AddSingleton<CloudWatchClient>();
        services.AddSingleton<CloudWatchCheck>();
        services.AddSingleton<ISource>(provider => Source(provider.GetRequiredService<CloudWatchClient>(), provider.GetRequiredService<CloudWatchCheck>()));
    }

    private static KindSource Source(CloudWatchClient client, CloudWatchCheck check) =>
        new(AwsService.CloudWatch.Name, [new AlarmsKind(client), new DashboardsKind(client), new MetricsKind(client)], check.RunAsync);

    private static IEnumerable<string> Faults(CloudWatchOptions options) => options.Regions
        .Where(region => !AwsRegions.IsName(region))
        .Select(region => $"{CloudWatchOptions.Section}:Region holds '{region}', which is no region. Write names such as 'eu-west-1', parted by commas.");
}
