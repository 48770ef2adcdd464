using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Mapping;
using NotionSync.Sources.CloudWatch;
using NotionSync.Sources.CostExplorer;
using NotionSync.Sources.GitHub;
using NotionSync.Sources.JsonApi;
using NotionSync.Sources.MLflow;
using NotionSync.Sources.PagerDuty;
using NotionSync.Sources.Prometheus;
using NotionSync.Sources.Wandb;

namespace NotionSync.Sources;

/// <summary>The one list of vendors, by hand and in alphabetical order.</summary>
public static class SourceCatalog
{
    /// <summary>All vendors that can be read, configured or not.</summary>
    public static ImmutableArray<SourceEntry> All { get; } =
    [
        CloudWatchServices.Entry,
        CostExplorerServices.Entry,
        GitHubServices.Entry,
        MlflowServices.Entry,
        PagerDutyServices.Entry,
        PrometheusServices.Entry,
        WandbServices.Entry,
    ];

    /// <summary>The vendor of this name, letter case not counted; null when there is none.</summary>
    public static SourceEntry? Find(string name) => All.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All vendors, and the sources that mapping files bring along (<see cref="JsonApiServices.Kind"/>); a vendor's name is its own.</summary>
    public static ImmutableArray<SourceEntry> With(IEnumerable<MappedSource> mapped) =>
        [.. All, .. mapped.Where(source => Find(source.Name) is null).Select(JsonApiServices.Entry)];

    /// <summary>
    /// Registers every source, so that mappings can be checked offline too. Which of them are read is for <see cref="SourceEntry.WhyOff"/> to say.
    /// </summary>
    /// <param name="services">Where they are registered.</param>
    /// <param name="configuration">Their sections <c>Sources:&lt;Name&gt;</c>.</param>
    /// <param name="mapped">The sources that mapping files bring along.</param>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration, params IEnumerable<MappedSource> mapped) =>
        services.AddSources(configuration, With(mapped));

    /// <summary>Registers these sources alone, be they of the catalog or not.</summary>
    /// <param name="services">Where they are registered.</param>
    /// <param name="configuration">Their sections <c>Sources:&lt;Name&gt;</c>.</param>
    /// <param name="entries">The sources.</param>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration, IEnumerable<SourceEntry> entries)
    {
        foreach (var entry in entries)
        {
            entry.Register(services, configuration);
        }

        return services;
    }

    /// <summary>The keys among these that are not set, for <see cref="SourceEntry.Missing"/>.</summary>
    internal static IReadOnlyList<string> Unset(IConfiguration configuration, params IEnumerable<string> keys) =>
        [.. keys.Where(key => string.IsNullOrWhiteSpace(configuration[key]) && string.IsNullOrWhiteSpace(configuration[$"{key}File"]))];
}
